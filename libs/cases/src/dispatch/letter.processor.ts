import { letterDispatched, letterForReading, letterGivenUp } from '#letters';
import { systemActor } from '#parties';
import { type Clock, type Database, type Processor, processor } from '#platform';
import { journalLetter } from '../archive/journal.letters.js';
import type { CaseService } from '../case.service.js';
import { letterAlerted } from '../notices/alert.service.js';
import { orderLetterAlert } from '../notices/letter.alert.js';
import { isAlertedAtOnce } from '../notices/letter.alert.rules.js';

/** What the case is told of its letters: that one has left, or that one was given up. */
export function letterNoteProcessors(cases: CaseService, db: Database, clock: Clock): Processor[] {
  return [
    processor(letterDispatched, async ({ letterId, dispatchId }) => {
      const letter = await letterForReading(db, letterId);
      if (!letter) return;
      const { caseId, kind, arrivesOn } = letter;
      const data = { letterId, kind, dispatchId, ...(arrivesOn && { arrivesOn }) };
      const journal = journalLetter(letterId);
      await cases.note(caseId, 'letter-dispatched', 'accepted', data, systemActor, journal);
      if (isAlertedAtOnce(kind)) await orderLetterAlert(db, letterId, await clock.now());
    }),

    processor(letterAlerted, async ({ letterId, alertId }) => {
      const letter = await letterForReading(db, letterId);
      if (!letter) return;
      const data = { letterId, kind: letter.kind, alertId };
      await cases.note(letter.caseId, 'letter-alerted', 'accepted', data, systemActor);
    }),

    processor(letterGivenUp, async ({ letterId, dispatchId }) => {
      const letter = await letterForReading(db, letterId);
      if (!letter) return;
      const data = { letterId, kind: letter.kind, dispatchId };
      await cases.note(letter.caseId, 'letter-given-up', 'accepted', data, systemActor);
      await tellCaseworker(db, letter.caseId, 'letter-given-up', dispatchId, await clock.now());
    }),
  ];
}

/** A notice to whoever has the case; with nobody on it, to those who lead its unit. */
export async function tellCaseworker(
  db: Database,
  caseId: string,
  event: string,
  about: string,
  now: Date,
): Promise<void> {
  await db.pool.query(
    `INSERT INTO notice (id, person_id, case_id, event, about, created_at, is_alerted)
     SELECT gen_random_uuid(), person_id, $1, $2, $3, $4, true
       FROM (SELECT assignee_id AS person_id FROM access_case
              WHERE id = $1 AND assignee_id IS NOT NULL
             UNION
             SELECT r.person_id FROM access_case c JOIN person_role r ON r.role = 'unit-leader'
              WHERE c.id = $1 AND c.assignee_id IS NULL) AS told
     ON CONFLICT DO NOTHING`,
    [caseId, event, about, now],
  );
}
