import type { CaseEvent } from '../case.model.js';
import type { Party } from '../case.waiting.rules.js';

/** A clock is derived from events whenever it is asked for, and never stored as truth. */

/** An event as the log holds it: with its number and its time. */
export type LoggedCaseEvent = CaseEvent & { seq: number; at: Date };

/** What the log holds beside the events that change a case: what became of a letter. */
export interface CaseNote {
  seq: number;
  at: Date;
  type: string;
  letterKind: string | null;
  letterId: string | null;
  /** When a letter by post is taken to have arrived. */
  arrivesOn: string | null;
}

export interface CaseHistory {
  events: readonly LoggedCaseEvent[];
  notes: readonly CaseNote[];
}

export const clockNames = [
  'preliminary-reply',
  'data-available',
  'information',
  'answer-to-rek',
  'consultation',
  'delivery',
  'redelivery',
  'appeal-period',
  'rek-validity',
  'permit-validity',
  'deletion',
  'final-report',
  'consent-withdrawal',
  'ehds-decision',
  'ehds-information',
] as const;

export type ClockName = (typeof clockNames)[number];

/**
 * `running`, and `postponed` while the new date lies ahead; `paused` has no due date until what it
 * waits for comes; `overdue` is past and not met; `met` in time or `met-late`; `run-out` is the end
 * of a period that nobody had to keep; `stopped` when the case took another way.
 */
export type ClockStatus =
  'running' | 'postponed' | 'paused' | 'overdue' | 'met' | 'met-late' | 'run-out' | 'stopped';

export interface Clock {
  /** The name, and after a colon the registry or request it is about. */
  id: string;
  name: ClockName;
  part: string | null;
  /** The rule as people cite it; null where only a setting gives the limit. */
  legalBasis: string | null;
  /** `limit` is for somebody to keep; `period` is how long something lasts. */
  kind: 'limit' | 'period';
  /** The event it started with. */
  startedBySeq: number;
  startOn: string;
  dueOn: string | null;
  status: ClockStatus;
  endedOn: string | null;
  endedBySeq: number | null;
  /** Working days that the pause rules left out of the count. */
  pausedDays: number;
  /** Working days from today to the due date; negative when it is past; null when it has ended. */
  remainingWorkingDays: number | null;
  /** Why this date: every step from the start to the due date. */
  derivation: Step[];
  /** Whose time it was, from the start to the end or to today. */
  ledger: ClockLedger;
}

export type LimitUnit = 'working-days' | 'days' | 'weeks' | 'months';

/** One step of a derivation: data, so that each language words it and a test can check it. */
export type Step =
  | { step: 'started'; on: string; seq: number; event: string }
  | { step: 'limit'; count: number; unit: LimitUnit; because: string }
  | { step: 'left-out'; on: string; because: 'holiday' | 'closed' }
  | { step: 'weekends'; days: number }
  | { step: 'held-by'; fromOn: string; toOn: string; party: Party; workingDays: number }
  | { step: 'voided'; on: string; seq: number }
  | { step: 'restarted'; on: string; seq: number }
  | { step: 'extended'; days: number; because: string }
  | { step: 'last-of-month'; on: string }
  | { step: 'ends'; on: string }
  | { step: 'moved'; fromOn: string; toOn: string }
  | { step: 'given-date'; on: string; seq: number }
  | { step: 'postponed'; toOn: string; seq: number };

export interface PartyDays {
  party: Party;
  days: number;
  workingDays: number;
}

/** Days and working days, whole and per party; the parties' always sum to the whole. */
export interface ClockLedger {
  grossDays: number;
  grossWorkingDays: number;
  /** Without the days that were the applicant's, REK's or nobody's wait: one definition everywhere. */
  netDays: number;
  netWorkingDays: number;
  perParty: PartyDays[];
}
