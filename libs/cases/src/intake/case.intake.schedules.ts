import { systemActor } from '#parties';
import { type Clock, type Database, Refused, type Schedule } from '#platform';
import { addDays, osloDate } from '../clocks/calendar.rules.js';
import type { CaseCommand } from '../case.commands.js';
import { draftsNearLapse, draftsToLapse } from '../application/case.drafts.js';
import { openRequest } from './case.information.machine.js';
import { caseById } from '../case.queries.js';
import type { CaseService } from '../case.service.js';
import { settingsOf } from '../settings/setting.queries.js';

/**
 * What time does to drafts and to requests for information. Each run looks for all that is due, so
 * a missed night is caught up; a command that has been given is refused the second time.
 */
export function intakeSchedules(cases: CaseService, db: Database, clock: Clock): Schedule[] {
  const today = async () => osloDate(await clock.now());
  return [
    {
      name: 'warn of drafts about to lapse',
      everyMs: 2_000,
      run: async () => {
        for (const id of await draftsNearLapse(db, await today())) {
          await attempt(cases, id, { type: 'warn-of-draft-lapse', version: null });
        }
      },
    },
    {
      name: 'let drafts lapse',
      everyMs: 2_000,
      run: async () => {
        for (const id of await draftsToLapse(db, await today())) {
          await attempt(cases, id, { type: 'lapse-draft', version: null });
        }
      },
    },
    {
      name: 'remind of requests for information and let them lapse',
      everyMs: 2_000,
      run: async () => {
        const on = await today();
        const { 'information-lapse-days': days } = await settingsOf(db, on);
        for (const id of await overdueRequests(db, on, addDays(on, -days))) {
          const accessCase = await caseById(db, id);
          const [requestId, request] = (accessCase && openRequest(accessCase.tracks)) ?? [];
          if (requestId === undefined) continue;
          const { answerDueOn = '', remindedFor } = request ?? {};
          if (answerDueOn < on && remindedFor !== answerDueOn) {
            const type = 'remind-of-information-request';
            await attempt(cases, id, { type, version: null, requestId });
          } else if (addDays(answerDueOn, days) < on) {
            await attempt(cases, id, {
              type: 'lapse-information-request',
              version: null,
              requestId,
            });
          }
        }
      },
    },
  ];
}

/** Cases whose applicant has let a day go by, and is to be reminded or has been for long enough. */
async function overdueRequests(db: Database, today: string, lapseFrom: string): Promise<string[]> {
  const { rows } = await db.pool.query<{ id: string }>(
    `SELECT c.id FROM access_case c,
            LATERAL jsonb_path_query(c.tracks, '$.information.* ? (@.state == "asked")') request
      WHERE c.application_state = 'awaiting-information'
        AND request ->> 'answerDueOn' < $1
        AND (request ->> 'answerDueOn' < $2
             OR request ->> 'remindedFor' IS DISTINCT FROM request ->> 'answerDueOn')
      ORDER BY request ->> 'answerDueOn' LIMIT 100`,
    [today, lapseFrom],
  );
  return rows.map(({ id }) => id);
}

/** A refusal stands in the log of its case and must not hold up the others. */
async function attempt(cases: CaseService, id: string, command: CaseCommand): Promise<void> {
  try {
    await cases.execute(id, command, systemActor);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
  }
}
