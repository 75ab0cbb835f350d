import {
  type CallHandler,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
} from '@nestjs/common';
import { catchError, from, type Observable, switchMap, throwError } from 'rxjs';
import type { Person } from '#parties';
import { Refused } from '#platform';
import type { GuardedRequest } from './auth.tokens.js';
import { SignInWatch } from './sign-in.watch.js';

/**
 * Whoever names an organisation and is refused what is another's has perhaps made the name up: what a
 * token says of organisations gives nothing here, and that it was tried is told.
 */
@Injectable()
export class RepresentationWatch implements NestInterceptor {
  constructor(private readonly watch: SignInWatch) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const { person } = context.switchToHttp().getRequest<GuardedRequest>();
    if (!person || !namesOrganisation(person)) return next.handle();
    return next
      .handle()
      .pipe(
        catchError((error: unknown) =>
          isOfAnother(error)
            ? from(tellNotRepresented(this.watch, person)).pipe(
                switchMap(() => throwError(() => error)),
              )
            : throwError(() => error),
        ),
      );
  }
}

export function tellNotRepresented(watch: SignInWatch, { personId, signIn }: Person) {
  const fault = 'organisation-not-represented' as const;
  const provider = signIn?.provider ?? null;
  return watch.tell({ fault, by: 'token', provider, actorId: personId }, personId);
}

function namesOrganisation({ system, signIn }: Person): boolean {
  return system !== undefined || signIn?.namesOrganisation === true;
}

function isOfAnother(error: unknown): boolean {
  return error instanceof Refused && ['role', 'absent'].includes(error.refusal.kind);
}
