import { systemActor } from '#parties';
import {
  type Clock,
  type Database,
  type Processor,
  processor,
  Refused,
  type Schedule,
} from '#platform';
import { warnOfExpiry } from './permits/permit.expiry.js';
import { adviceSchedules } from './advice/advice.processor.js';
import { requestHandover } from './archive/archive.handover.js';
import { drawEntry, handOverCase } from './archive/journal.jobs.js';
import { drawJournalEntry } from './archive/journal.drawing.js';
import { numberEntries } from './archive/journal.numbering.js';
import { osloDate } from './clocks/calendar.rules.js';
import { letterNoteProcessors } from './dispatch/letter.processor.js';
import { decisionSchedule } from './decisions/case.decisions.schedule.js';
import type { AlertChannel } from './notices/alert.channel.js';
import { sendInvitation } from './case.jobs.js';
import { InvitationService } from './people/invitation.service.js';
import { caseById } from './case.queries.js';
import { carryOutChangesDue, carryToChildren, carryOutInParent } from './case.family.js';
import { reinstatePermit, tellChildren, tellParent } from './case.jobs.js';
import { intakeSchedules } from './intake/case.intake.schedules.js';
import type { CaseService } from './case.service.js';
import { isInForce } from './permits/permit.rules.js';

/** What other features ask of a case by job. */
export function caseProcessors(
  cases: CaseService,
  db: Database,
  clock: Clock,
  mail: { channel: AlertChannel; publicUrl: string },
): Processor[] {
  const invitations = new InvitationService(db, clock, cases);
  return [
    processor(sendInvitation, ({ caseId, memberId }) =>
      invitations.send(caseId, memberId, mail.channel, mail.publicUrl),
    ),
    ...letterNoteProcessors(cases, db, clock),
    processor(handOverCase, (payload) => requestHandover(db, clock, payload)),
    processor(drawEntry, ({ entryId }) => drawJournalEntry(db, clock, entryId)),
    processor(tellParent, ({ caseId }) => carryOutInParent(cases, db, caseId)),
    processor(tellChildren, ({ caseId }) => carryToChildren(cases, db, caseId)),

    processor(reinstatePermit, async ({ caseId, appealId }) => {
      const accessCase = await caseById(db, caseId);
      if (accessCase?.tracks.permit.state !== 'revoked') return;
      const command = { type: 'reinstate-permit', version: null, appealId } as const;
      await cases.execute(caseId, command, systemActor);
    }),
  ];
}

/** Time-driven commands go through the same door as people's. */
export function caseSchedules(cases: CaseService, db: Database, clock: Clock): Schedule[] {
  return [
    decisionSchedule(cases, db, clock),
    {
      name: 'end permits that have run out',
      everyMs: 2_000,
      run: async () => {
        const today = osloDate(await clock.now());
        const { rows } = await db.pool.query<{ id: string }>(
          'SELECT id FROM access_case WHERE permit_ends_on < $1 ORDER BY permit_ends_on LIMIT 100',
          [today],
        );
        for (const { id } of rows) {
          const accessCase = await caseById(db, id);
          if (!accessCase || !isInForce(accessCase.tracks.permit)) continue;
          await endPermit(cases, id);
        }
      },
    },
    {
      name: 'warn of permits that soon run out',
      everyMs: 2_000,
      run: () => warnOfExpiry(cases, db, clock),
    },
    {
      name: 'carry out changes of permits whose day has come',
      everyMs: 5_000,
      run: () => carryOutChangesDue(cases, db),
    },
    {
      name: 'number the journal',
      everyMs: 2_000,
      run: () => numberEntries(db, clock),
    },
    ...adviceSchedules(cases, db, clock),
    ...intakeSchedules(cases, db, clock),
  ];
}

/** A refusal stands in the log of its case and must not hold up the others. */
async function endPermit(cases: CaseService, id: string): Promise<void> {
  try {
    await cases.execute(id, { type: 'end-permit', version: null }, systemActor);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
  }
}
