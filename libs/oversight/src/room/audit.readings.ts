import {
  type CallHandler,
  type ExecutionContext,
  Inject,
  Injectable,
  type NestInterceptor,
} from '@nestjs/common';
import { from, mergeMap, type Observable } from 'rxjs';
import { caseById, CaseService, rolesInCase } from '#cases';
import { holdsRole, type Person } from '#parties';
import { type Clock, CLOCK, Database } from '#platform';
import { noteForAudit } from './audit.rows.js';

interface Request {
  method: string;
  person?: Person;
  params?: { id?: string };
  routeOptions?: { url?: string };
}

/** Where more cases than one are read, and as what that is told. */
const lists: Readonly<Record<string, string>> = {
  '/api/v1/cases': 'cases-listed',
  '/api/v1/deliveries': 'deliveries-listed',
  '/api/v1/disclosures': 'disclosures-read',
  '/api/v1/disclosures/export.csv': 'disclosures-read',
  '/api/v1/statistics/:name': 'statistics-read',
  '/api/v1/timelines/service': 'timelines-read',
  '/api/v1/timelines/registries/:registryId': 'timelines-read',
  '/api/v1/timelines/units/:unitId': 'timelines-read',
};

/** What tells of its own reading. */
const toldElsewhere = /\/(prints|letters|journal)\b/;

/**
 * What an auditor reads on the ordinary pages is told too: of a case in its own chain, of the
 * statistics in that of the service. It is told before it is answered; what was refused was not read.
 */
@Injectable()
export class AuditorReadings implements NestInterceptor {
  constructor(
    @Inject(Database) private readonly db: Database,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CaseService) private readonly cases: CaseService,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<Request>();
    return next
      .handle()
      .pipe(mergeMap((answer: unknown) => from(this.tell(request).then(() => answer))));
  }

  private async tell({ method, person, params, routeOptions }: Request): Promise<void> {
    const route = routeOptions?.url ?? '';
    if (method !== 'GET' || !person || !holdsRole(person, 'auditor')) return;
    if (route.startsWith('/api/v1/cases/:id') && params?.id) {
      if (!toldElsewhere.test(route)) await this.tellCase(params.id, route, person);
      return;
    }
    const type = lists[route];
    if (type) {
      const now = await this.clock.now();
      const data = { page: route, ...(params ?? {}) };
      await this.db.transaction((tx) =>
        noteForAudit(tx, person, { type, outcome: 'read', data }, now),
      );
    }
  }

  /** Who has another part in the case reads it in that one. */
  private async tellCase(id: string, route: string, person: Person): Promise<void> {
    const accessCase = await caseById(this.db, id);
    const here = accessCase ? rolesInCase(accessCase, person) : [];
    if (here.length === 0 || here.some(({ role }) => role !== 'auditor')) return;
    const page = route.replace('/api/v1/cases/:id', '') || '/';
    await this.cases.note(id, 'case-read', 'read', { page }, person);
  }
}
