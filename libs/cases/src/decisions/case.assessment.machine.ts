import { criteriaFor, decisionObjectsOf, unansweredFor } from './case.assessment.rules.js';
import type { AccessCase, Decide, IsOpen, TrackTable } from '../case.model.js';
import {
  type Assessment,
  type AssessmentState,
  type DecisionObject,
  decisionObjects,
  type ExemptionBasis,
} from './decision.model.js';
import { refuse, textOf } from '../refusal.rules.js';

/**
 * The assessment of each decision: its criteria are answered one by one, each with a reason, by
 * whoever is signed in. An answer may be changed until the decision is proposed; the events keep
 * every answer there was.
 */
export const assessmentTrack = {
  name: 'assessment',
  initial: 'none',
  states: ['none', 'begun', 'complete'] satisfies AssessmentState[],
  final: [],
  keyedBy: 'decisionObject',
  keys: () => decisionObjects,
  transitions: {
    'assess-criterion': {
      from: ['none', 'begun', 'complete'],
      to: ['begun', 'complete'],
      by: ['caseworker'],
      event: 'criterion-assessed',
      during: ['in-assessment'],
    },
  },
} as const satisfies TrackTable;

type AssessmentCommand = keyof typeof assessmentTrack.transitions;

export const assessmentDecisions: { [Name in AssessmentCommand]: Decide<Name> } = {
  'assess-criterion': (accessCase, { decisionObject, criterion, isMet, reason }, context) => {
    if (!decisionObjectsOf(accessCase.kind).includes(decisionObject)) {
      return refuse('decision-not-in-case', {
        field: 'decisionObject',
        rule: 'figures are given without exemption from confidentiality (section 19)',
        todo: 'assess the criteria of access',
      });
    }
    const { versionId, criteria } = criteriaFor(decisionObject, accessCase.kind, context.today);
    if (!criteria.some(({ id }) => id === criterion)) {
      return refuse('criterion-not-in-force', {
        field: 'criterion',
        rule: 'only criteria in force today are answered',
        todo: 'choose one of the criteria of this decision',
      });
    }
    if (!isStillOpen(accessCase, decisionObject)) return refuse('decision-already-proposed');
    const text = textOf(context, `assessment of ${decisionObject}: ${criterion}`, reason);
    const answers: Assessment['answers'] = {
      ...accessCase.tracks.assessment[decisionObject]?.answers,
      [criterion]: {
        isMet,
        reasonId: text.id,
        rulesVersion: versionId,
        assessedBy: context.actor.personId,
        assessedByName: context.actor.name,
        assessedAt: context.now.toISOString(),
      },
    };
    const blank = unansweredFor(accessCase, decisionObject, context.today);
    const isComplete = blank.every((id) => id === criterion);
    return { to: isComplete ? 'complete' : 'begun', facts: { answers }, texts: [text] };
  },
};

export const assessmentOpenings: Partial<Record<AssessmentCommand, IsOpen>> = {
  'assess-criterion': (accessCase, _, part) =>
    decisionObjectsOf(accessCase.kind).includes(part as DecisionObject) &&
    isStillOpen(accessCase, part as DecisionObject),
};

/** An answer is changed only while nothing rests on it. */
function isStillOpen({ tracks }: AccessCase, object: DecisionObject): boolean {
  if (object === 'access' || object === 'hrl-19b') return tracks.access.state === 'draft';
  const state = tracks.exemption[object as ExemptionBasis]?.state ?? 'draft';
  return state === 'draft' || state === 'not-needed';
}
