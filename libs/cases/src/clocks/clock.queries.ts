import type { Actor } from '#parties';
import { type Database, Refused } from '#platform';
import { osloDate } from './calendar.rules.js';
import { HISTORY, historyOf, SETTING_VERSIONS, type StoredEvent } from '../case.history.js';
import { type Ledger, ledgerOf } from './case.ledger.js';
import { newCase } from '../case.machine.js';
import type { AccessCase } from '../case.model.js';
import { rolesInCase } from '../case.relation.rules.js';
import { sightOf, visibleRegistryIds } from '../case.visibility.js';
import { type Forecast, forecastFor } from './clock.forecast.js';
import type { CaseHistory, Clock } from './clock.model.js';
import { clocksOf } from './clock.rules.js';
import { visibleClocks } from './clock.visibility.js';
import { calendarOf, settingsOn, type SettingVersion } from '../settings/setting.rules.js';

export interface CaseClocks {
  asOfOn: string;
  clocks: Omit<Clock, 'ledger'>[] | Clock[];
  ledger?: Ledger;
  forecast?: Forecast;
}

export interface CaseWithHistory {
  accessCase: AccessCase;
  history: CaseHistory;
  versions: SettingVersion[];
}

/**
 * The clocks of a case with how each date was found, whose time it was, and when to expect the
 * decision and the data, as this person may see it. As of an earlier day: what the log gave then,
 * without a forecast, which is about the days to come. Throws {@link Refused} `case-unknown` and
 * `day-to-come`.
 */
export async function caseClocks(
  db: Database,
  id: string,
  actor: Actor,
  now: Date,
  asked?: string,
): Promise<CaseClocks> {
  const today = osloDate(now);
  const asOfOn = asked ?? today;
  if (asOfOn > today) throw dayToCome;
  const found = await caseWithHistory(db, id);
  const here = found ? rolesInCase(found.accessCase, actor) : [];
  if (!found || here.length === 0) throw new Refused({ code: 'case-unknown', kind: 'absent' });
  const { accessCase, history, versions } = found;
  const firstDay = newCase(accessCase);
  const visibleIds = visibleRegistryIds(accessCase.tracks.application.registryIds, here);
  const clocks = visibleClocks(clocksOf(firstDay, history, asOfOn, versions), here, visibleIds);
  if (sightOf('ledger', here) === undefined) return { asOfOn, clocks };

  const settings = settingsOn(accessCase.tracks.application.submittedOn ?? asOfOn, versions);
  return {
    asOfOn,
    clocks,
    ledger: ledgerOf(firstDay, history.events, asOfOn, calendarOf(settings)),
    ...(asOfOn === today && {
      forecast: await forecastFor(db, accessCase, today, settings['forecast-cases']),
    }),
  };
}

/** What is asked as of a day that has not been. */
export const dayToCome = new Refused({
  code: 'day-to-come',
  kind: 'malformed',
  problems: [
    {
      field: 'asOfOn',
      rule: 'the log holds nothing of days to come',
      todo: 'choose today or an earlier day',
    },
  ],
});

/** A case with its log and every setting, in one statement; null where there is none. */
export async function caseWithHistory(db: Database, id: string): Promise<CaseWithHistory | null> {
  const { rows } = await db.pool.query<
    AccessCase & { history: StoredEvent[] | null; versions: SettingVersion[] | null }
  >(
    `SELECT c.id, c.reference, c.kind, c.parent_id AS "parentId", c.version,
            c.applicant_id AS "applicantId", c.language, c.tracks,
            ${HISTORY} AS history, ${SETTING_VERSIONS} AS versions
       FROM access_case c
      WHERE c.id = $1`,
    [id],
  );
  if (!rows[0]) return null;
  const { history, versions, ...accessCase } = rows[0];
  return { accessCase, history: historyOf(history ?? []), versions: versions ?? [] };
}
