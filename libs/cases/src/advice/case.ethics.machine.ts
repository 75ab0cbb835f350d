import { compareWithRek, settleMismatch } from './case.comparison.machine.js';
import type {
  CaseText,
  Context,
  Decide,
  EthicsState,
  Refusing,
  TrackTable,
} from '../case.model.js';
import type { CommandOf } from '../case.commands.js';
import { mayChooseMode } from './ethics.rules.js';
import { refuse, textOf } from '../refusal.rules.js';

// What the applicant is asked meanwhile keeps nobody else from answering.
const inHand = ['in-assessment', 'awaiting-information'] as const;
/** While the case lives after its decision an approval may be prolonged, or run out. */
const whileAlive = ['in-assessment', 'awaiting-information', 'decided', 'in-delivery'] as const;
const approvedStates = ['approved', 'approved-with-conditions'] as const;
const atRek = ['forwarded', 'acknowledged', 'postponed', 'answered'] as const;

/**
 * Ethics: whether REK must approve, be notified or neither, and what REK answered
 * (helseforskningsloven sections 9 and 10; appeals go to NEM, forskningsetikkloven section 10).
 * REK's decision may be older than the application, or come while the case is here: both are known.
 */
export const ethicsTrack = {
  name: 'ethics',
  initial: 'undetermined',
  states: [
    'undetermined',
    'not-required',
    'notice-only',
    'notice-sent',
    'required',
    'forwarded',
    'acknowledged',
    'postponed',
    'answered',
    'approved',
    'approved-with-conditions',
    'rejected',
    'outside-mandate',
    'expired',
  ] satisfies EthicsState[],
  final: ['outside-mandate'],
  keyedBy: null,
  transitions: {
    'require-rek': {
      from: ['undetermined', 'not-required', 'notice-only', 'notice-sent'],
      to: 'required',
      by: ['caseworker'],
      event: 'rek-required',
      during: inHand,
    },
    'find-rek-not-required': {
      from: ['undetermined', 'required', 'notice-only'],
      to: 'not-required',
      by: ['caseworker'],
      event: 'rek-found-not-required',
      during: inHand,
    },
    'find-rek-notice-only': {
      from: ['undetermined', 'required', 'not-required'],
      to: 'notice-only',
      by: ['caseworker'],
      event: 'rek-found-notice-only',
      during: inHand,
    },
    'send-protocol-notice': {
      from: ['notice-only'],
      to: 'notice-sent',
      by: ['caseworker'],
      event: 'protocol-notice-sent',
      during: inHand,
    },
    // The research body may have sent its protocol to REK itself.
    'record-protocol-notice': {
      from: ['notice-only'],
      to: 'notice-sent',
      by: ['caseworker'],
      event: 'protocol-notice-recorded',
      during: inHand,
    },
    'forward-to-rek': {
      from: ['required', 'expired'],
      to: 'forwarded',
      by: ['caseworker'],
      event: 'forwarded-to-rek',
      during: inHand,
    },
    'acknowledge-at-rek': {
      from: ['forwarded'],
      to: 'acknowledged',
      by: ['rek-secretary'],
      event: 'acknowledged-at-rek',
      during: inHand,
    },
    'postpone-at-rek': {
      from: ['forwarded', 'acknowledged', 'answered'],
      to: 'postponed',
      by: ['rek-secretary'],
      event: 'postponed-at-rek',
      during: inHand,
    },
    'answer-rek': {
      from: ['postponed'],
      to: 'answered',
      by: ['applicant'],
      event: 'rek-answered',
      during: inHand,
    },
    'record-rek-approval': {
      from: atRek,
      to: approvedStates,
      by: ['rek-secretary'],
      event: 'rek-approval-recorded',
      during: inHand,
    },
    // A decision on paper: one made before the application, one prolonged or changed since, or one
    // that NEM made on appeal.
    'verify-rek-approval': {
      from: ['required', ...atRek, ...approvedStates, 'expired', 'rejected'],
      to: approvedStates,
      by: ['caseworker'],
      event: 'rek-approval-verified',
      during: whileAlive,
    },
    'record-rek-rejection': {
      from: ['required', ...atRek],
      to: 'rejected',
      by: ['rek-secretary', 'caseworker'],
      event: 'rek-rejection-recorded',
      during: inHand,
    },
    'record-outside-mandate': {
      from: ['required', ...atRek],
      to: 'outside-mandate',
      by: ['rek-secretary', 'caseworker'],
      event: 'outside-mandate-recorded',
      during: inHand,
    },
    'settle-outside-mandate': {
      from: ['outside-mandate'],
      to: 'outside-mandate',
      by: ['caseworker'],
      event: 'outside-mandate-settled',
      during: inHand,
    },
    'expire-rek-approval': {
      from: approvedStates,
      to: 'expired',
      by: ['system'],
      event: 'rek-approval-expired',
      during: whileAlive,
    },
    'compare-with-rek': {
      from: [...approvedStates, 'notice-sent'],
      to: 'unchanged',
      by: ['caseworker'],
      event: 'rek-compared',
      during: inHand,
    },
    'settle-mismatch': {
      from: [...approvedStates, 'notice-sent'],
      to: 'unchanged',
      by: ['caseworker'],
      event: 'mismatch-settled',
      during: inHand,
    },
  },
} as const satisfies TrackTable;

type EthicsCommand = keyof typeof ethicsTrack.transitions;

export const ethicsDecisions: { [Name in EthicsCommand]: Decide<Name> } = {
  'require-rek': (_, { reason }, context) => reasoned(textOf(context, 'why REK', reason)),

  'find-rek-not-required': (_, { reason }, context) =>
    reasoned(textOf(context, 'why not REK', reason)),

  'find-rek-notice-only': (_, { reason }, context) =>
    mayChooseMode('notice-only', context.ruleDates, context.today)
      ? reasoned(textOf(context, 'why notice to REK is enough', reason))
      : refuse('rule-not-in-force', {
          field: 'reason',
          rule: 'helseforskningsloven section 9 second paragraph holds from the day that is set',
          todo: 'find that REK must approve',
        }),

  'send-protocol-notice': (_, __, { draft, today }) =>
    draft.protocolReference
      ? { facts: { noticeSentOn: today, sentToRekOn: today } }
      : protocolMissing(),

  'record-protocol-notice': (_, { sentOn, documentReference }, { today }) =>
    sentOn > today
      ? refuse('sent-in-the-future', {
          field: 'sentOn',
          rule: 'a notice is not recorded before it is sent',
          todo: 'check the date of the notice',
        })
      : { facts: { noticeSentOn: sentOn, documentReference } },

  'forward-to-rek': (_, __, { draft, today }) =>
    draft.protocolReference ? { facts: { sentToRekOn: today } } : protocolMissing(),

  'acknowledge-at-rek': (_, { rekReference, answerExpectedOn }) => ({
    facts: { ...(rekReference && { rekReference }), ...(answerExpectedOn && { answerExpectedOn }) },
  }),

  'postpone-at-rek': (_, { questions, answerDueOn }, context) => {
    if (answerDueOn <= context.today) {
      return refuse('answer-due-too-soon', {
        field: 'answerDueOn',
        rule: 'the applicant is given time to answer: the date lies after today',
        todo: 'choose a later date',
      });
    }
    const text = textOf(context, 'questions from REK', questions);
    return { facts: { questionsId: text.id, answerDueOn, answerId: null }, texts: [text] };
  },

  'answer-rek': (_, { answer }, context) => {
    const text = textOf(context, 'answer to REK', answer);
    return { facts: { answerId: text.id, answeredOn: context.today }, texts: [text] };
  },

  'record-rek-approval': (_, command, context) => recordApproval(command, context, 'rek'),

  'verify-rek-approval': ({ tracks }, command, context) => {
    const { decidedBy, documentReference, differenceReason } = command;
    if (tracks.ethics.state === 'rejected' && decidedBy !== 'nem') {
      return refuse('only-nem-reverses', {
        field: 'decidedBy',
        rule: 'what REK has rejected is approved by NEM on appeal (forskningsetikkloven section 10)',
        todo: 'record the decision of NEM, or of REK on a new application',
      });
    }
    if (differsFromApplication(command, context) && differenceReason === undefined) {
      return refuse('differs-from-application', {
        field: 'differenceReason',
        rule: 'number and date are those that the application states, or it is said why not',
        todo: 'check them against the decision, or write why they differ',
      });
    }
    const recorded = recordApproval(command, context, decidedBy);
    if ('refused' in recorded) return recorded;
    const difference = differenceReason && textOf(context, 'why REK differs', differenceReason);
    return {
      ...recorded,
      facts: {
        ...recorded.facts,
        documentReference,
        differenceReasonId: difference ? difference.id : null,
      },
      texts: [...recorded.texts, ...(difference ? [difference] : [])],
    };
  },

  'record-rek-rejection': (_, command, context) =>
    recordOther(command, context, 'why REK rejected'),

  'record-outside-mandate': (_, command, context) =>
    recordOther(command, context, 'why outside the mandate of REK'),

  'settle-outside-mandate': (_, { continuedAs, reason }, context) => {
    const text = textOf(context, 'why the case goes on without REK', reason);
    return { facts: { continuedAs, continuedReasonId: text.id }, texts: [text] };
  },

  'expire-rek-approval': ({ tracks }, _, { today }) =>
    tracks.ethics.validUntilOn !== undefined && tracks.ethics.validUntilOn < today
      ? { facts: {} }
      : refuse('rek-approval-still-valid'),

  'compare-with-rek': compareWithRek,
  'settle-mismatch': settleMismatch,
};

type Approval = Omit<CommandOf<'record-rek-approval'>, 'type' | 'version'>;

/** A new approval is compared anew: what an older one covered says nothing about this one. */
function recordApproval(
  { rekReference, decidedOn, validUntilOn, conditions }: Approval,
  context: Context,
  decidedBy: 'rek' | 'nem',
) {
  if (decidedOn > context.today) return refuse('decided-in-the-future', futureDecision);
  if (validUntilOn <= context.today) {
    return refuse('approval-already-expired', {
      field: 'validUntilOn',
      rule: 'an approval that has run out approves nothing',
      todo: 'check the date in the decision from REK',
    });
  }
  const text = conditions ? textOf(context, 'conditions from REK', conditions) : null;
  return {
    facts: {
      rekReference,
      decidedOn,
      validUntilOn,
      decidedBy,
      conditionsId: text ? text.id : null,
      comparison: null,
    },
    texts: text ? [text] : [],
    to: text ? 'approved-with-conditions' : 'approved',
  };
}

type OtherAnswer = Omit<CommandOf<'record-rek-rejection'>, 'type' | 'version'>;

function recordOther(
  { rekReference, decidedOn, reason, documentReference }: OtherAnswer,
  context: Context,
  field: string,
) {
  if (decidedOn > context.today) return refuse('decided-in-the-future', futureDecision);
  const isRek = context.actor.roles.some(({ role }) => role === 'rek-secretary');
  if (!isRek && documentReference === undefined) {
    return refuse('decision-document-missing', {
      field: 'documentReference',
      rule: 'what REK decided is recorded by others from its decision document',
      todo: 'say where the decision is found in the case',
    });
  }
  const text = textOf(context, field, reason);
  return {
    facts: {
      rekReference,
      decidedOn,
      reasonId: text.id,
      ...(documentReference && { documentReference }),
    },
    texts: [text],
  };
}

/** Whether the decision is another than the one the applicant named in the application. */
function differsFromApplication({ rekReference, decidedOn }: Approval, { draft }: Context) {
  const { reference = rekReference, decidedOn: claimedOn = decidedOn } = draft.rekApproval ?? {};
  return reference !== rekReference || claimedOn !== decidedOn;
}

function protocolMissing(): Refusing {
  return refuse('protocol-missing', {
    field: 'protocolReference',
    rule: 'REK is sent the research protocol (helseforskningsloven section 9)',
    todo: 'have the applicant say where the protocol is found',
  });
}

const futureDecision = {
  field: 'decidedOn',
  rule: 'a decision is not recorded before it is made',
  todo: 'check the date in the decision from REK',
};

function reasoned(text: CaseText) {
  return { facts: { reasonId: text.id }, texts: [text] };
}
