/** Where the data of a delivery are handed over. */
export const handOvers = ['secure-environment', 'file-transfer'] as const;
export type HandOver = (typeof handOvers)[number];

/** What a registry may say of how far it has come; the steps of an extraction, in their order. */
export const progressSteps = [
  'extracting',
  'pseudonymising',
  'checking',
  'documenting',
  'transferring',
] as const;
export type ProgressStep = (typeof progressSteps)[number];

/** How often a recurring delivery comes, in months. */
export const intervals = { yearly: 12, 'every-four-months': 4 } as const;
export type Interval = keyof typeof intervals;

export type DeliveryState =
  | 'none'
  | 'ordered'
  | 'accepted'
  | 'in-preparation'
  | 'quality-checked'
  | 'delivered'
  | 'received'
  | 'error-reported'
  | 'redelivered'
  | 'cancelled';

export type DeliveryPlanState = 'none' | 'running' | 'stopped';

/** Why a delivery was ordered: for the first time, some of the variables, or a round of a plan. */
export type DeliveryKind = 'first' | 'partial' | 'recurring';

export interface DeliveredFile {
  name: string;
  rowCount: number;
  sha256: string;
}

/** What was delivered at one time, as the registry accounts for it; never changed afterwards. */
export interface Manifest {
  /** From 1, through the parts of a delivery and its redeliveries. */
  number: number;
  /** `part`: more is to come; `last`: the delivery is whole; `redelivery`: in the place of all before. */
  kind: 'part' | 'last' | 'redelivery';
  /** UTC, ISO 8601. */
  deliveredAt: string;
  deliveredOn: string;
  /** The version of the permit it was held against. */
  permitId: string;
  recipientName: string;
  /** The exemption that lifted confidentiality; null: another exception, or the controller's own decision. */
  exemptionBasis: string | null;
  files: DeliveredFile[];
  fileCount: number;
  rowCount: number;
  variables: string[];
  period: { fromOn: string; toOn: string };
  handOver: HandOver;
  handOverPlace: string;
}

/** One round of delivery from one registry. */
export interface Delivery {
  state: DeliveryState;
  registryId?: string;
  /** Which of the registry's orders in the case this is, from 1. */
  round?: number;
  kind?: DeliveryKind;
  /** The version of the permit that it was ordered on. */
  permitId?: string;
  orderedOn?: string;
  /** When the office asks for it; a date the registry promises takes its place. */
  dueOn?: string;
  /** In a partial order: the variables that it is for. */
  orderedVariables?: string[];
  /** How many variables the permit gave from the registry when it was ordered. */
  grantedCount?: number;
  interval?: Interval;
  promisedOn?: string;
  promiseReasonId?: string | null;
  startedOn?: string;
  progressPercent?: number | null;
  progressStep?: ProgressStep | null;
  progressOn?: string;
  qualityCheckedOn?: string;
  qualityNoteId?: string | null;
  manifests?: Manifest[];
  /** What the recipient has in all: the sums of the manifests that stand. */
  fileCount?: number;
  rowCount?: number;
  handOverPlace?: string;
  deliveredOn?: string;
  receivedOn?: string;
  errorReasonId?: string;
  errorReportedOn?: string;
  /** By when the registry is asked to deliver anew or to answer. */
  errorDueOn?: string;
  errorAnswerId?: string;
  redeliveredOn?: string;
  redeliveryReasonId?: string;
  cancelledOn?: string;
  cancelReasonId?: string;
}

/** A plan for rounds from one registry, under one permit. */
export interface DeliveryPlan {
  state: DeliveryPlanState;
  interval?: Interval;
  /** The day that the rounds are counted from. */
  startsOn?: string;
  nextRoundOn?: string;
  /** How many intervals from the first day the next round is. */
  nextRoundIndex?: number;
  stoppedOn?: string | null;
  stopReasonId?: string | null;
  /** The rule that ended it by itself; null where somebody did. */
  stopGround?: string | null;
}
