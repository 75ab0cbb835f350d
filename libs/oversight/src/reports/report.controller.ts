import { Controller, Get, Header, Inject, Param, Query, StreamableFile } from '@nestjs/common';
import { z } from 'zod';
import { addMonths, caseKinds, dayToCome, osloDate } from '#cases';
import { CurrentActor, holdsRole, type Person, type Role } from '#parties';
import { type Clock, CLOCK, Database, Refused, validated } from '#platform';
import { csvOf } from './report.csv.rules.js';
import { definitions } from './report.definitions.js';
import { type Report, reportNames } from './report.model.js';
import { report } from './report.queries.js';

const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'a month is written as 2026-03');

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

/** At most this many months at once: thirty years, as long as the archive is asked. */
const MONTHS = 360;

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

function periodOf(from: string | undefined, to: string | undefined, asOfOn: string) {
  const toMonth = to ?? asOfOn.slice(0, 7);
  const fromMonth = from ?? addMonths(`${toMonth}-01`, -11).slice(0, 7);
  const earliest = addMonths(`${toMonth}-01`, -MONTHS).slice(0, 7);
  if (fromMonth <= toMonth && fromMonth > earliest) return { fromMonth, toMonth };
  throw new Refused({
    code: 'period-malformed',
    kind: 'malformed',
    problems: [
      {
        field: 'from',
        rule: `a period has from 1 to ${MONTHS} months`,
        todo: 'let the first month be no later than the last',
      },
    ],
  });
}

function refuseOthers(actor: Person): void {
  if (readers.some((role) => holdsRole(actor, role))) return;
  throw new Refused({ code: 'not-allowed-for-role', kind: 'role' });
}
