import type { Clock, Database, Schedule, Tx } from '#platform';
import { orderAlerts } from './alert.service.js';
import { addWorkingDays, norwegianCalendar, osloDate } from './calendar.rules.js';

const WARN_WORKING_DAYS = 3;
/** After so many days overdue, those who answer for decisions are told too. */
const ESCALATE_AFTER_DAYS = 14;

export function reminderSchedules(db: Database, clock: Clock): Schedule[] {
  return [
    {
      name: 'remind of dates',
      everyMs: 2_000,
      run: async () => {
        const now = await clock.now();
        const today = osloDate(now);
        await oncePerDay(db, 'remind of dates', today, (tx) => remindOfDates(tx, today, now));
      },
    },
    {
      name: 'alert people',
      everyMs: 2_000,
      run: async () => orderAlerts(db, await clock.now()),
    },
  ];
}

/** Does a day's work once, in one transaction with the note that it is done. */
export async function oncePerDay(
  db: Database,
  name: string,
  today: string,
  work: (tx: Tx) => Promise<void>,
): Promise<void> {
  await db.transaction(async (tx) => {
    const { rowCount } = await tx.query(
      `INSERT INTO daily_work (name, done_on) VALUES ($1, $2)
       ON CONFLICT (name) DO UPDATE SET done_on = EXCLUDED.done_on
        WHERE daily_work.done_on < EXCLUDED.done_on`,
      [name, today],
    );
    if (rowCount === 1) await work(tx);
  });
}

/**
 * Tells those who are waited for: once when a date is near, and every week that it is overdue; after
 * two weeks the decision-makers too. What has been told is not told again, and the dates and not
 * the night decide, so that a missed night is caught up.
 *
 * @param today the date in Norway.
 */
export async function remindOfDates(tx: Tx, today: string, now: Date): Promise<void> {
  const soonOn = addWorkingDays(today, WARN_WORKING_DAYS, norwegianCalendar);
  await tx.query(REMIND, [today, soonOn, now, ESCALATE_AFTER_DAYS]);
}

const REMIND = `
  WITH dated AS (
    SELECT id, applicant_id, assignee_id, waiting_for, due_on, relations,
           CASE WHEN due_on < $1::date THEN 'overdue' ELSE 'due-soon' END AS event,
           CASE WHEN due_on < $1::date
                THEN due_on || '/' || (($1::date - due_on - 1) / 7 + 1)
                ELSE due_on::text END AS about
      FROM access_case
     WHERE coalesce(due_on, 'infinity') <= $2::date AND waiting_for <> 'nobody'
  ), waited_for AS (
    SELECT d.*, applicant_id AS person_id FROM dated d WHERE waiting_for = 'applicant'
    UNION ALL
    SELECT d.*, assignee_id FROM dated d
     WHERE assignee_id IS NOT NULL AND (waiting_for <> 'applicant' OR event = 'overdue')
    UNION ALL
    SELECT d.*, r.person_id FROM dated d
      JOIN person_role r ON r.role = CASE d.waiting_for
             WHEN 'rek' THEN 'rek-secretary' WHEN 'linkage' THEN 'linkage-custodian' END
    UNION ALL
    SELECT d.*, r.person_id FROM dated d
      JOIN person_role r ON d.waiting_for = 'registry:' || r.registry_id
       AND (   (r.role = 'registry-adviser' AND 'adviser:' || r.registry_id = ANY (relations))
            OR (r.role = 'registry-delivery' AND 'delivery:' || r.registry_id = ANY (relations)))
    UNION ALL
    SELECT d.*, r.person_id FROM dated d
      JOIN person_role r ON r.role = 'decision-maker'
     WHERE event = 'overdue' AND $1::date - due_on > $4
  )
  INSERT INTO notice (id, person_id, case_id, event, about, created_at, is_alerted)
  SELECT gen_random_uuid(), person_id, id, event, about, $3, true
    FROM (SELECT DISTINCT person_id, id, event, about FROM waited_for
           WHERE person_id <> applicant_id OR waiting_for = 'applicant') AS told
  ON CONFLICT (person_id, case_id, event, about) DO NOTHING`;
