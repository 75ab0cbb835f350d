import { Controller, Get, Header, Inject, Param, Query, StreamableFile } from '@nestjs/common';
import { z } from 'zod';
import { caseKinds, dayToCome, osloDate } from '#cases';
import { CurrentActor, holdsRole, type Person, type Role } from '#parties';
import { type Clock, CLOCK, Database, Refused, validated } from '#platform';
import { csvOf } from './report.csv.rules.js';
import { definitions } from './report.definitions.js';
import { type Report, reportNames } from './report.model.js';
import { month, periodOf } from './report.period.js';
import { report } from './report.queries.js';

export const reportQuery = z.strictObject({
  from: month.optional(),
  to: month.optional(),
  kind: z.enum(caseKinds).optional(),
  unitId: z.string().max(100).optional(),
  /** As the log stood at the end of this day; today where it is left out. */
  asOfOn: z.iso.date().optional(),
  format: z.enum(['json', 'csv']).default('json'),
});

/** The service's figures are for those who run it and those who audit it; sums, and no case. */
const readers: readonly Role[] = [
  'auditor',
  'administrator',
  'caseworker',
  'decision-maker',
  'unit-leader',
];

@Controller('api/v1/statistics')
export class ReportController {
  constructor(
    private readonly db: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Which reports there are, with what each number means. */
  @Get()
  list(@CurrentActor() actor: Person) {
    refuseOthers(actor);
    return definitions();
  }

  /** One report, as JSON or CSV. Without a period: the last twelve months. */
  @Get(':name')
  @Header('cache-control', 'private, no-store')
  async one(
    @CurrentActor() actor: Person,
    @Param('name') asked: string,
    @Query() query: unknown,
  ): Promise<Report | StreamableFile> {
    refuseOthers(actor);
    const name = reportNames.find((known) => known === asked);
    if (!name) throw new Refused({ code: 'report-unknown', kind: 'absent' });
    const { from, to, asOfOn, format, ...filter } = validated(
      reportQuery,
      query,
      'query-malformed',
    );
    const today = osloDate(await this.clock.now());
    const scope = { ...filter, ...periodOf(from, to, asOfOn ?? today), asOfOn: asOfOn ?? today };
    if (scope.asOfOn > today) throw dayToCome;
    const made = await report(this.db, name, scope, today);
    if (format === 'json') return made;
    return new StreamableFile(Buffer.from(csvOf(made, (key) => key)), {
      type: 'text/csv; charset=utf-8',
      disposition: `attachment; filename="${name}-${scope.fromMonth}-${scope.toMonth}.csv"`,
    });
  }
}

function refuseOthers(actor: Person): void {
  if (readers.some((role) => holdsRole(actor, role))) return;
  throw new Refused({ code: 'not-allowed-for-role', kind: 'role' });
}
