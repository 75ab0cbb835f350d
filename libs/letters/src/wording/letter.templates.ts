/**
 * Every letter Tilgang writes, and the data each needs. A letter named here without a template in
 * all three languages fails the tests.
 *
 * Dates are calendar dates, `YYYY-MM-DD`; the templates print them in the form of the language.
 */
export type Language = 'nb' | 'nn' | 'en';

export const languages: readonly Language[] = ['nb', 'nn', 'en'];

export interface LetterData extends PermitLetterData {
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
  'delivery-order': Base & {
    registryName: string;
    permitReference: string;
    permitEndsOn: string;
    variables: string;
    dataPeriod: { fromOn: string; toOn: string };
    recipientEnvironment: string;
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

/** The decision that an appeal is over, in the words of the letters. */
export type AppealedDecision =
  'access' | 'exemption' | 'dismissal' | 'revocation' | 'late-dismissal' | 'fee' | 'rek';

/** Letters on permits, their changes and their end, and on appeals. */
export interface PermitLetterData {
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
  'prior-notice': Base & {
    permitReference: string;
    ground: string;
    reason: string;
    hearingDueOn: string;
  };
  revocation: Base &
    Signed & {
      permitReference: string;
      /** UTC, ISO 8601. */
      revokedAt: string;
      rule: string;
      facts: string;
      considerations: string;
      deferredEffect: string;
      /** null where the holder made none. */
      statement: string | null;
    };
  'permit-notice': Base & {
    permitReference: string;
    what: 'amended' | 'extended' | 'revoked' | 'reinstated';
    /** UTC, ISO 8601. */
    fromAt: string;
    endsOn: string;
  };
  'change-decision': Base &
    Signed & {
      parentReference: string;
      permitReference: string;
      outcome: 'granted' | 'partly-granted' | 'refused';
      changes: { what: string; before: string; after: string }[];
      sources: { registryName: string; isGranted: boolean; reason: string }[];
      conditions: string[];
      /** null in a refusal. */
      permitEndsOn: string | null;
      /** null where it takes effect at once. */
      takesEffectOn: string | null;
      facts: string;
      considerations: string;
    };
  'extension-decision': Base &
    Signed & {
      parentReference: string;
      permitReference: string;
      outcome: 'granted' | 'partly-granted' | 'refused';
      requestedEndsOn: string;
      permitEndsOn: string | null;
      conditions: string[];
      facts: string;
      considerations: string;
    };
  'expiry-warning': Base & { permitReference: string; endsOn: string; applyBeforeOn: string };
  'deletion-reminder': Base & {
    permitReference: string;
    endedOn: string;
    reminderNumber: number;
    urgency: 'reminder' | 'last';
  };
  closing: Base & {
    closedOn: string;
    ending: 'deleted' | 'unconfirmed' | 'nothing-given' | 'controllers-decide';
  };
}

interface Signed {
  decidedOn: string;
  decisionMakerName: string;
}

export type LetterKind = keyof LetterData;

export const letterKinds = [
  'draft-lapse-warning',
  'receipt',
  'preliminary-reply',
  'information-request',
  'information-reminder',
  'information-receipt',
  'dismissal',
  'withdrawal-receipt',
  'withdrawal-notice',
  'rek-forwarding',
  'protocol-notice',
  'rek-questions',
  'rek-rejection',
  'consultation',
  'consultation-reminder',
  'decision',
  'exemption-decision',
  'delivery-order',
  'fee-estimate',
  'invoice-basis',
  'destruction-certificate',
  'appeal-received',
  'appeal-dismissed',
  'appeal-reversed',
  'appeal-forwarding',
  'prior-notice',
  'revocation',
  'permit-notice',
  'change-decision',
  'extension-decision',
  'expiry-warning',
  'deletion-reminder',
  'closing',
] as const satisfies readonly LetterKind[];

export type Outcome = 'granted' | 'partly-granted' | 'refused';

export interface SourceLine {
  registryName: string;
  isGranted: boolean;
  reason: string;
}

export interface SourceVariableLine {
  registryName: string;
  name: string;
  isGranted: boolean;
  /** Empty where the variable is granted. */
  reason: string;
}

export interface CriterionLine {
  /** The paragraph in the language of the letter, as it stood on the day of the decision. */
  reference: string;
  text: string;
  isMet: boolean;
  reason: string;
}

export interface ConditionLine {
  text: string;
  dueOn: string | null;
  followedUpBy: string;
}

/** A decision on exemption from confidentiality under one legal basis. */
export interface ExemptionPart {
  decisionId: string;
  outcome: Outcome;
  /** A name of the citations; the section is the one in force on the day of the decision. */
  rule: string;
  rulesVersion: string;
  decidedOn: string;
  decisionMakerName: string;
  sources: SourceLine[];
  criteria: CriterionLine[];
  facts: string;
  considerations: string;
  conditions: ConditionLine[];
  endsOn: string | null;
}

/** What every letter says at its head. */
export interface Base {
  caseReference: string;
  projectTitle: string;
  applicantName: string;
  institutionName: string;
  letterOn: string;
  caseworkerName: string | null;
}

export interface Recipient {
  kind: 'applicant' | 'registry' | 'rek' | 'appeals-body';
  /** The person's id or the registry's; null for REK. */
  id: string | null;
  /** The lines of the address block, the name first. */
  lines: string[];
}

/** A letter that an event causes: becomes one row, frozen, in the same transaction. */
export type LetterOrder = {
  [Kind in LetterKind]: { kind: Kind; recipient: Recipient; data: LetterData[Kind] };
}[LetterKind];
