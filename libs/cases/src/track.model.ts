import type { Attachment } from './attachments/attachment.rules.js';
import type { Route } from './application/source.routing.rules.js';
import type { Member } from './people/case.member.rules.js';
import type { Estimate, FeeActivity, Minutes, PriceList } from './fees/case.fee.rules.js';
import type { Appeal, AppealPeriod, Revocation } from './appeals/appeal.model.js';
import type { Consultation } from './advice/consultation.model.js';
import type { Comparison } from './advice/ethics.rules.js';
import type { PermitRequest, PermitVersion } from './permits/permit.rules.js';
import type { Delivery, DeliveryPlan } from './delivery/delivery.model.js';
import type { CorrectionKind, LinkagePlan, StepFact } from './delivery/linkage.plan.model.js';
import type { WithdrawalCost } from './intake/withdrawal.rules.js';
import type {
  Access,
  Assessment,
  Condition,
  ControllerDecision,
  Exemption,
} from './decisions/decision.model.js';

/** What each track holds: its state, and the facts that its events recorded. */
export interface Tracks {
  application: {
    state: ApplicationState;
    registryIds: string[];
    /** The version of the case that the draft was last changed in. */
    draftVersion?: number;
    submittedOn?: string;
    /** The files that belong to the application, in the order they came. */
    attachments?: Attachment[];
    /** The file that was attached last, as a document of its own or in the place of another. */
    lastFileId?: string;
    /** Who decides on each source, by registry: fixed when the application is submitted. */
    routes?: Record<string, Route>;
    /** In a case that changes a permit: the registries of which something else is asked. */
    affectedRegistryIds?: string[];
    /** When a file last came from the party. */
    lastReceivedOn?: string;
    /** When the last of what it needs came, as the one who found it complete saw it. */
    completeOn?: string;
    completeBy?: string;
    completeByName?: string;
    /** The day that its applicant was last warned would be the draft's last. */
    lapseWarnedFor?: string;
    arrivedBy?: ArrivedBy;
    registeredBy?: string;
    registeredByName?: string;
    /** What an application that came on paper lacked; the office guides (forvaltningsloven § 11). */
    gaps?: string[];
    /** Why a change of a permit was asked for by letter. */
    requestReasonsId?: string;
    withdrawnOn?: string;
    withdrawalReasonId?: string;
    withdrawalCost?: WithdrawalCost;
  };
  assignment: {
    state: AssignmentState;
    assigneeId?: string | null;
    /** The unit of the assignee. */
    unitId?: string | null;
    noteId?: string | null;
    decisionMakerId?: string | null;
    decisionMakerName?: string | null;
  };
  /** By the id of the person. */
  impartiality: Record<
    string,
    {
      state: ImpartialityState;
      name?: string;
      declaredOn?: string;
      category?: string;
      reasonId?: string | null;
      disputedOn?: string;
      ruledBy?: string;
      ruledOn?: string;
      rulingReasonId?: string;
      /** The unit that the person leads: nobody in it decides for one who is disqualified. */
      leadsUnitId?: string;
    }
  >;
  screening: { state: ScreeningState; answers?: Record<string, ScreeningAnswer> };
  /** One per request: what the applicant was asked to complete. */
  information: Record<
    string,
    {
      state: InformationState;
      fields?: { field: string; commentId: string }[];
      askedOn?: string;
      answerDueOn?: string;
      /** Where the application stood, and goes back to. */
      cameFrom?: 'pre-screening' | 'in-assessment';
      relayedFrom?: 'rek' | 'registry';
      /** What the applicant has written, field by field; theirs alone until it is sent. */
      answerIds?: Record<string, string>;
      remindedFor?: string;
      sentOn?: string;
      messageId?: string;
      reasonId?: string;
    }
  >;
  dismissal: {
    state: DismissalState;
    ground?: DismissalGround;
    missing?: { item: string; whatId: string }[];
    reasonId?: string;
    returnReasonId?: string;
    proposedBy?: string;
    proposedByName?: string;
    signedBy?: string;
    signedByName?: string;
    decidedOn?: string;
  };
  /** One per flag: interests to be careful with. */
  flag: Record<string, { state: FlagState; reasonId?: string; setOn?: string }>;
  ethics: {
    state: EthicsState;
    reasonId?: string;
    /** The day REK got the application or the protocol through Tilgang; REK sees no case before. */
    sentToRekOn?: string;
    noticeSentOn?: string;
    answerExpectedOn?: string;
    /** What REK asks the applicant, and until when. */
    questionsId?: string;
    answerDueOn?: string;
    answerId?: string | null;
    answeredOn?: string;
    rekReference?: string;
    decidedOn?: string;
    decidedBy?: 'rek' | 'nem';
    validUntilOn?: string;
    conditionsId?: string | null;
    documentReference?: string;
    differenceReasonId?: string | null;
    continuedAs?: 'not-medical-research' | 'other-basis';
    continuedReasonId?: string;
    /** null once a newer approval is to be compared. */
    comparison?: Comparison | null;
    comparedOn?: string;
    comparedByName?: string;
  };
  consultation: PerRegistry<Consultation>;
  /** The criteria of each decision, one by one. */
  assessment: Parts<Assessment>;
  /** One decision for each legal basis. */
  exemption: Parts<Exemption>;
  /** The sources that their own controllers decide on. */
  'controller-decision': PerRegistry<ControllerDecision>;
  access: Access;
  /** The conditions of what was granted, each a task. */
  condition: Parts<Condition>;
  permit: {
    state: PermitState;
    /** The id of the version that is in force, or was the last to be. */
    permitReference?: string;
    endsOn?: string;
    versions?: PermitVersion[];
    /** What change cases ask, by case. */
    requests?: Record<string, PermitRequest>;
    /** The end that the data user was warned of. */
    warnedForEndsOn?: string;
    /** When the holder asked for it to end early. */
    endAskedForOn?: string;
    /** The decision that called it back. */
    revocation?: {
      decisionId: string;
      decidedOn: string;
      revokedAt: string;
      proposedBy?: string | undefined;
      signedBy: string;
      signedByName: string;
    };
    reasonId?: string;
  };
  linkage: {
    state: LinkageState;
    domainId?: string;
    linker?: string;
    plan?: LinkagePlan;
    registryIds?: string[];
    /** The domain is that of the case that holds the permit, and so are its keys. */
    isExtension?: boolean;
    /** The plan as the vault carries it out. */
    orderId?: string;
    /** How far its steps have come, by the id of the step. */
    steps?: Record<string, StepFact>;
    isPaused?: boolean;
    pausedByName?: string | null;
    pausedOn?: string | null;
    /** Two custodians, before keys are destroyed. */
    orderedBy?: string | null;
    orderedByName?: string | null;
    orderedOn?: string | null;
    /** The order as the vault is to know it. */
    destructionId?: string | null;
    confirmedBy?: string;
    confirmedByName?: string | null;
    destroyedAt?: string;
    serialNumberCount?: number;
    certificateSha256?: string;
    /** The latest correction of the numbers that the linker has; it is fetched at the vault. */
    bridgeCorrectionId?: string;
    bridgeCorrectionKind?: CorrectionKind;
    bridgeCorrectionRows?: number;
  };
  'key-file': PerRegistry<{
    state: KeyFileState;
    runId?: string;
    rows?: number;
    accepted?: number;
    repeated?: number;
    invalid?: number;
    reserved?: number;
    outside?: number;
    inputSha256?: string;
    keyFileSha256?: string;
    /** The vault's latest correction of numbers handed out; the registry fetches it there. */
    correctionId?: string;
    correctionKind?: CorrectionKind;
    correctionRows?: number;
  }>;
  /** By the id of the round, which its order gives. */
  delivery: Parts<Delivery>;
  'delivery-plan': PerRegistry<DeliveryPlan>;
  /** By an id of their own: a person is invited before they are known. */
  member: Record<string, Member>;
  leadership: {
    state: LeadershipState;
    proposedMemberId?: string | null;
    proposedBy?: string | null;
    acceptedOn?: string;
    /** Who has led the project since it changed hands. */
    applicantId?: string;
    changedOn?: string;
  };
  message: { state: MessageState; messageId?: string; fieldRef?: string | null };
  note: {
    state: NoteState;
    noteId?: string;
    kind?: string;
    /** The notes of oral information, and those of them that a party was shown. */
    oralIds?: string[];
    disclosedIds?: string[];
  };
  fee: {
    state: FeeState;
    estimate?: Estimate;
    basisId?: string;
    estimatedOn?: string;
    acceptedAt?: string;
    acceptedBy?: string;
    /** What Helsedataservice may charge at most by what was accepted. */
    acceptedNok?: number;
    ground?: string;
    reasonId?: string;
    minutes?: Minutes;
    lastWork?: Work;
    /** The prices of this case, as they were when first needed. */
    prices?: PriceList;
    invoicedOn?: string;
    chargedNok?: number;
  };
  'registry-fee': PerRegistry<{
    state: RegistryFeeState;
    minutes?: Minutes;
    amountNok?: number;
    lastWork?: Work;
  }>;
  /** Calling the permit back: notice, hearing, proposal. */
  revocation: Revocation;
  appeal: Record<string, Appeal>;
  'appeal-period': Record<string, AppealPeriod>;
  /** By the decision that was reversed in the favour of the party. */
  reversal: Parts<{
    state: ReversalState;
    reversedOn?: string;
    signedByName?: string;
    reasonId?: string;
  }>;
  closure: {
    state: ClosureState;
    statementId?: string;
    confirmedOn?: string;
    /** How a confirmation came that was not given in the portal. */
    arrivedBy?: ArrivedBy;
    registeredByName?: string;
  };
  'final-report': {
    state: FinalReportState;
    endedOn?: string;
    reportedOn?: string;
    summaryId?: string;
    arrivedBy?: ArrivedBy;
    registeredByName?: string;
    reasonId?: string;
    settledByName?: string;
  };
  /** By an id of its own; how many people, never who. */
  'consent-withdrawal': Parts<{
    state: ConsentWithdrawalState;
    receivedOn?: string;
    personCount?: number;
    descriptionId?: string;
    followUp?: string;
    followedUpOn?: string;
    statementId?: string;
    settledOn?: string;
    settledByName?: string;
  }>;
  'preliminary-reply': {
    state: PreliminaryReplyState;
    sentOn?: string;
    reasonId?: string;
    expectedOn?: string;
  };
  postponement: {
    state: PostponementState;
    reasonId?: string;
    postponedOn?: string;
    /** The date that is given up: of the act, or the one last told. */
    postponedFromOn?: string;
    likelyOn?: string;
  };
  procedure: { state: ProcedureState; reasonId?: string };
  reminder: Record<
    string,
    {
      state: ReminderState;
      dueOn?: string;
      remindedOn?: string;
      times?: number;
      /** The due date that was brought before the leader of the unit. */
      escalatedDueOn?: string;
    }
  >;
}

/** The work that was registered last; those before stand in the log. */
interface Work {
  activity: FeeActivity;
  minutes: number;
  workedOn: string;
  by: string | null;
}

type PerRegistry<Facts> = Record<string, Facts>;
/** A track of several parts, each named by the field that the track is keyed by. */
type Parts<Facts> = Record<string, Facts>;

export type TrackName = keyof Tracks;

export type ApplicationState =
  | 'draft'
  | 'submitted'
  | 'pre-screening'
  | 'awaiting-information'
  | 'in-assessment'
  | 'decided'
  | 'in-delivery'
  | 'closed'
  | 'withdrawn'
  | 'dismissed'
  | 'draft-dropped'
  | 'lapsed';

/** How an application that was not written in the portal arrived. */
export const arrivals = ['letter', 'e-mail', 'phone', 'in-person'] as const;
export type ArrivedBy = (typeof arrivals)[number];

export type AssignmentState = 'unassigned' | 'assigned';
export type ImpartialityState =
  'undeclared' | 'impartial' | 'conflict' | 'disputed' | 'cleared' | 'disqualified';
export type ScreeningState = 'open' | 'complete';

/** What a caseworker found about one item of the completeness check. */
export interface ScreeningAnswer {
  answer: 'yes' | 'no' | 'not-relevant';
  commentId?: string;
  answeredBy: string | null;
  answeredByName: string;
  answeredOn: string;
}

export type InformationState = 'none' | 'asked' | 'answered' | 'withdrawn' | 'lapsed';
export type DismissalState = 'none' | 'proposed' | 'dismissed';

export const dismissalGrounds = ['incomplete', 'wrong-body', 'prohibited-use'] as const;
export type DismissalGround = (typeof dismissalGrounds)[number];

/**
 * Trade secrets and intellectual property; the bar against threats to society (section 19 a eighth
 * paragraph); registries under section 9 b; direct identifiers; research ideas (offentleglova
 * section 26); uses that nothing is released for (section 19 d).
 */
export const flags = [
  'protected-interests',
  'threat-to-society',
  'section-9b-registry',
  'direct-identifiers',
  'research-idea',
  'prohibited-use',
] as const;
export type Flag = (typeof flags)[number];
export type FlagState = 'clear' | 'set';
export type EthicsState =
  | 'undetermined'
  | 'not-required'
  | 'notice-only'
  | 'notice-sent'
  | 'required'
  | 'forwarded'
  | 'acknowledged'
  | 'postponed'
  | 'answered'
  | 'approved'
  | 'approved-with-conditions'
  | 'rejected'
  | 'outside-mandate'
  | 'expired';
export type PermitState =
  'none' | 'active' | 'amended' | 'extended' | 'carried' | 'expired' | 'revoked';
export type LinkageState =
  | 'none'
  | 'planned'
  | 'domain-ordered'
  | 'domain-created'
  | 'complete'
  | 'destruction-ordered'
  | 'destruction-confirmed'
  | 'destroyed';
export type KeyFileState = 'awaited' | 'handed-over';
export type MemberState = 'none' | 'invited' | 'active' | 'removed';
export type LeadershipState = 'settled' | 'proposed' | 'accepted';
export type MessageState = 'none' | 'from-applicant' | 'from-helsedataservice';
export type NoteState = 'none' | 'written';
export type FeeState = 'none' | 'estimated' | 'accepted' | 'exempt' | 'invoiced';
export type RegistryFeeState = 'none' | 'registered';
export type ReversalState = 'none' | 'reversed';
export type FinalReportState = 'awaited' | 'submitted' | 'waived';
export type ConsentWithdrawalState = 'none' | 'open' | 'settled';
export type ClosureState = 'active' | 'ending' | 'deletion-confirmed' | 'keys-destroyed';

export type PreliminaryReplyState = 'awaited' | 'sent';
export type PostponementState = 'none' | 'postponed';
export type ProcedureState = 'ordinary' | 'accelerated' | 'trusted-holder';
export type ReminderState = 'none' | 'reminded';
