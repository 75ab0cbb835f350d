import type { LetterOrder } from '../../../letters/src/wording/letter.templates.js';
import type { AccessCase, CaseEvent, Context } from '../case.model.js';
import { conditionReminders } from '../decisions/case.condition.consequences.js';
import { osloDate } from './calendar.rules.js';
import { expectedDataOn } from './case.timing.machine.js';
import { waitingFor } from '../case.waiting.rules.js';
import {
  applicant,
  base,
  type ConsequencesOf,
  letters,
  nameOf,
  textFor,
} from '../consequence.model.js';

export const timingConsequences: ConsequencesOf = {
  postponed: (accessCase, _, context) => {
    const { reasonId, likelyOn, postponedFromOn } = accessCase.tracks.postponement;
    return letters(
      reply(accessCase, context, {
        reason: textFor(reasonId, context),
        expectedOn: likelyOn ?? null,
        postponedFromOn: postponedFromOn ?? null,
      }),
    );
  },
  'preliminary-reply-sent': (accessCase, event, context) =>
    letters(
      reply(accessCase, context, {
        reason: textFor(accessCase.tracks['preliminary-reply'].reasonId, context),
        expectedOn: expectedIn(event),
        postponedFromOn: null,
      }),
    ),
  'automatic-preliminary-reply-sent': (accessCase, event, context) =>
    letters(
      reply(accessCase, context, {
        reason: null,
        expectedOn: expectedIn(event) ?? expectedDataOn(accessCase, context),
        postponedFromOn: null,
      }),
    ),
  'track-switched': 'nothing',
  'due-date-escalated': 'nothing',
  // A letter before the day and one when it is past; the reminders that follow are notices alone.
  'due-date-reminded': (accessCase, { part, facts }, context) => {
    const times = Number(facts['times']);
    const [clock, conditionId = ''] = (part ?? '').split(':');
    if (clock === 'deletion' && times <= DELETION_LETTERS) {
      return letters(deletionReminder(accessCase, times, context));
    }
    // That it is overdue is an event and a letter of its own; a night that was missed adds none.
    const isAhead = String(facts['dueOn']) >= context.today;
    return clock === 'condition' && times === 1 && isAhead
      ? letters(...conditionReminders(accessCase, conditionId, false, context))
      : letters();
  },
};

const DELETION_LETTERS = 2;

function deletionReminder(
  { reference, applicantId, tracks }: AccessCase,
  reminderNumber: number,
  context: Context,
): LetterOrder {
  const { endsOn = context.today, permitReference = '', versions = [] } = tracks.permit;
  const activeTo = versions.at(-1)?.activeTo;
  return {
    kind: 'deletion-reminder',
    recipient: applicant(applicantId, context),
    data: {
      ...base(reference, context),
      permitReference,
      endedOn: activeTo ? osloDate(new Date(activeTo)) : endsOn,
      reminderNumber,
      isLast: reminderNumber === DELETION_LETTERS,
    },
  };
}

interface Why {
  reason: string | null;
  expectedOn: string | null;
  postponedFromOn: string | null;
}

/** A preliminary reply (foreløpig svar): why it takes time, and when an answer is to be expected. */
function reply(accessCase: AccessCase, context: Context, why: Why): LetterOrder {
  const { reference, applicantId, tracks } = accessCase;
  const [party, registryId] = waitingFor(tracks).split(':');
  return {
    kind: 'preliminary-reply',
    recipient: applicant(applicantId, context),
    data: {
      ...base(reference, context),
      submittedOn: tracks.application.submittedOn ?? context.today,
      waitingFor: party === 'registry' ? 'registry' : party === 'rek' ? 'rek' : ownOr(party),
      registryName: registryId === undefined ? null : nameOf(registryId, context),
      ...why,
    },
  };
}

function ownOr(party: string | undefined): 'applicant' | 'helsedataservice' {
  return party === 'applicant' ? 'applicant' : 'helsedataservice';
}

function expectedIn({ facts }: CaseEvent): string | null {
  return (facts['expectedOn'] as string | undefined) ?? null;
}
