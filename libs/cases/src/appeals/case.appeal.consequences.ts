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
  'deferred-effect-decided': (accessCase, event, context) =>
    letters(deferredEffect(accessCase, event, context)),
  'appeal-outcome-proposed': 'nothing',
  'appeal-outcome-returned': 'nothing',
  'reversed-on-appeal': (accessCase, event, context) => ({
    letters: reversalLetters(accessCase, event, context),
    jobs: givingBack(accessCase, event),
  }),
  'appeal-upheld-and-forwarded': (accessCase, event, context) =>
    letters(...forwardingLetters(accessCase, event, context)),
  'appeal-settled': (accessCase, event, context) => ({
    letters: [outcome(accessCase, event, context)],
    jobs: givingBack(accessCase, event),
  }),
  'appeal-withdrawn': (accessCase, event, context) =>
    letters(...withdrawals(accessCase, event, context)),
  'reasons-demanded': 'nothing',
  'reasons-given': (accessCase, event, context) => letters(reasons(accessCase, event, context)),
  'appeal-period-extended': (accessCase, event, context) =>
    letters(longerPeriod(accessCase, event, context)),
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
  return [forwarding(accessCase, event, context), statementCopy(accessCase, event, context)];
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
    decisionName: nameIn(decision),
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

function forwarding(accessCase: AccessCase, event: CaseEvent, context: Context): LetterOrder {
  const appeal = appealOf(accessCase, event);
  return {
    kind: 'appeal-forwarding',
    recipient: helseklage,
    data: {
      ...head(accessCase, event, context),
      ...signature(appeal, context),
      grounds: textFor(appeal.groundsId, context),
      statement: textFor(appeal.statementId, context),
    },
  };
}

function statementCopy(accessCase: AccessCase, event: CaseEvent, context: Context): LetterOrder {
  const appeal = appealOf(accessCase, event);
  return {
    kind: 'appeal-statement',
    recipient: applicant(accessCase.applicantId, context),
    data: {
      ...head(accessCase, event, context),
      ...signature(appeal, context),
      statement: textFor(appeal.statementId, context),
    },
  };
}

function outcome(accessCase: AccessCase, event: CaseEvent, context: Context): LetterOrder {
  const appeal = appealOf(accessCase, event);
  return {
    kind: 'appeal-outcome',
    recipient: applicant(accessCase.applicantId, context),
    data: {
      ...head(accessCase, event, context),
      body: appeal.body ?? 'helseklage',
      outcome: (appeal.outcome ?? 'upheld') as 'upheld',
      outcomeOn: appeal.outcomeOn ?? context.today,
      externalReference: appeal.externalReference ?? '',
      summary: textFor(appeal.summaryId, context),
    },
  };
}

/** Whoever has the file is told that nobody asks for an answer any more. */
function withdrawals(accessCase: AccessCase, event: CaseEvent, context: Context): LetterOrder[] {
  const isAtHelseklage = event.fromState === 'upheld-and-forwarded';
  const party = applicant(accessCase.applicantId, context);
  const data = { ...head(accessCase, event, context), withdrawnOn: context.today };
  return [party, ...(isAtHelseklage ? [helseklage] : [])].map((recipient) => ({
    kind: 'appeal-withdrawal',
    recipient,
    data,
  }));
}

/** Deferring or not is decided with reasons (forvaltningsloven section 42). */
function deferredEffect(accessCase: AccessCase, event: CaseEvent, context: Context): LetterOrder {
  const appeal = appealOf(accessCase, event);
  return {
    kind: 'deferred-effect',
    recipient: applicant(accessCase.applicantId, context),
    data: {
      ...head(accessCase, event, context),
      decidedOn: context.today,
      decisionMakerName: context.actor.name,
      isDeferred: appeal.isDeferred ?? false,
      reason: textFor(appeal.deferredReasonId, context),
    },
  };
}

function reasons(accessCase: AccessCase, { part }: CaseEvent, context: Context): LetterOrder {
  const period = accessCase.tracks['appeal-period'][part ?? ''];
  return {
    kind: 'reasons',
    recipient: applicant(accessCase.applicantId, context),
    data: {
      ...base(accessCase.reference, context),
      decisionName: nameIn(part),
      demandedOn: period?.reasonsDemandedOn ?? context.today,
      reasons: textFor(period?.reasonsId, context),
    },
  };
}

function longerPeriod(accessCase: AccessCase, { part }: CaseEvent, context: Context): LetterOrder {
  const period = accessCase.tracks['appeal-period'][part ?? ''];
  return {
    kind: 'appeal-period',
    recipient: applicant(accessCase.applicantId, context),
    data: {
      ...base(accessCase.reference, context),
      decisionName: nameIn(part),
      untilOn: period?.extendedToOn ?? context.today,
      reason: textFor(period?.extensionReasonId, context),
    },
  };
}

/** The decision in the words of the letters: what follows a colon says which of several. */
function nameIn(decision: string | null | undefined): AppealedDecision {
  return (decision ?? '').split(':')[0] as AppealedDecision;
}

/** A permit is given back by an event of its own, in a job that may run twice. */
function givingBack({ tracks }: AccessCase, { part }: CaseEvent): Consequences['jobs'] {
  const appealId = part ?? '';
  return givesPermitBack(tracks.appeal[appealId]) ? [{ job: 'reinstate-permit', appealId }] : [];
}
