import {
  type CallHandler,
  type ExecutionContext,
  Inject,
  Injectable,
  type NestInterceptor,
} from '@nestjs/common';
import { catchError, from, type Observable, switchMap, throwError } from 'rxjs';
import { caseById, knownCaseId, rolesInCase } from '#cases';
import type { Person } from '#parties';
import { Database, Refused } from '#platform';
import { type Rule, ruleOf, toldByWall } from './access.verdict.js';

interface Request {
  method: string;
  person?: Person;
  params?: { id?: string; name?: string };
  routeOptions?: { url?: string };
}

const wrongRole = () => new Refused({ code: 'not-allowed-for-role', kind: 'role' });
const unknown = () => new Refused({ code: 'case-unknown', kind: 'absent' });

/**
 * Before any endpoint, once it is known who asks: one that the table does not name is closed, and
 * roles are asked for first. Whoever has no business with a case is not told either what was wrong
 * with the request: what is found malformed is told to those alone who might have asked.
 */
@Injectable()
export class AccessWall implements NestInterceptor {
  constructor(@Inject(Database) private readonly db: Database) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<Request>();
    const rule = ruleOf(request.method, request.routeOptions?.url ?? '');
    if (!rule) throw wrongRole();
    if (rule.for === 'roles') {
      const roles = request.person?.roles ?? [];
      if (toldByWall(rule, { roles, inCase: [] }) !== null) throw wrongRole();
    }
    if (rule.for !== 'case' && rule.for !== 'command') return next.handle();
    return next
      .handle()
      .pipe(
        catchError((error: unknown) =>
          isAboutRequest(error)
            ? from(this.wall(rule, request)).pipe(switchMap(() => throwError(() => error)))
            : throwError(() => error),
        ),
      );
  }

  private async wall(rule: Rule, { person, params }: Request): Promise<void> {
    const accessCase = person ? await caseById(this.db, knownCaseId(params?.id ?? '')) : null;
    if (!person || !accessCase) throw unknown();
    const inCase = rolesInCase(accessCase, person);
    const told = toldByWall(rule, { roles: person.roles, inCase }, params?.name);
    if (told === 404) throw unknown();
    if (told === 403) throw wrongRole();
  }
}

/** Faults of the request itself, which are found before it is known whose case it is about. */
function isAboutRequest(error: unknown): boolean {
  if (!(error instanceof Refused)) return !isServersFault(error);
  return ['malformed', 'too-large', 'checksum'].includes(error.refusal.kind);
}

function isServersFault(error: unknown): boolean {
  const status = (error as { status?: unknown; statusCode?: unknown } | null)?.status;
  return typeof status !== 'number' || status >= 500;
}
