import { Controller, Get, Header, Inject, Query, StreamableFile } from '@nestjs/common';
import { z } from 'zod';
import { osloDate } from '#cases';
import { CurrentActor, holdsRole, languages, type Person } from '#parties';
import { type Cell, type Clock, CLOCK, csvLine, Database, Refused, validated } from '#platform';
import { type ActivityReport, activityReport } from './activity-report.queries.js';

const year = z.coerce.number().int().min(2000).max(2200);

export const activityReportQuery = z
  .strictObject({
    from: year.optional(),
    to: year.optional(),
    language: z.enum(languages).default('nb'),
    format: z.enum(['json', 'csv']).default('json'),
  })
  .refine(
    ({ from, to }) => (from ?? 0) <= (to ?? 9999),
    'the first year is no later than the last',
  );

/** The figures of the activity report that is due every two years (EHDS article 59). */
@Controller('api/v1/activity-report')
export class ActivityReportController {
  constructor(
    private readonly db: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Without years: the one that runs and the one before. */
  @Get()
  @Header('cache-control', 'private, no-store')
  async read(
    @CurrentActor() actor: Person,
    @Query() query: unknown,
  ): Promise<ActivityReport | StreamableFile> {
    if (!holdsRole(actor, 'administrator') && !holdsRole(actor, 'auditor')) {
      throw new Refused({ code: 'not-allowed-for-role', kind: 'role' });
    }
    const { from, to, language, format } = validated(activityReportQuery, query, 'query-malformed');
    const today = osloDate(await this.clock.now());
    const last = to ?? Number(today.slice(0, 4));
    const made = await activityReport(this.db, { from: from ?? last - 1, to: last }, today);
    if (format === 'json') return made;
    return new StreamableFile(Buffer.from(csvOf(made, language)), {
      type: 'text/csv; charset=utf-8',
      disposition: `attachment; filename="activity-report-${made.fromMonth}-${made.toMonth}.csv"`,
    });
  }
}

function csvOf({ figures }: ActivityReport, language: 'nb' | 'nn' | 'en'): string {
  const lines: Cell[][] = [['figure', 'row', 'column', 'unit', 'value', 'definition']];
  for (const figure of figures) {
    const { title, definition } = figure[language];
    const add = (row: string | null, column: string | null, unit: string | null, value: Cell) =>
      lines.push([title, row, column, unit, value, definition]);
    if (!figure.table) add(null, null, null, null);
    for (const { key, label, cells } of figure.table?.rows ?? []) {
      for (const [index, { id, unit }] of figure.table?.columns.entries() ?? []) {
        add(label ?? key, id, unit, cells[index] ?? null);
      }
    }
    for (const { key, unit, value } of figure.table?.summary ?? []) add(null, key, unit, value);
  }
  return `\uFEFF${lines.map((line) => csvLine(line)).join('')}`;
}
