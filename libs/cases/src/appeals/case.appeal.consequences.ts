import type {
  AppealedDecision,
  LetterOrder,
  Recipient,
} from '../../../letters/src/wording/letter.templates.js';
import { givesPermitBack } from './appeal.rules.js';
import type { Appeal } from './appeal.model.js';
import type { AccessCase, CaseEvent, Context } from '../case.model.js';
import {
  applicant,
  base,
  type Consequences,
  type ConsequencesOf,
  letters,
  textFor,
} from '../consequence.model.js';

export const appealConsequences: ConsequencesOf = {
  'appeal-lodged': (accessCase, event, context) => letters(received(accessCase, event, context)),
  'appeal-registered': (accessCase, event, context) =>
    letters(received(accessCase, event, context)),
  'late-appeal-accepted': 'nothing',
  'late-appeal-dismissed': (accessCase, event, context) =>
    letters(dismissed(accessCase, event, context)),
  'appeal-taken': 'nothing',
  'deferred-effect-decided': 'nothing',
  'appeal-outcome-proposed': 'nothing',
  'appeal-outcome-returned': 'nothing',
  'reversed-on-appeal': (accessCase, event, context) => ({
    letters: reversalLetters(accessCase, event, context),
    jobs: givingBack(accessCase, event),
  }),
  'appeal-upheld-and-forwarded': (accessCase, event, context) =>
    letters(...forwardingLetters(accessCase, event, context)),
  'appeal-settled': (accessCase, event) => ({
    letters: [],
    jobs: givingBack(accessCase, event),
  }),
  'appeal-withdrawn': 'nothing',
  'reasons-demanded': 'nothing',
  'reasons-given': 'nothing',
  'appeal-period-extended': 'nothing',
};

/** The decision is changed in the party's favour. */
export function reversalLetters(
  accessCase: AccessCase,
  event: CaseEvent,
  context: Context,
): LetterOrder[] {
  return [reversed(accessCase, event, context)];
}

/** The appeal goes on; the party gets a copy of the statement (forvaltningsloven section 33). */
export function forwardingLetters(
  accessCase: AccessCase,
  event: CaseEvent,
  context: Context,
): LetterOrder[] {
  const party = applicant(accessCase.applicantId, context);
  return [helseklage, party].map((recipient) => forwarding(accessCase, event, context, recipient));
}

const helseklage: Recipient = {
  kind: 'appeals-body',
  id: null,
  lines: ['Nasjonalt klageorgan for helsetjenesten', 'Postboks 230 Skøyen', '0213 Oslo'],
};

function appealOf({ tracks }: AccessCase, { part }: CaseEvent): Appeal {
  const appeal = tracks.appeal[part ?? ''];
  if (!appeal) throw new Error('An event on an appeal names none');
  return appeal;
}

/** What every letter on an appeal begins with. */
function head(accessCase: AccessCase, event: CaseEvent, context: Context) {
  const { decision = 'access', lodgedOn = context.today } = appealOf(accessCase, event);
  return {
    ...base(accessCase.reference, context),
    decisionName: decision.split(':')[0] as AppealedDecision,
    lodgedOn,
  };
}

/** Who answers for it: the reviewer drafted, another signed. */
function signature(appeal: Appeal, context: Context) {
  return {
    caseworkerName: appeal.proposedByName ?? context.assigneeName,
    decidedOn: appeal.outcomeOn ?? context.today,
    decisionMakerName: appeal.signedByName ?? '',
  };
}

function received(accessCase: AccessCase, event: CaseEvent, context: Context): LetterOrder {
  const { state, body = 'helseklage' } = appealOf(accessCase, event);
  return {
    kind: 'appeal-received',
    recipient: applicant(accessCase.applicantId, context),
    data: { ...head(accessCase, event, context), isLate: state === 'late', body },
  };
}

function dismissed(accessCase: AccessCase, event: CaseEvent, context: Context): LetterOrder {
  const appeal = appealOf(accessCase, event);
  return {
    kind: 'appeal-dismissed',
    recipient: applicant(accessCase.applicantId, context),
    data: {
      ...head(accessCase, event, context),
      ...signature(appeal, context),
      dueOn: appeal.dueOn ?? '',
      reason: textFor(appeal.lateReasonId, context),
    },
  };
}

function reversed(accessCase: AccessCase, event: CaseEvent, context: Context): LetterOrder {
  const appeal = appealOf(accessCase, event);
  return {
    kind: 'appeal-reversed',
    recipient: applicant(accessCase.applicantId, context),
    data: {
      ...head(accessCase, event, context),
      ...signature(appeal, context),
      extent: appeal.extent ?? 'fully',
      statement: textFor(appeal.statementId, context),
    },
  };
}

function forwarding(
  accessCase: AccessCase,
  event: CaseEvent,
  context: Context,
  recipient: Recipient,
): LetterOrder {
  const appeal = appealOf(accessCase, event);
  return {
    kind: 'appeal-forwarding',
    recipient,
    data: {
      ...head(accessCase, event, context),
      ...signature(appeal, context),
      grounds: textFor(appeal.groundsId, context),
      statement: textFor(appeal.statementId, context),
    },
  };
}

/** A permit is given back by an event of its own, in a job that may run twice. */
function givingBack({ tracks }: AccessCase, { part }: CaseEvent): Consequences['jobs'] {
  const appealId = part ?? '';
  return givesPermitBack(tracks.appeal[appealId]) ? [{ job: 'reinstate-permit', appealId }] : [];
}
