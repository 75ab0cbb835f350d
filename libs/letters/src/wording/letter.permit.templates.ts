import type { Base, Signed } from './letter.model.js';

/** What has become of a permit. */
export type PermitNews = 'issued' | 'amended' | 'extended' | 'reinstated' | 'revoked' | 'ended';

/** What a registry delivers on a permit, and to where. */
export interface DeliveryFrame {
  variables: string;
  /** null where the application names none. */
  dataPeriod: { fromOn: string; toOn: string } | null;
  /** null where the answer is figures. */
  recipientEnvironment: string | null;
}

export interface NamedPerson {
  name: string;
  organisation: string;
}

/** What letters on one round of delivery have in common. */
type AboutDelivery = Base & {
  registryName: string;
  /** The case and the round. */
  deliveryReference: string;
  permitReference: string;
  permitEndsOn: string;
};

/** Letters on permits, what is delivered on them, their changes and their end. */
export interface PermitLetterData {
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
    what: Exclude<PermitNews, 'issued'>;
    /** UTC, ISO 8601. */
    fromAt: string;
    endsOn: string;
    registryName: string;
    /** What is to be delivered from now on; null where nothing is any more. */
    order: DeliveryFrame | null;
  };
  /** The permit itself (datatillatelse), one for each version: EHDS article 68 paragraph 10. */
  permit: Base & {
    permitReference: string;
    version: number;
    what: Exclude<PermitNews, 'revoked' | 'ended'>;
    decidedOn: string;
    decisionMakerName: string;
    /** UTC, ISO 8601. */
    fromAt: string;
    endsOn: string;
    purpose: string;
    sources: { registryName: string; variables: string }[];
    dataPeriod: { fromOn: string; toOn: string } | null;
    namedPersons: NamedPerson[];
    /** null where the answer is figures, that nobody works with in an environment. */
    recipientEnvironment: string | null;
    conditions: string[];
  };
  /** What those who run the environment act on, and no more of the permit than that. */
  'environment-notice': Base & {
    permitReference: string;
    what: PermitNews;
    /** UTC, ISO 8601. */
    fromAt: string;
    endsOn: string;
    recipientEnvironment: string;
    /** Whether the permit is in force: else access is to be closed. */
    isOpen: boolean;
    namedPersons: NamedPerson[];
  };
  'delivery-order': AboutDelivery & {
    what: 'first' | 'partial' | 'recurring';
    round: number;
    dueOn: string;
  } & DeliveryFrame;
  'delivery-notice': AboutDelivery & {
    what: 'part' | 'last' | 'redelivery';
    /** Why the data come anew; null where they do not. */
    reason: string | null;
    variables: string;
    dataPeriod: { fromOn: string; toOn: string };
    deliveredOn: string;
    fileCount: number;
    rowCount: number;
    files: { name: string; rowCount: number; sha256: string }[];
    handOverPlace: string;
  };
  'delivery-error': AboutDelivery & { deliveredOn: string; reason: string; dueOn: string };
  'delivery-cancellation': AboutDelivery & {
    isToRegistry: boolean;
    orderedOn: string;
    reason: string;
    /** Parts of it came before it was cancelled. */
    hasDelivered: boolean;
  };
  'recurring-delivery-end': Base & {
    registryName: string;
    permitReference: string;
    permitEndsOn: string;
    isToRegistry: boolean;
    endedOn: string;
    /** Else it is an approval or an exemption that they rested on. */
    isPermitOver: boolean;
    /** Where somebody stopped them; null where they ended by themselves. */
    reason: string | null;
  };
  'condition-reminder': Base & {
    conditionText: string;
    dueOn: string;
    isOverdue: boolean;
  };
  'condition-receipt': Base & {
    conditionText: string;
    reportedOn: string;
    statement: string;
  };
  'condition-outcome': Base & {
    conditionText: string;
    outcome: 'fulfilled' | 'returned' | 'waived' | 'breached';
    /** null where it was found fulfilled: that needs none. */
    reason: string | null;
    dueOn: string | null;
  };
  'exemption-revocation': Base &
    Signed & {
      /** A name of the citations. */
      rule: string;
      givenOn: string;
      registryNames: string[];
      reason: string;
    };
  'exemption-notice': Base & {
    registryName: string;
    rule: string;
    what: 'revoked' | 'expired';
    fromOn: string;
  };
  'revocation-dropped': Base & { permitReference: string; noticedOn: string; reason: string };
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
    /** The last letter: further reminders are notices alone. */
    isLast: boolean;
  };
  closing: Base & {
    closedOn: string;
    ending: 'deleted' | 'nothing-given' | 'controllers-decide';
  };
}
