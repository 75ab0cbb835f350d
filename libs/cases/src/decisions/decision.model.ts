/** What a decision on exemption or access is made of: the facts that its events record. */

/** The rules under which an exemption from confidentiality can be given: one decision for each. */
export const exemptionBases = ['hrl-19e', 'hpl-29'] as const;
export type ExemptionBasis = (typeof exemptionBases)[number];

/**
 * What lifts confidentiality where no exemption is needed: consent, the exception for indirectly
 * identifiable data (helseregisterloven section 19 b), another exception in law, or that the data
 * are not confidential.
 */
export const exceptions = ['consent', 'hrl-19b', 'other-exception', 'not-confidential'] as const;
export type Exception = (typeof exceptions)[number];

/** What criteria are answered for: a decision, or an exception that has criteria of its own. */
export const decisionObjects = ['access', ...exemptionBases, 'hrl-19b'] as const;
export type DecisionObject = (typeof decisionObjects)[number];

export const conditionKinds = [
  'time',
  'use',
  'publication',
  'security',
  'reporting',
  'other',
] as const;
export const conditionKeepers = ['helsedataservice', 'registry', 'rek', 'institution'] as const;

/** A condition of a grant (helseregisterloven section 19 a fourth paragraph): a task to its end. */
export interface ConditionFact {
  conditionId: string;
  kind: (typeof conditionKinds)[number];
  textId: string;
  dueOn?: string;
  /** Who sees to it that the condition is kept. */
  followedUpBy: (typeof conditionKeepers)[number];
}

/** One criterion, answered by one person: from the session, never from the request. */
export interface CriterionAnswer {
  isMet: boolean;
  reasonId: string;
  /** The version of the criteria that it was answered under. */
  rulesVersion: string;
  assessedBy: string | null;
  assessedByName: string;
  assessedAt: string;
}

export interface VariableAnswer {
  name: string;
  isGranted: boolean;
  reasonId?: string;
}

export interface SourceAnswer {
  registryId: string;
  isGranted: boolean;
  reasonId: string;
  variables: VariableAnswer[];
}

/** How an answer in figures is given: helseregisterloven section 19, the result is anonymous. */
export interface StatisticsAnswer {
  minimumCellSize: number;
  deliveryRoute: string;
  safeguardsId: string;
}

interface Proposed {
  factsId?: string;
  considerationsId?: string;
  conditions?: ConditionFact[];
  /** What a caseworker has written and not yet proposed. */
  draftId?: string;
  returnReasonId?: string;
  proposedBy?: string;
  proposedByName?: string;
}

interface Signed {
  decisionId?: string;
  /** The version of the criteria in force on the day of the decision. */
  rulesVersion?: string;
  signedBy?: string;
  signedByName?: string;
  decidedOn?: string;
}

export type AssessmentState = 'none' | 'begun' | 'complete';
export interface Assessment {
  state: AssessmentState;
  answers?: Record<string, CriterionAnswer>;
}

export type ExemptionState =
  | 'draft'
  | 'not-needed'
  | 'proposed'
  | 'granted'
  | 'partly-granted'
  | 'refused'
  | 'expired'
  | 'revoked';
export interface Exemption extends Proposed, Signed {
  state: ExemptionState;
  sources?: { registryId: string; isGranted: boolean; reasonId: string }[];
  exceptions?: { registryId: string; exception: Exception; reasonId: string }[];
  /** null: for as long as the project lasts. */
  endsOn?: string | null;
  expiredOn?: string;
  revokedOn?: string;
  revokedByName?: string;
  revocationReasonId?: string;
}

export type AccessState = 'draft' | 'proposed' | 'granted' | 'partly-granted' | 'refused';
export interface Access extends Proposed, Signed {
  state: AccessState;
  sources?: SourceAnswer[];
  /** Why the decision departs from a registry's advice; within the house, as the advice may be. */
  departureReasonIds?: Record<string, string>;
  statistics?: StatisticsAnswer | null;
  permitEndsOn?: string | null;
  /** null: a change takes effect when it is signed. */
  takesEffectOn?: string | null;
}

export const controllerGrounds = ['own-use', 'public-task', 'outside-regulation'] as const;
export type ControllerDecisionState = 'none' | 'routed' | 'granted' | 'refused';
/** A source that its controller decides on, not Helsedataservice (the regulation, section 10). */
export interface ControllerDecision {
  state: ControllerDecisionState;
  ground?: (typeof controllerGrounds)[number];
  reasonId?: string;
  decidedOn?: string;
  controllerReference?: string;
}

export type ConditionState =
  'open' | 'reported' | 'overdue' | 'returned' | 'fulfilled' | 'breached' | 'waived';
export interface Condition {
  state: ConditionState;
  statementId?: string;
  attachmentReference?: string;
  reportedOn?: string;
  reasonId?: string;
  settledOn?: string;
  settledByName?: string;
}
