import { systemActor } from '#parties';
import { type Clock, type Database, Refused, type Schedule } from '#platform';
import { osloDate } from '../clocks/calendar.rules.js';
import type { CaseCommand } from '../case.commands.js';
import type { CaseService } from '../case.service.js';
import type { Consultation } from './consultation.model.js';

/**
 * What the day itself brings about in the ethics and consultation tracks. The state of a case says
 * what is due, so a run that comes late catches up and one that comes twice does nothing.
 */
export function adviceSchedules(cases: CaseService, db: Database, clock: Clock): Schedule[] {
  return [
    {
      name: 'let approvals from REK run out',
      everyMs: 2_000,
      run: async () => {
        const today = osloDate(await clock.now());
        const { rows } = await db.pool.query<{ id: string }>(EXPIRED_APPROVALS, [today]);
        for (const { id } of rows) {
          await giveUnlessRefused(cases, id, { type: 'expire-rek-approval', version: null });
        }
      },
    },
    {
      name: 'remind registries that have not answered',
      everyMs: 2_000,
      run: async () => {
        const today = osloDate(await clock.now());
        const { rows } = await db.pool.query<Awaited>(AWAITED_REGISTRIES, [today]);
        for (const { id, consultation } of rows) {
          for (const command of remindersDue(consultation, today)) {
            await giveUnlessRefused(cases, id, command);
          }
        }
      },
    },
  ];
}

interface Awaited {
  id: string;
  consultation: Record<string, Consultation>;
}

function remindersDue(consultation: Awaited['consultation'], today: string): CaseCommand[] {
  return Object.entries(consultation).flatMap(([registryId, { state, wakesOn }]): CaseCommand[] => {
    if (!wakesOn || wakesOn > today) return [];
    if (state === 'requested') {
      return [{ type: 'mark-consultation-overdue', version: null, registryId }];
    }
    return state === 'overdue' ? [{ type: 'remind-registry', version: null, registryId }] : [];
  });
}

/** A refusal stands in the log of its case and must not hold up the others. */
async function giveUnlessRefused(
  cases: CaseService,
  id: string,
  command: CaseCommand,
): Promise<void> {
  try {
    await cases.execute(id, command, systemActor);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
  }
}

const EXPIRED_APPROVALS = `
  SELECT id FROM access_case
   WHERE tracks -> 'ethics' ->> 'state' IN ('approved', 'approved-with-conditions')
     AND tracks -> 'ethics' ->> 'validUntilOn' < $1
     AND application_state IN ('in-assessment', 'awaiting-information', 'decided', 'in-delivery')
   ORDER BY tracks -> 'ethics' ->> 'validUntilOn' LIMIT 100`;

const AWAITED_REGISTRIES = `
  SELECT id, tracks -> 'consultation' AS consultation FROM access_case
   WHERE application_state IN ('in-assessment', 'awaiting-information')
     AND consultation_wakes_on(tracks) <= $1
   ORDER BY consultation_wakes_on(tracks) LIMIT 100`;
