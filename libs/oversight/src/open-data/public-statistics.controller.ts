import { Controller, Get, Header, Param, Query, StreamableFile } from '@nestjs/common';
import { z } from 'zod';
import { languages, Public } from '#parties';
import { csvLine, Database, Refused, validated } from '#platform';
import { definitions } from '../reports/report.definitions.js';
import { hiddenBelow, publicReportNames } from './public-statistics.model.js';
import type { PublicTable } from './suppression.model.js';

export const publicStatisticsQuery = z.strictObject({
  /** The newest where it is left out. */
  period: z
    .string()
    .regex(/^\d{4}-Q[1-4]$/, 'a quarter is written as 2026-Q3')
    .optional(),
  language: z.enum(languages).default('nb'),
  format: z.enum(['json', 'csv']).default('json'),
});

const listQuery = z.strictObject({ language: z.enum(languages).default('nb') });

const kept = 'public, max-age=3600';

/** Figures of the service for everybody: whole quarters, small counts hidden, never changed. */
@Public()
@Controller('api/v1/public/statistics')
export class PublicStatisticsController {
  constructor(private readonly db: Database) {}

  /** Which reports are public, what their numbers mean, and the quarters there are. */
  @Get()
  @Header('cache-control', kept)
  async list(@Query() query: unknown) {
    const { language } = validated(listQuery, query, 'query-malformed');
    const { rows } = await this.db.pool.query<{ name: string; periods: string[] }>(
      `SELECT name, array_agg(period ORDER BY period DESC) AS periods
         FROM public_statistic GROUP BY name`,
    );
    const periods = new Map(rows.map((row) => [row.name, row.periods]));
    const { version, reports } = definitions();
    return {
      definitions: version,
      hiddenBelow,
      reports: reports
        .filter(({ name }) => publicReportNames.some((each) => each === name))
        .map((each) => ({
          name: each.name,
          ...each[language],
          periods: periods.get(each.name) ?? [],
        })),
    };
  }

  /** A report of one quarter, as JSON or CSV. */
  @Get(':name')
  @Header('cache-control', kept)
  async one(@Param('name') asked: string, @Query() query: unknown) {
    const { period, language, format } = validated(publicStatisticsQuery, query, 'query-malformed');
    const name = publicReportNames.find((known) => known === asked);
    const found = name && (await this.published(name, period));
    const about = definitions().reports.find((each) => each.name === name);
    if (!found || !about) throw new Refused({ code: 'report-unknown', kind: 'absent' });
    const { content, ...made } = found;
    if (format === 'json') return { name, ...made, hiddenBelow, ...about[language], ...content };
    return new StreamableFile(Buffer.from(csvOf(content)), {
      type: 'text/csv; charset=utf-8',
      disposition: `attachment; filename="${name}-${made.period}.csv"`,
    });
  }

  private async published(name: string, period: string | undefined) {
    const { rows } = await this.db.pool.query<{
      period: string;
      asOfOn: string;
      definitions: string;
      content: PublicTable;
    }>(
      `SELECT period, as_of_on::text AS "asOfOn", definitions, content FROM public_statistic
        WHERE name = $1 AND ($2::text IS NULL OR period = $2) ORDER BY period DESC LIMIT 1`,
      [name, period ?? null],
    );
    return rows[0];
  }
}

function csvOf({ columns, rows, summary }: PublicTable): string {
  const lines = [
    ['key', 'label', ...columns.map(({ id, unit }) => `${id} (${unit})`)],
    ...rows.map(({ key, label, cells }) => [key, label ?? null, ...cells]),
    ...summary.map(({ key, unit, value }) => [`${key} (${unit})`, null, value]),
  ];
  return `\uFEFF${lines.map((line) => csvLine(line)).join('')}`;
}
