/**
 * Every letter Tilgang writes, and the data each needs. A letter named here without a template in
 * all three languages fails the tests.
 *
 * Dates are calendar dates, `YYYY-MM-DD`; the templates print them in the form of the language.
 */
import type { AppealLetterData } from './letter.appeal.templates.js';
import type {
  Base,
  ConditionLine,
  CriterionLine,
  ExemptionPart,
  Outcome,
  Recipient,
  SourceLine,
  SourceVariableLine,
} from './letter.model.js';
import type { PermitLetterData } from './letter.permit.templates.js';

export * from './letter.model.js';

export interface LetterData extends PermitLetterData, AppealLetterData {
  'draft-lapse-warning': Base & { lapsesOn: string };
  'information-request': Base & {
    fields: { name: string; comment: string }[];
    dueOn: string;
    /** Whether this only tells of a later date. */
    isExtended: boolean;
    relayedFrom: 'rek' | 'registry' | null;
  };
  'information-reminder': Base & { fields: { name: string; comment: string }[]; dueOn: string };
  'information-receipt': Base & { sentOn: string; fieldNames: string[] };
  dismissal: Base & {
    decidedOn: string;
    decisionMakerName: string;
    ground: 'incomplete' | 'wrong-body' | 'prohibited-use';
    missing: { check: string; what: string }[];
    reason: string;
    submittedOn: string;
  };
  'withdrawal-receipt': Base & {
    withdrawnOn: string;
    /** Whether nothing has been done yet that is paid for. */
    isFree: boolean;
    /** What the work comes to; null where it is not yet reckoned. */
    accruedNok: number | null;
  };
  'withdrawal-notice': Base & { withdrawnOn: string };
  receipt: Base & {
    submittedOn: string;
    /** One month from receipt: forvaltningsloven section 11 a. */
    preliminaryReplyDueOn: string;
    registryNames: string[];
  };
  /** The preliminary reply (foreløpig svar), also when the statutory limit is postponed. */
  'preliminary-reply': Base & {
    submittedOn: string;
    waitingFor: 'applicant' | 'helsedataservice' | 'rek' | 'registry';
    /** The registry that is waited for, where it is one. */
    registryName: string | null;
    /** null where no caseworker has given one: then only who is waited for is said. */
    reason: string | null;
    /** When the data, or the decision, are to be expected; null where nobody knows. */
    expectedOn: string | null;
    /** The limit, or the date told before, that is given up; null where nothing is postponed. */
    postponedFromOn: string | null;
  };
  'rek-forwarding': Base & {
    purpose: string;
    registryNames: string[];
    protocolReference: string;
  };
  /** Where REK need not approve the protocol is sent to it before the data are processed. */
  'protocol-notice': Base & {
    purpose: string;
    registryNames: string[];
    protocolReference: string;
  };
  'rek-questions': Base & { questions: string; answerDueOn: string };
  'rek-rejection': Base & { rekReference: string; decidedOn: string; reason: string };
  consultation: Base & {
    registryName: string;
    purpose: string;
    variables: string;
    question: string;
    answerDueOn: string;
  };
  'consultation-reminder': Base & {
    registryName: string;
    question: string;
    requestedOn: string;
    answerDueOn: string;
    /** No further reminder follows: the case may then be decided without the answer. */
    isLast: boolean;
  };
  decision: Base & {
    decisionId: string;
    submittedOn: string;
    decidedOn: string;
    decisionMakerName: string;
    outcome: Outcome;
    /** An exemption is told in the same letter. */
    hasTwoDecisions: boolean;
    /** The rule that gives the criteria: a name of the citations. */
    rule: string;
    /** The version of the criteria in force on the day of the decision. */
    rulesVersion: string;
    /** The sources that Helsedataservice decides on. */
    sources: (SourceLine & {
      /** What lifts confidentiality: a legal basis, an exception, `anonymous` or `none`. */
      lifting: string;
    })[];
    /** The variables of the sources that are granted. */
    variables: SourceVariableLine[];
    /** The sources that their controllers decide on, and what they have decided. */
    otherDeciders: { registryName: string; state: string }[];
    /** The exemptions granted. */
    exemptions: ExemptionPart[];
    criteria: CriterionLine[];
    /** null where REK approval is not required. */
    rek: { reference: string; validUntilOn: string } | null;
    facts: string;
    considerations: string;
    conditions: ConditionLine[];
    /** How figures are given; null where data about individuals are. */
    statistics: { minimumCellSize: number; deliveryRoute: string; safeguards: string } | null;
    /** null in a refusal. */
    permitEndsOn: string | null;
  };
  /** An exemption that no access decision goes with: refused, or for others to give access to. */
  'exemption-decision': Base & {
    decidedOn: string;
    decisionMakerName: string;
    outcome: Outcome;
    hasTwoDecisions: boolean;
    exemptions: ExemptionPart[];
  };
  /** A source that its controller decides on is sent there: forskriften section 10 third paragraph. */
  'controller-routing': Base & {
    registryName: string;
    submittedOn: string;
    ground: 'own-use' | 'public-task' | 'outside-regulation';
    reason: string;
    purpose: string;
    variables: string;
  };
  'fee-estimate': Base & {
    /** The price for one source or several. */
    baseNok: number;
    hours: number;
    hourNok: number;
    /** What Helsedataservice bills. */
    ownNok: number;
    /** What the registries bill themselves. */
    registries: { registryName: string; amountNok: number }[];
    totalNok: number;
    pricesValidFrom: string;
    basis: string;
  };
  'invoice-basis': Base & {
    /** A withdrawn application pays for the hours that were worked, and no base price. */
    isWithdrawn: boolean;
    baseNok: number;
    hours: number;
    hourNok: number;
    /** What the case has cost: the most that may be charged. */
    costNok: number;
    chargedNok: number;
    registries: { registryName: string; amountNok: number }[];
  };
  'destruction-certificate': Base & {
    permitReference: string;
    domainId: string;
    /** UTC, ISO 8601. */
    destroyedAt: string;
    orderedByName: string;
    serialNumberCount: number;
    certificateSha256: string;
  };
}

export type LetterKind = keyof LetterData;

/** A letter that an event causes: becomes one row, frozen, in the same transaction. */
export type LetterOrder = {
  [Kind in LetterKind]: { kind: Kind; recipient: Recipient; data: LetterData[Kind] };
}[LetterKind];
