import { calendarOf, settingsOn } from '#cases';
import type { Database } from '#platform';
import { settingVersions } from '../reports/report.queries.js';
import { cellsToAdd } from '../measures/measure.cells.js';
import { timelineOf } from './timeline.rules.js';
import {
  type Timeline,
  timelineMeasures,
  type TimelineScope,
  type UnitSum,
} from './timeline.model.js';

/**
 * The timeline of many cases as of a day: today's from the figures, an earlier day's from the cells
 * that were known on it. No case is read.
 */
export async function timeline(
  db: Database,
  scope: TimelineScope,
  today: string,
): Promise<Timeline> {
  const [sums, versions] = await Promise.all([sumsOf(db, scope, today), settingVersions(db)]);
  return timelineOf(sums, scope, calendarOf(settingsOn(scope.asOfOn, versions)));
}

/** Everything that the timeline calls by its id, in one statement. */
export async function namesIn(
  db: Database,
  { total, open, units }: Timeline,
): Promise<Record<string, string>> {
  const parties = [...total.perParty, ...open].map(({ party }) => party);
  const registryIds = parties.flatMap((party) =>
    party.startsWith('registry:') ? [party.slice('registry:'.length)] : [],
  );
  const { rows } = await db.pool.query<{ id: string; name: string }>(
    `SELECT 'registry:' || id AS id, name FROM registry WHERE id = ANY ($1)
      UNION ALL SELECT id, name FROM unit WHERE id = ANY ($2)`,
    [[...new Set(registryIds)], units.flatMap(({ unitId }) => unitId ?? [])],
  );
  return Object.fromEntries(rows.map(({ id, name }) => [id, name]));
}

/** The name of the unit or registry that is asked about; null where there is no such. */
export async function nameOf(
  db: Database,
  table: 'unit' | 'registry',
  id: string,
): Promise<string | null> {
  const { rows } = await db.pool.query<{ name: string }>(
    `SELECT name FROM ${table} WHERE id = $1`,
    [id],
  );
  return rows[0]?.name ?? null;
}

/** The unit that somebody works in. */
export async function unitOf(db: Database, personId: string | null): Promise<string | null> {
  const { rows } = await db.pool.query<{ unitId: string | null }>(
    'SELECT unit_id AS "unitId" FROM person WHERE id = $1',
    [personId],
  );
  return rows[0]?.unitId ?? null;
}

async function sumsOf(db: Database, scope: TimelineScope, today: string): Promise<UnitSum[]> {
  const { fromMonth, toMonth, kind, asOfOn } = scope;
  const isEarlier = asOfOn < today;
  const values = [
    timelineMeasures,
    fromMonth,
    toMonth,
    kind ?? null,
    scope.of === 'unit' ? scope.unitId : null,
    scope.of === 'registry' ? `registry:${scope.registryId}` : null,
  ];
  const { rows } = await db.pool.query<UnitSum>({
    name: isEarlier ? 'timeline-known-on' : 'timeline-of-today',
    text: `
      SELECT measure, month, nullif(unit_id, '') AS "unitId", part, value, sum(count)::int AS count
        FROM ${cellsToAdd(isEarlier ? '$7' : null)} AS cell
       WHERE ($4::text IS NULL OR kind = $4) AND ($5::text IS NULL OR unit_id = $5)
         AND ($6::text IS NULL OR split_part(part, '/', 2) = $6)
       GROUP BY measure, month, unit_id, part, value HAVING sum(count) <> 0`,
    values: isEarlier ? [...values, asOfOn] : values,
  });
  return rows;
}
