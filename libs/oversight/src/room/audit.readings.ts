import {
  type CallHandler,
  type ExecutionContext,
  Inject,
  Injectable,
  type NestInterceptor,
} from '@nestjs/common';
import { from, mergeMap, type Observable } from 'rxjs';
import { caseById, CaseService, rolesInCase } from '#cases';
import { holdsRole, type Person, type Role } from '#parties';
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
  '/api/v1/insights': 'insights-listed',
  '/api/v1/statistics/:name': 'statistics-read',
  '/api/v1/timelines/service': 'timelines-read',
  '/api/v1/timelines/registries/:registryId': 'timelines-read',
  '/api/v1/timelines/units/:unitId': 'timelines-read',
};

/** What tells of its own reading, or tells nothing of what is in the case. */
const toldElsewhere =
  /^\/(prints|archive$|application\.(pdf|json)$|attachments\/:fileId$|insight$)/;

/** What is read by an id of its own, and where the case of it is found. */
const partsOfCases: Readonly<Record<string, string>> = {
  decisions: 'SELECT case_id AS id FROM decision WHERE id = $1::uuid',
  permits: 'SELECT case_id AS id FROM permit_version WHERE permit_id = $1',
  'register/entries': 'SELECT case_id AS id FROM register_entry WHERE id = $1::uuid',
};

/** Who reads a case that they have no part in is told of in it: an auditor, and who broke the glass. */
const onlookers: readonly Role[] = ['auditor', 'insight'];

/**
 * What an auditor reads on the ordinary pages is told too: of a case in its own chain, of the
 * statistics in that of the service; and so is what is read of a case by insight. It is told before
 * it is answered; what was refused was not read.
 */
@Injectable()
export class OnlookersReadings implements NestInterceptor {
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
    if (method !== 'GET' || !person) return;
    const isAuditor = holdsRole(person, 'auditor');
    if (!isAuditor && person.insights === undefined) return;
    const [, kind = '', page = ''] = /^\/api\/v1\/(.+?)\/:id(\/.*)?$/.exec(route) ?? [];
    if (kind === 'cases' && params?.id) {
      if (!toldElsewhere.test(page)) await this.tellCase(params.id, page || '/', person);
      return;
    }
    const ofPart = partsOfCases[kind];
    if (ofPart && params?.id) {
      const { rows } = await this.db.pool.query<{ id: string }>(ofPart, [params.id]);
      if (rows[0]) await this.tellCase(rows[0].id, `/${kind}${page}`, person);
      return;
    }
    const type = lists[route];
    if (type && isAuditor) {
      const now = await this.clock.now();
      const data = { page: route, ...(params ?? {}) };
      await this.db.transaction((tx) =>
        noteForAudit(tx, person, { type, outcome: 'read', data }, now),
      );
    }
  }

  /** Who has another part in the case reads it in that one. */
  private async tellCase(id: string, page: string, person: Person): Promise<void> {
    const accessCase = await caseById(this.db, id);
    const here = accessCase ? rolesInCase(accessCase, person) : [];
    if (here.length === 0 || here.some(({ role }) => !onlookers.includes(role))) return;
    await this.cases.note(id, 'case-read', 'read', { page }, person);
  }
}
