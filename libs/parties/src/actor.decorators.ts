import { createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import { Refused } from '#platform';
import type { Person } from './person.queries.js';

export const IS_PUBLIC = 'tilgang:public';

/** Opens an endpoint to everybody. Every other endpoint needs a signed-in person. */
export const Public = () => SetMetadata(IS_PUBLIC, true);

export const FOR_SYSTEMS = 'tilgang:for-systems';

/** Opens an endpoint to the systems of registries too, as far as their scopes carry. */
export const ForSystems = () => SetMetadata(FOR_SYSTEMS, true);

/** The signed-in person of the request, as an `Actor` with address and language. */
export const CurrentActor = createParamDecorator(
  (_: unknown, context: ExecutionContext): Person => {
    const { person } = context.switchToHttp().getRequest<{ person?: Person }>();
    if (!person) throw new Refused({ code: 'not-signed-in', kind: 'signed-out' });
    return person;
  },
);
