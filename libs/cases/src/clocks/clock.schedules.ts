import { systemActor } from '#parties';
import { type Clock, type Database, Refused, type Schedule } from '#platform';
import { addDays, osloDate } from './calendar.rules.js';
import type { CaseCommand } from '../case.commands.js';
import { newCase } from '../case.machine.js';
import type { CaseService } from '../case.service.js';
import { type ClockAction, clockActions } from './clock.actions.rules.js';
import { clockDates } from './clock.dates.rules.js';
import { caseWithHistory } from './clock.queries.js';
import { clocksOf } from './clock.rules.js';

/** What happens because a day came: reminders and letters through the same door as people's commands. */
export function clockSchedules(cases: CaseService, db: Database, clock: Clock): Schedule[] {
  return [
    {
      name: 'act on time limits',
      everyMs: 2_000,
      run: async () => actOnClocks(cases, db, osloDate(await clock.now())),
    },
    {
      name: 'derive due dates again',
      everyMs: 60_000,
      run: async () => deriveAgain(db, osloDate(await clock.now())),
    },
  ];
}

/** Gives what is due today or was missed earlier, a hundred cases at a time. */
export async function actOnClocks(cases: CaseService, db: Database, today: string): Promise<void> {
  const { rows } = await db.pool.query<{ id: string }>(
    'SELECT id FROM access_case WHERE clock_acts_on <= $1 ORDER BY clock_acts_on LIMIT 100',
    [today],
  );
  for (const { id } of rows) {
    for (const action of await actionsDue(db, id, today)) await act(cases, id, action);
    await putOff(db, id, today);
  }
}

/**
 * Derives the dates of the lists again for cases not looked at today. The events of a case have not
 * changed, but the program may have: what the lists say is then what the clocks say.
 */
export async function deriveAgain(db: Database, today: string): Promise<void> {
  const { rows } = await db.pool.query<{ id: string }>(
    `SELECT id FROM access_case
      WHERE (due_on IS NOT NULL OR clock_acts_on IS NOT NULL)
        AND (clocks_derived_on IS NULL OR clocks_derived_on < $1)
      ORDER BY clocks_derived_on NULLS FIRST LIMIT 500`,
    [today],
  );
  for (const { id } of rows) {
    const found = await caseWithHistory(db, id);
    if (!found) continue;
    const { accessCase, history, versions } = found;
    const dates = clockDates(accessCase, history, today, versions);
    // A command in between has derived them itself: then its version is the newer one.
    await db.pool.query(
      `WITH derived AS (
         UPDATE access_case SET due_on = $3, clock_acts_on = $4, clocks_derived_on = $5
          WHERE id = $1 AND version = $2
         RETURNING id, due_on)
       UPDATE case_search s SET due_on = derived.due_on FROM derived WHERE s.case_id = derived.id`,
      [id, accessCase.version, dates.dueOn, dates.clockActsOn, today],
    );
  }
}

async function actionsDue(db: Database, id: string, today: string): Promise<ClockAction[]> {
  const found = await caseWithHistory(db, id);
  if (!found) return [];
  const { accessCase, history, versions } = found;
  const clocks = clocksOf(newCase(accessCase), history, today, versions);
  return clockActions(clocks, accessCase.tracks, versions).filter(({ onOn }) => onOn <= today);
}

/** A refusal stands in the log of its case and must not hold up the others. */
async function act(cases: CaseService, id: string, { onOn: _, ...action }: ClockAction) {
  const command = { ...action, version: null } as CaseCommand;
  try {
    await cases.execute(id, command, systemActor);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
  }
}

/** What could not be done today is tried again tomorrow, not every second of today. */
async function putOff(db: Database, id: string, today: string): Promise<void> {
  await db.pool.query(
    'UPDATE access_case SET clock_acts_on = $2 WHERE id = $1 AND clock_acts_on <= $3',
    [id, addDays(today, 1), today],
  );
}
