import { Controller, Get, Header, Inject, Param, Query } from '@nestjs/common';
import { z } from 'zod';
import { CaseService, knownCaseId } from '#cases';
import { CurrentActor, type Person } from '#parties';
import { type Clock, CLOCK, Database, validated } from '#platform';
import { assertOwnAudit, asAuditorAlone } from './audit.rows.js';
import { type CaseLog, caseLog } from './case.log.rows.js';
import { type FigureCases, figureCases, figureCasesQuery } from './figure.cases.rows.js';
import { type Reading, readingsOf, readingsQuery } from './reading.rows.js';
import { type Sample, samplesOf } from './sample.rows.js';

export const caseLogQuery = z.strictObject({
  after: z.coerce.number().int().min(0).max(1_000_000_000).default(0),
});

/** What an auditor follows back to its source: figures to cases, cases to their log. */
@Controller('api/v1/audits')
export class AuditTrailController {
  constructor(
    @Inject(Database) readonly db: Database,
    @Inject(CLOCK) readonly clock: Clock,
    @Inject(CaseService) private readonly cases: CaseService,
  ) {}

  /** What the auditor has read, drawn and taken out, in and beside audits. */
  @Get('readings')
  @Header('cache-control', 'private, no-store')
  readings(
    @CurrentActor() person: Person,
    @Query() query: unknown,
  ): Promise<{ items: Reading[]; nextCursor: string | null }> {
    const { cursor } = validated(readingsQuery, query, 'query-malformed');
    return readingsOf(this.db, person, cursor);
  }

  /** The cases that a number of a report was added up from. */
  @Get(':auditId/figures')
  @Header('cache-control', 'private, no-store')
  async figures(
    @CurrentActor() person: Person,
    @Param('auditId') auditId: string,
    @Query() query: unknown,
  ): Promise<FigureCases> {
    await assertOwnAudit(this.db, auditId, person);
    const wanted = validated(figureCasesQuery, query, 'query-malformed');
    return figureCases(this, auditId, wanted, person);
  }

  /** The log of a case, with its chain computed again and the seal that holds it. */
  @Get(':auditId/cases/:id/log')
  @Header('cache-control', 'private, no-store')
  async log(
    @CurrentActor() person: Person,
    @Param('auditId') auditId: string,
    @Param('id') id: string,
    @Query() query: unknown,
  ): Promise<CaseLog> {
    await assertOwnAudit(this.db, auditId, person);
    const { after } = validated(caseLogQuery, query, 'query-malformed');
    const log = await caseLog(this.db, knownCaseId(id), after, asAuditorAlone(person));
    await this.cases.note(id, 'case-read', 'read', { auditId, page: '/log' }, person);
    return log;
  }

  @Get(':auditId/samples')
  async samples(
    @CurrentActor() person: Person,
    @Param('auditId') auditId: string,
  ): Promise<{ items: Omit<Sample, 'drawn'>[] }> {
    await assertOwnAudit(this.db, auditId, person);
    return samplesOf(this.db, auditId);
  }
}
