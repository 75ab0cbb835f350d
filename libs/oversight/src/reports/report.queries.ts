import { calendarOf, SETTING_VERSIONS, settingsOn, type SettingVersion } from '#cases';
import type { Database } from '#platform';
import { cellsToAdd } from '../measures/measure.cells.js';
import type { Report, ReportName, Scope, Sum, Surroundings } from './report.model.js';
import { recipes, reportOf } from './report.rules.js';

/**
 * A report as of a day. Today's is added up from the figures; an earlier day's from the cells that
 * were known on it, so that an old report can be computed again.
 */
export async function report(
  db: Database,
  name: ReportName,
  scope: Scope,
  today: string,
): Promise<Report> {
  const { needs } = recipes[name];
  const [sums, registries, versions] = await Promise.all([
    db.pool.query<Sum>(sumsQuery(name, scope, today)),
    needs === 'registries' ? registriesOf(db) : [],
    // A report that counts no working days has no use for the calendar.
    needs === 'calendar' ? settingVersions(db) : [],
  ]);
  const calendar = calendarOf(settingsOn(scope.asOfOn, versions));
  return reportOf(name, sums.rows, { ...scope, registries, calendar });
}

/** Of today or of an earlier day; told apart by no more than the report asks for. */
export function sumsQuery(name: ReportName, scope: Scope, today: string) {
  const { fromMonth, toMonth, kind, unitId, asOfOn } = scope;
  const { measures, by, tellsPartyAlone } = recipes[name];
  const isEarlier = asOfOn < today;
  const values = [measures, fromMonth, toMonth, kind ?? null, unitId ?? null];
  const part = tellsPartyAlone ? PARTY : 'part';
  const told = [...(by ? [by] : []), 'measure', `${part} AS part`, 'value'];
  return {
    name: [isEarlier ? 'figures-known-on' : 'figures-of-today', by, tellsPartyAlone].join(),
    text: `
      SELECT ${told.join(', ')}, sum(count)::int AS count
        FROM ${cellsToAdd(isEarlier ? '$6' : null)} AS cell
       WHERE month <= $3 AND ($4::text IS NULL OR kind = $4) AND ($5::text IS NULL OR unit_id = $5)
       GROUP BY ${told.map((_, index) => index + 1).join(', ')} HAVING sum(count) <> 0`,
    values: isEarlier ? [...values, asOfOn] : values,
  };
}

/** The part of a wait as {@link waitOf} reads it. */
const PARTY = `split_part(part, '/', 2)`;

/** The whole catalogue: some hundred rows. */
async function registriesOf(db: Database): Promise<Surroundings['registries']> {
  const { rows } = await db.pool.query<Surroundings['registries'][number]>(
    'SELECT id, name, kind FROM registry ORDER BY name',
  );
  return rows;
}

export async function settingVersions(db: Database): Promise<SettingVersion[]> {
  const { rows } = await db.pool.query<{ versions: SettingVersion[] | null }>(
    `SELECT ${SETTING_VERSIONS} AS versions`,
  );
  return rows[0]?.versions ?? [];
}
