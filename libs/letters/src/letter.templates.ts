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
    decidedOn: string;
    decisionMakerName: string;
    outcome: 'granted' | 'partly-granted' | 'refused';
    sources: {
      registryName: string;
      variables: string;
      isGranted: boolean;
      reason: string;
    }[];
    /** The exemption granted; null where none was. */
    exemption: {
      decidedOn: string;
      decisionMakerName: string;
      /** The rule in words, as `helseregisterloven § 19 e`. */
      legalBasis: string;
      reason: string;
    } | null;
    /** null where REK approval is not required. */
    rek: { reference: string; validUntilOn: string } | null;
    facts: string;
    considerations: string;
    conditions: string[];
    /** null in a refusal. */
    permitEndsOn: string | null;
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
export type AppealedDecision = 'access' | 'exemption' | 'dismissal' | 'revocation' | 'fee' | 'rek';

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
  closing: Base & { closedOn: string; ending: 'deleted' | 'unconfirmed' | 'nothing-given' };
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
