import { osloDate } from '#cases';
import type { Clock, Database, Schedule } from '#platform';
import { report } from '../reports/report.queries.js';
import {
  hiddenBelow,
  type PublicReportName,
  publicReportNames,
  publicReports,
} from './public-statistics.model.js';
import { publicTable } from './public-table.rules.js';
import { asOfOf, type Quarter, settledQuarters } from './quarter.rules.js';
import type { PublicTable } from './suppression.model.js';

/** How many reports one turn makes, so that other schedules have theirs. */
const perTurn = 20;

export function publicStatisticsSchedule(db: Database, clock: Clock): Schedule {
  return {
    name: 'publish statistics',
    everyMs: 60_000,
    run: async () => void (await publishStatistics(db, clock)),
  };
}

/**
 * Makes the reports of quarters that have settled and are not public yet. Nothing is made while
 * cases wait to be measured, for what is published stays. Returns how many it made.
 */
export async function publishStatistics(db: Database, clock: Clock): Promise<number> {
  const now = await clock.now();
  const today = osloDate(now);
  const { rows } = await db.pool.query<{ firstMonth: string | null; isMeasured: boolean }>(
    `SELECT (SELECT min(month) FROM figure WHERE measure = 'received') AS "firstMonth",
            NOT EXISTS (SELECT 1 FROM unmeasured) AS "isMeasured"`,
  );
  const [state] = rows;
  if (!state?.firstMonth || !state.isMeasured) return 0;
  const missing = (await missingFrom(db, state.firstMonth, today)).slice(0, perTurn);
  for (const { name, quarter } of missing) await publish(db, name, quarter, now);
  return missing.length;
}

async function missingFrom(db: Database, firstMonth: string, today: string) {
  const { rows } = await db.pool.query<{ name: string; period: string }>(
    'SELECT name, period FROM public_statistic',
  );
  const made = new Set(rows.map(({ name, period }) => `${name}/${period}`));
  return publicReportNames.flatMap((name) =>
    settledQuarters(firstMonth, publicReports[name].settlesMonths, today)
      .filter(({ period }) => !made.has(`${name}/${period}`))
      .map((quarter) => ({ name, quarter })),
  );
}

async function publish(
  db: Database,
  name: PublicReportName,
  quarter: Quarter,
  now: Date,
): Promise<void> {
  const form = publicReports[name];
  const { fromMonth, toMonth } = quarter;
  const asOfOn = asOfOf(quarter, form.settlesMonths);
  const made = await report(db, name, { fromMonth, toMonth, asOfOn }, osloDate(now));
  const table: PublicTable = publicTable(made, form, hiddenBelow);
  await db.pool.query(
    `INSERT INTO public_statistic (name, period, as_of_on, definitions, content, made_at)
     VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING`,
    [name, quarter.period, asOfOn, made.definitions, table, now],
  );
}
