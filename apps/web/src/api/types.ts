/** What the API answers, as far as the screens use it. Fields a role may not see are absent. */
export type Language = 'nb' | 'nn' | 'en';

export interface RoleGrant {
  role: string;
  registryId: string | null;
}

export interface Me {
  id: string;
  name: string;
  /** Whether anybody has said what they are called. */
  hasName: boolean;
  email: string;
  language: Language;
  /** What they act in now: one role, in all the registries that it is held for. */
  roles: RoleGrant[];
  /** The roles that they may choose between. */
  mayActIn: string[];
  /** Roles given to them that ask for a higher level of assurance. */
  outOfReach: string[];
  mode: 'demo' | 'production' | 'test';
}

export interface Registry {
  id: string;
  name: string;
  formerNames: string[];
  description: string | null;
  kind: string;
  field: string | null;
  controller: string | null;
  inRegulation: boolean;
  decidedBy: string;
  hasRecipientKey: boolean;
  /** How its key is recognised. */
  recipientKey: RegisteredKey | null;
}

export interface RegisteredKey {
  encryption: 'age' | 'openpgp';
  fingerprint: string;
  registeredAt: string | null;
  expiresAt: string | null;
}

export interface CaseItem {
  id: string;
  reference: string;
  title: string | null;
  applicantName: string | null;
  assigneeName: string | null;
  applicationState: string;
  waitingFor: string;
  dueOn: string | null;
  isOverdue: boolean;
  registryIds: string[];
  changedAt: string;
}

export interface CasePageOf {
  items: CaseItem[];
  nextCursor: string | null;
}

export interface AllowedCommand {
  name: string;
  track: string;
  registryId: string | null;
  /** The part of the track it is about, where the command names one. */
  part: string | null;
}

/** A criterion of a decision, with its paragraph and its answer where it has one. */
export interface CriterionOf {
  id: string;
  isBar: boolean;
  reference: Record<Language, string>;
  wording: Record<Language, { name: string; text: string }>;
  answer: { isMet: boolean; reason: string; assessedByName: string; assessedAt: string } | null;
}

export interface AssessmentOf {
  decisionObject: string;
  legalBasis: string;
  rulesVersion: string;
  criteria: CriterionOf[];
}

/** One track, or one registry's part of a track: a state and the facts known about it. */
export type TrackFacts = { state: string } & Record<string, unknown>;

export interface LinkagePlan {
  linkerKind: 'controller' | 'designated-body';
  registries: {
    registryId: string;
    keyFile: 'own-list' | 'whole-population' | 'none';
    isSection9b: boolean;
    keyHolder: string | null;
  }[];
  cohort: { from: 'every-list' | 'registry' | 'applicant'; registryId: string | null };
  controls: {
    registryId: string;
    perCase: number;
    matchOn: { attribute: string; within: number | null }[];
    mayBeCases: boolean;
  } | null;
  relatives: { registryId: string; relations: string[] } | null;
  hasSeparatePseudonyms: boolean;
  serialPrefix: string | null;
}

export interface LinkageStep {
  id: string;
  kind: 'cohort' | 'controls' | 'relatives' | 'list' | 'key-file';
  registryId: string;
  state: string;
  rowsRead: number | null;
  percentNumbered: number | null;
  people: number | null;
  outside: number | null;
  unmet: number | null;
  reason: string | null;
  changedAt: string | null;
}

export interface LinkageProgress {
  isVaultUp: boolean;
  isPaused: boolean;
  pausedBy: string | null;
  pausedAt: string | null;
  steps: LinkageStep[];
}

export interface Letter {
  id: string;
  kind: string;
  language: Language;
  status: 'queued' | 'produced' | 'dispatched' | 'failed';
  recipientKind: string;
  recipientName: string;
  createdAt: string;
  dispatchedAt: string | null;
  openedAt: string | null;
  /** Its way to the recipient, for those who answer for it. */
  trail?: LetterTrail;
}

export type ChannelName = 'portal' | 'eformidling' | 'print';

export interface LetterTrail {
  alertedAt: string | null;
  failedAt: string | null;
  /** When one by post is taken to have arrived. */
  arrivesOn: string | null;
  attempts: DispatchAttempt[];
}

export interface DispatchAttempt {
  attempt: number;
  channel: ChannelName;
  reason: string;
  isCopy: boolean;
  status: 'sending' | 'sent' | 'failed' | 'waiting' | 'dead';
  requestedAt: string;
  finishedAt: string | null;
  nextAttemptAt: string | null;
  deliveredAt: string | null;
  openedAt: string | null;
  reply: string | null;
  receipt: string | null;
}

/** One point where application, protocol and approval from REK are held against each other. */
export interface ComparedPoint {
  point: string;
  application: string[];
  protocol: string | null;
  approval: string | null;
  matches: boolean | null;
  settledReason: string | null;
  requestId: string | null;
  isOpen: boolean;
}

export interface CaseDetail {
  id: string;
  reference: string;
  kind: string;
  parentId: string | null;
  version: number;
  language: Language;
  title: string | null;
  applicant?: { id: string; name: string };
  assignee?: { id: string; name: string } | null;
  waitingFor: string;
  dueOn: string | null;
  createdAt: string;
  changedAt: string;
  /** The version of the form that the application is written on. */
  formVersion: string;
  application?: Record<string, unknown>;
  tracks: Record<string, unknown>;
  /** The free texts that the tracks refer to, by id. */
  texts: Record<string, string>;
  sources: SourceDetail[];
  allowedCommands: AllowedCommand[];
  letters: Letter[];
  appealDeadlines: AppealDeadline[];
}

/** Until when a decision can be appealed; null: not told yet, or another body's to say. */
export interface AppealDeadline {
  decision: string;
  decidedOn: string;
  dueOn: string | null;
}

/** A source as the catalogue describes it, and who decides on it. */
export interface SourceDetail {
  registryId: string;
  name: string;
  description: string | null;
  controller: string | null;
  decidedBy: 'hds' | 'controller' | 'outside';
  ground: string;
}

export interface TimelineEvent {
  seq: number;
  at: string;
  type: string;
  outcome: 'accepted' | 'refused' | 'read';
  track: string | null;
  registryId: string | null;
  fromState: string | null;
  toState: string | null;
  actorName: string | null;
  actorRole: string | null;
  /** Why an attempt was refused. */
  code: string | null;
}

export interface Ledger {
  asOfOn: string;
  grossDays: number;
  grossWorkingDays: number;
  netDays: number;
  netWorkingDays: number;
  perParty: { party: string; days: number; workingDays: number }[];
  segments: {
    party: string;
    fromOn: string;
    toOn: string;
    days: number;
    workingDays: number;
  }[];
}

export interface Timeline {
  events: TimelineEvent[];
  ledger?: Ledger;
}

export interface CommandAnswer {
  id: string;
  version: number;
  allowedCommands: AllowedCommand[];
}

/** One step from the start of a clock to its due date; which fields it has follows from its name. */
export interface ClockStep {
  step: string;
  on?: string;
  fromOn?: string;
  toOn?: string;
  party?: string;
  unit?: string;
  seq?: number;
  count?: number;
  days?: number;
  workingDays?: number;
}

export interface OneClock {
  id: string;
  name: string;
  part: string | null;
  legalBasis: string | null;
  dueOn: string | null;
  status: string;
  remainingWorkingDays: number | null;
  derivation: ClockStep[];
}

export interface Forecast {
  withheld?: string;
  comparableCases?: number;
  decision?: { p50On: string; p80On: string } | null;
  data?: { p50On: string; p80On: string } | null;
}

export interface CaseClocks {
  asOfOn: string;
  clocks: OneClock[];
  ledger?: Ledger;
  forecast?: Forecast;
}

/** What is wrong with an answer: a code, with what its words need. */
export interface AnswerFault {
  field: string;
  code: string;
  params?: Record<string, string | number>;
}

export interface Completeness {
  isReady: boolean;
  score: { answered: number; required: number; percent: number };
  timeLimit: { workingDays: number };
  delay: { days: number } | null;
  twinReference: string | null;
  sections: {
    id: string;
    state: 'complete' | 'incomplete' | 'not-asked';
    missing: string[];
    invalid: AnswerFault[];
  }[];
}

/** The application as it was sent in once. */
export interface ApplicationVersion {
  number: number;
  eventType: string;
  createdAt: string;
}

/** One field that differs between two versions; null: nothing stood there. */
export interface VersionChange {
  field: string;
  before: string | number | boolean | null;
  after: string | number | boolean | null;
}

/** A piece of a letter that is not sent yet: fixed, or somebody's own words. */
export interface PreviewRun {
  text: string;
  isFree?: true;
  field?: string;
  /** The number of a footnote. */
  isNote?: true;
}

export type PreviewBlock =
  | { kind: 'title' | 'heading' | 'paragraph'; runs: PreviewRun[] }
  | { kind: 'list'; items: PreviewRun[][] }
  | { kind: 'table'; header: string[]; rows: PreviewRun[][][] }
  | { kind: 'signature'; signers: { name: string; role: string }[] };

export interface PreviewedLetter {
  kind: string;
  language: Language;
  senderLines: string[];
  recipientLines: string[];
  references: { label: string; value: string }[];
  blocks: PreviewBlock[];
  footnotes: string[];
  /** What the law asks for and the letter lacks. */
  missing: string[];
}
