import { systemActor } from '#parties';
import { type Clock, type Database, Refused, type Schedule } from '#platform';
import { osloDate } from '../clocks/calendar.rules.js';
import { timedDecisions } from './case.condition.rules.js';
import { caseById } from '../case.queries.js';
import type { CaseService } from '../case.service.js';

/**
 * Finds conditions overdue and lets exemptions expire, the day after each falls due. A night that
 * was missed is caught up with; a command that was given is not due again.
 */
export function decisionSchedule(cases: CaseService, db: Database, clock: Clock): Schedule {
  return {
    name: 'find conditions overdue and exemptions expired',
    everyMs: 5_000,
    run: async () => {
      const today = osloDate(await clock.now());
      const { rows } = await db.pool.query<{ id: string }>(
        'SELECT id FROM access_case WHERE timed_on < $1 ORDER BY timed_on LIMIT 100',
        [today],
      );
      for (const { id } of rows) {
        const accessCase = await caseById(db, id);
        const due = accessCase ? timedDecisions(accessCase.tracks) : [];
        for (const { dueOn, ...command } of due) {
          if (dueOn < today) await giveOnce(cases, id, command);
        }
      }
    },
  };
}

/** A refusal stands in the log of its case and must not hold up the others. */
async function giveOnce(
  cases: CaseService,
  id: string,
  command:
    | { type: 'find-condition-overdue'; conditionId: string }
    | { type: 'expire-exemption'; legalBasis: 'hrl-19e' | 'hpl-29' },
): Promise<void> {
  try {
    await cases.execute(id, { ...command, version: null }, systemActor);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
  }
}
