import type { AppealBody } from './appeal.rules.js';

/** One appeal over one decision of the case. */
export interface Appeal {
  state: AppealState;
  /** The decision appealed against, as `appealableDecisions` names it. */
  decision?: string;
  decidedOn?: string;
  deciders?: string[];
  body?: AppealBody;
  lodgedOn?: string;
  /** The last day of the appeal period when the appeal came in. */
  dueOn?: string;
  asksForDeferredEffect?: boolean;
  groundsId?: string;
  wantedChangeId?: string;
  registrationReasonId?: string;
  lateReasonId?: string;
  reviewerId?: string;
  reviewerName?: string;
  isDeferred?: boolean;
  deferredReasonId?: string;
  proposedOutcome?: 'reverse' | 'uphold';
  extent?: 'fully' | 'partly';
  statementId?: string;
  returnReasonId?: string;
  proposedBy?: string;
  proposedByName?: string;
  signedBy?: string;
  signedByName?: string;
  forwardedOn?: string;
  outcome?: string;
  outcomeOn?: string;
  sender?: string;
  externalReference?: string;
  documentSha256?: string;
  summaryId?: string;
  settledOn?: string;
  withdrawalReasonId?: string;
}

/** The period in which one decision can be appealed. */
export interface AppealPeriod {
  state: 'running' | 'reasons-demanded';
  reasonsDemandedOn?: string;
  reasonsGivenOn?: string;
  reasonsId?: string;
  extendedToOn?: string;
  extensionReasonId?: string;
}

/** Calling a permit back, as far as it has come. */
export interface Revocation {
  state: RevocationState;
  ground?: string;
  reasonId?: string;
  noticedOn?: string;
  hearingDueOn?: string;
  statementId?: string;
  answeredOn?: string;
  rule?: string;
  factsId?: string;
  considerationsId?: string;
  deferredEffectId?: string;
  returnReasonId?: string;
  dropReasonId?: string;
  proposedBy?: string;
  proposedByName?: string;
}

export type RevocationState =
  'none' | 'noticed' | 'heard' | 'proposed' | 'signed' | 'dropped' | 'reversed';
export type AppealState =
  | 'none'
  | 'lodged'
  | 'late'
  | 'at-nem'
  | 'under-review'
  | 'outcome-proposed'
  | 'reversed'
  | 'upheld-and-forwarded'
  | 'settled'
  | 'dismissed-as-late'
  | 'withdrawn';
