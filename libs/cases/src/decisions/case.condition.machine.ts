import { conditionOf, conditionsInForce } from './case.condition.rules.js';
import type { Context, Decide, IsOpen, TrackTable } from '../case.model.js';
import type { ConditionState } from './decision.model.js';
import { refuse, textOf } from '../refusal.rules.js';

/**
 * The conditions of what was granted, each a task from the day the grant is signed: the applicant
 * reports, a caseworker finds it fulfilled, sends it back, or finds it breached, which is a ground
 * for revoking the permit (helseregisterloven section 19 a fourth paragraph).
 */
export const conditionTrack = {
  name: 'condition',
  initial: 'open',
  states: [
    'open',
    'reported',
    'overdue',
    'returned',
    'fulfilled',
    'breached',
    'waived',
  ] satisfies ConditionState[],
  final: ['fulfilled', 'breached', 'waived'],
  keyedBy: 'conditionId',
  keys: (tracks) => conditionsInForce(tracks).map(({ conditionId }) => conditionId),
  transitions: {
    'report-condition': {
      from: ['open', 'overdue', 'returned'],
      to: 'reported',
      by: ['applicant'],
      event: 'condition-reported',
      during: ['decided', 'in-delivery'],
    },
    'find-condition-fulfilled': {
      from: ['open', 'reported', 'overdue', 'returned'],
      to: 'fulfilled',
      by: ['caseworker'],
      event: 'condition-found-fulfilled',
      during: ['decided', 'in-delivery'],
    },
    'return-condition': {
      from: ['reported'],
      to: 'returned',
      by: ['caseworker'],
      event: 'condition-returned',
      during: ['decided', 'in-delivery'],
    },
    'find-condition-breached': {
      from: ['open', 'reported', 'overdue', 'returned'],
      to: 'breached',
      by: ['caseworker'],
      event: 'condition-found-breached',
      during: ['decided', 'in-delivery'],
    },
    'waive-condition': {
      from: ['open', 'reported', 'overdue', 'returned'],
      to: 'waived',
      by: ['caseworker'],
      event: 'condition-waived',
      during: ['decided', 'in-delivery'],
    },
    'find-condition-overdue': {
      from: ['open', 'returned'],
      to: 'overdue',
      by: ['system'],
      event: 'condition-found-overdue',
      during: ['decided', 'in-delivery'],
    },
  },
} as const satisfies TrackTable;

type ConditionCommand = keyof typeof conditionTrack.transitions;

export const conditionDecisions: { [Name in ConditionCommand]: Decide<Name> } = {
  'report-condition': ({ tracks }, { conditionId, statement, attachmentReference }, context) => {
    if (!conditionOf(tracks, conditionId)) return unknown;
    const text = textOf(context, 'report on a condition', statement);
    return {
      facts: {
        statementId: text.id,
        ...(attachmentReference && { attachmentReference }),
        reportedOn: context.today,
      },
      texts: [text],
    };
  },

  'find-condition-fulfilled': ({ tracks }, { conditionId }, context) =>
    conditionOf(tracks, conditionId) ? { facts: settledBy(context) } : unknown,

  'return-condition': ({ tracks }, { conditionId, reason }, context) => {
    if (!conditionOf(tracks, conditionId)) return unknown;
    const text = textOf(context, 'why the report on a condition was returned', reason);
    return { facts: { reasonId: text.id }, texts: [text] };
  },

  'find-condition-breached': ({ tracks }, { conditionId, reason }, context) => {
    if (!conditionOf(tracks, conditionId)) return unknown;
    const text = textOf(context, 'how a condition was breached', reason);
    return { facts: { reasonId: text.id, ...settledBy(context) }, texts: [text] };
  },

  'waive-condition': ({ tracks }, { conditionId, reason }, context) => {
    if (!conditionOf(tracks, conditionId)) return unknown;
    const text = textOf(context, 'why a condition was waived', reason);
    return { facts: { reasonId: text.id, ...settledBy(context) }, texts: [text] };
  },

  'find-condition-overdue': ({ tracks }, { conditionId }, { today }) => {
    const condition = conditionOf(tracks, conditionId);
    if (!condition) return unknown;
    return (condition.dueOn ?? today) < today ? {} : refuse('condition-not-yet-due');
  },
};

export const conditionOpenings: Partial<Record<ConditionCommand, IsOpen>> = {
  // Only time decides whether a condition is late.
  'find-condition-overdue': () => false,
};

const unknown = refuse('condition-unknown', {
  field: 'conditionId',
  rule: 'the condition stands in a grant of this case',
  todo: 'choose one of its conditions',
});

function settledBy({ actor, today }: Context) {
  return { settledOn: today, settledByName: actor.name };
}
