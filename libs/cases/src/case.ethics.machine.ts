import type { CaseText, Decide, EthicsState, TrackTable } from './case.model.js';
import { refuse, textOf } from './refusal.rules.js';

/** Ethics: whether REK must approve, and what REK answered (helseforskningsloven sections 9, 10). */
export const ethicsTrack = {
  name: 'ethics',
  initial: 'undetermined',
  states: [
    'undetermined',
    'not-required',
    'required',
    'forwarded',
    'acknowledged',
    'approved',
    'rejected',
  ] satisfies EthicsState[],
  final: ['not-required', 'approved', 'rejected'],
  keyedBy: null,
  transitions: {
    'require-rek': {
      from: ['undetermined'],
      to: 'required',
      by: ['caseworker'],
      event: 'rek-required',
      during: ['in-assessment'],
    },
    'find-rek-not-required': {
      from: ['undetermined', 'required'],
      to: 'not-required',
      by: ['caseworker'],
      event: 'rek-found-not-required',
      during: ['in-assessment'],
    },
    'forward-to-rek': {
      from: ['required'],
      to: 'forwarded',
      by: ['caseworker'],
      event: 'forwarded-to-rek',
      during: ['in-assessment'],
    },
    'acknowledge-at-rek': {
      from: ['forwarded'],
      to: 'acknowledged',
      by: ['rek-secretary'],
      event: 'acknowledged-at-rek',
      during: ['in-assessment'],
    },
    'record-rek-approval': {
      from: ['forwarded', 'acknowledged'],
      to: 'approved',
      by: ['rek-secretary'],
      event: 'rek-approval-recorded',
      during: ['in-assessment'],
    },
    'record-rek-rejection': {
      from: ['forwarded', 'acknowledged'],
      to: 'rejected',
      by: ['rek-secretary'],
      event: 'rek-rejection-recorded',
      during: ['in-assessment'],
    },
  },
} as const satisfies TrackTable;

type EthicsCommand = keyof typeof ethicsTrack.transitions;

export const ethicsDecisions: { [Name in EthicsCommand]: Decide<Name> } = {
  'require-rek': (_, { reason }, context) => reasoned(textOf(context, 'why REK', reason)),

  'find-rek-not-required': (_, { reason }, context) =>
    reasoned(textOf(context, 'why not REK', reason)),

  'forward-to-rek': (_, __, { draft }) =>
    draft.protocolReference
      ? {}
      : refuse('protocol-missing', {
          field: 'protocolReference',
          rule: 'REK is sent the research protocol (helseforskningsloven section 9)',
          todo: 'have the applicant say where the protocol is found',
        }),

  'acknowledge-at-rek': () => ({}),

  'record-rek-approval': (_, command, context) => {
    const { rekReference, decidedOn, validUntilOn, conditions } = command;
    if (decidedOn > context.today) return refuse('decided-in-the-future', futureDecision);
    if (validUntilOn <= context.today) {
      return refuse('approval-already-expired', {
        field: 'validUntilOn',
        rule: 'an approval that has run out approves nothing',
        todo: 'check the date in the decision from REK',
      });
    }
    const texts = conditions ? [textOf(context, 'conditions from REK', conditions)] : [];
    const conditionsId = texts[0]?.id;
    return {
      facts: { rekReference, decidedOn, validUntilOn, ...(conditionsId && { conditionsId }) },
      texts,
    };
  },

  'record-rek-rejection': (_, { rekReference, decidedOn, reason }, context) => {
    if (decidedOn > context.today) return refuse('decided-in-the-future', futureDecision);
    const text = textOf(context, 'why REK rejected', reason);
    return { facts: { rekReference, decidedOn, reasonId: text.id }, texts: [text] };
  },
};

const futureDecision = {
  field: 'decidedOn',
  rule: 'a decision is not recorded before it is made',
  todo: 'check the date in the decision from REK',
};

function reasoned(text: CaseText) {
  return { facts: { reasonId: text.id }, texts: [text] };
}
