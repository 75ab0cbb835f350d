import type { AppealedDecision, Base, Signed } from './letter.model.js';

/** Letters on appeals, from the first receipt to what the appeals body found. */
export interface AppealLetterData {
  'appeal-received': Base & {
    decisionName: AppealedDecision;
    lodgedOn: string;
    isLate: boolean;
    body: 'helseklage' | 'nem';
  };
  'appeal-dismissed': Base &
    Signed & { decisionName: AppealedDecision; lodgedOn: string; dueOn: string; reason: string };
  'appeal-reversed': Base &
    Signed & {
      decisionName: AppealedDecision;
      lodgedOn: string;
      extent: 'fully' | 'partly';
      statement: string;
    };
  'appeal-forwarding': Base &
    Signed & {
      decisionName: AppealedDecision;
      lodgedOn: string;
      grounds: string;
      statement: string;
    };
  /** The copy of the statement that the party has a right to: forvaltningsloven section 33. */
  'appeal-statement': Base &
    Signed & { decisionName: AppealedDecision; lodgedOn: string; statement: string };
  'appeal-outcome': Base & {
    decisionName: AppealedDecision;
    lodgedOn: string;
    body: 'helseklage' | 'nem';
    outcome: 'upheld' | 'changed' | 'annulled-and-returned';
    /** The day on the decision of the appeals body. */
    outcomeOn: string;
    externalReference: string;
    summary: string;
  };
  /** To the party, and to the appeals body where the file lies there. */
  'appeal-withdrawal': Base & {
    decisionName: AppealedDecision;
    lodgedOn: string;
    withdrawnOn: string;
  };
  'deferred-effect': Base &
    Signed & {
      decisionName: AppealedDecision;
      lodgedOn: string;
      isDeferred: boolean;
      reason: string;
    };
  'appeal-period': Base & { decisionName: AppealedDecision; untilOn: string; reason: string };
  reasons: Base & { decisionName: AppealedDecision; demandedOn: string; reasons: string };
}
