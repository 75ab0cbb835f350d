import type { Database } from '#platform';
import activityData from '../../../../data/rules/activity-report.json' with { type: 'json' };
import type { ReportName, Table } from '../reports/report.model.js';
import { definitions } from '../reports/report.definitions.js';
import { report } from '../reports/report.queries.js';

type FigureName = keyof typeof activityData.figures;
interface Words {
  title: string;
  definition: string;
}

/** One of the figures that article 59 asks for. */
export interface ActivityFigure {
  name: string;
  nb: Words;
  nn: Words;
  en: Words;
  /** The report that it is; null: counted for this one. */
  report: ReportName | null;
  /** The system does not hold it: the definition says who does. */
  isUnknown: boolean;
  table: Table | null;
}

export interface ActivityReport {
  definitions: string;
  fromMonth: string;
  toMonth: string;
  figures: ActivityFigure[];
}

/** The activity report of some years (EHDS article 59), from the cells that every report is made of. */
export async function activityReport(
  db: Database,
  years: { from: number; to: number },
  today: string,
): Promise<ActivityReport> {
  const scope = { fromMonth: `${years.from}-01`, toMonth: `${years.to}-12`, asOfOn: today };
  const own = await ownTables(db, scope);
  const { reports } = definitions();
  const figures: ActivityFigure[] = [];
  for (const [name, figure] of Object.entries(activityData.figures)) {
    const source = 'report' in figure ? (figure.report as ReportName) : null;
    const defined = reports.find((each) => each.name === source);
    const saidOf = (language: 'nb' | 'nn' | 'en'): Words => ({
      title: figure[language].title,
      definition: defined?.[language].definition ?? figure[language].definition,
    });
    const [nb, nn, en] = [saidOf('nb'), saidOf('nn'), saidOf('en')];
    figures.push({
      name,
      nb,
      nn,
      en,
      report: source,
      isUnknown: 'isUnknown' in figure,
      table: source ? tableOf(await report(db, source, scope, today)) : (own[name] ?? null),
    });
  }
  const { fromMonth, toMonth } = scope;
  return { definitions: activityData.version, fromMonth, toMonth, figures };
}

/** Registries that had nothing to do with anything are left out; there are some hundred. */
function tableOf({ columns, rows, summary }: Table): Table {
  const told = rows.filter(({ label, cells }) => label === undefined || cells.some(Boolean));
  return { columns, rows: told, summary };
}

/** What no report has: counted from the public register and from the days to data. */
async function ownTables(
  db: Database,
  { fromMonth, toMonth }: { fromMonth: string; toMonth: string },
): Promise<Partial<Record<string, Table>>> {
  const period = [`${fromMonth}-01`, `${toMonth}-31`];
  const [applicants, entries, days] = await Promise.all([
    db.pool.query<Counted>(
      `SELECT coalesce(v.content #>> '{answers,applicantSector}', 'not-stated') AS key,
              count(*)::int AS count
         FROM register_entry r
         JOIN register_version v ON v.entry_id = r.id AND v.version = r.version
        WHERE r.kind = 'application' AND r.outcome = 'received'
          AND r.happened_on BETWEEN $1 AND $2
        GROUP BY 1 ORDER BY 1`,
      period,
    ),
    db.pool.query<Counted & { kind: string }>(
      `SELECT kind, outcome AS key, count(*)::int AS count FROM register_entry
        WHERE kind IN ('permit', 'results') AND happened_on BETWEEN $1 AND $2
        GROUP BY 1, 2 ORDER BY 1, 2`,
      period,
    ),
    db.pool.query<{ cases: number; days: number | null }>(
      `SELECT coalesce(sum(count), 0)::int AS cases,
              (sum(value * count) / nullif(sum(count), 0))::float8 AS days
         FROM figure WHERE measure = 'data-available' AND month BETWEEN $1 AND $2`,
      [fromMonth, toMonth],
    ),
  ]);
  const ofKind = (kind: string) => entries.rows.filter((row) => row.kind === kind);
  const tables: Partial<Record<FigureName, Table>> = {
    applicants: countTable(applicants.rows),
    permits: countTable(ofKind('permit')),
    'final-reports': countTable(ofKind('results')),
    'days-to-access': {
      columns: [],
      rows: [],
      summary: [
        { key: 'delivered', unit: 'count', value: days.rows[0]?.cases ?? 0 },
        { key: 'average', unit: 'days', value: days.rows[0]?.days ?? null },
      ],
    },
  };
  return tables;
}

interface Counted {
  key: string;
  count: number;
}

function countTable(rows: readonly Counted[]): Table {
  return {
    columns: [{ id: 'count', unit: 'count' }],
    rows: rows.map(({ key, count }) => ({ key, cells: [count] })),
    summary: [],
  };
}
