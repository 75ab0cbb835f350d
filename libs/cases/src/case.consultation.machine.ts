import type { ConsultationState, Decide, TrackTable } from './case.model.js';
import { refuse, textOf } from './refusal.rules.js';

/**
 * Consultation, one per registry: advice on the data, asked when it is needed. Never a gate by
 * itself and never a veto (helseregisterloven section 19 a sixth paragraph).
 */
export const consultationTrack = {
  name: 'consultation',
  initial: 'none',
  states: ['none', 'requested', 'advised', 'cancelled'] satisfies ConsultationState[],
  final: ['advised', 'cancelled'],
  keyedBy: 'registryId',
  transitions: {
    'consult-registry': {
      from: ['none'],
      to: 'requested',
      by: ['caseworker'],
      event: 'registry-consulted',
      during: ['in-assessment'],
    },
    'give-advice': {
      from: ['requested'],
      to: 'advised',
      by: ['registry-adviser'],
      event: 'advice-given',
      during: ['in-assessment'],
    },
    'cancel-consultation': {
      from: ['requested'],
      to: 'cancelled',
      by: ['caseworker'],
      event: 'consultation-cancelled',
      during: ['in-assessment'],
    },
  },
} as const satisfies TrackTable;

type ConsultationCommand = keyof typeof consultationTrack.transitions;

export const consultationDecisions: { [Name in ConsultationCommand]: Decide<Name> } = {
  'consult-registry': (accessCase, { question, answerDueOn }, context) => {
    if (answerDueOn <= context.today) {
      return refuse('answer-due-too-soon', {
        field: 'answerDueOn',
        rule: 'the registry is given time to answer: the date lies after today',
        todo: 'choose a later date',
      });
    }
    const text = textOf(context, 'question to the registry', question);
    return { facts: { questionId: text.id, answerDueOn }, texts: [text] };
  },

  'give-advice': (_, { advice, reason, costNok, weeksToDeliver }, context) => {
    const text = textOf(context, 'advice from the registry', reason);
    return {
      facts: {
        advice,
        reasonId: text.id,
        ...(costNok !== undefined && { costNok }),
        ...(weeksToDeliver !== undefined && { weeksToDeliver }),
      },
      texts: [text],
    };
  },

  'cancel-consultation': (_, { reason }, context) => {
    const text = textOf(context, 'why the consultation was cancelled', reason);
    return { facts: { reasonId: text.id }, texts: [text] };
  },
};
