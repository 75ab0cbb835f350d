import { createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import type { Person } from '#parties';
import { Refused } from '#platform';
import type { GuardedRequest } from './auth.tokens.js';

export const IS_PUBLIC = 'tilgang:public';

/** Opens an endpoint to everybody. Every other endpoint needs a signed-in person. */
export const Public = () => SetMetadata(IS_PUBLIC, true);

/** The signed-in person of the request, as an `Actor` with address and language. */
export const CurrentActor = createParamDecorator(
  (_: unknown, context: ExecutionContext): Person => {
    const { person } = context.switchToHttp().getRequest<GuardedRequest>();
    if (!person) throw new Refused({ code: 'not-signed-in', kind: 'signed-out' });
    return person;
  },
);
