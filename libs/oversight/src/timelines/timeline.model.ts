import type { CaseKind } from '../../../cases/src/case.kinds.model.js';
import type { Sum } from '../reports/report.model.js';

/** The measures that a timeline is folded from. */
export const timelineMeasures = [
  'held-days',
  'held-working-days',
  'waits',
  'holding',
  'received',
  'open',
] as const satisfies Sum['measure'][];

export const steps = ['month', 'quarter', 'year'] as const;
export type Step = (typeof steps)[number];

/** Whose time is asked about. */
export type Subject =
  { of: 'service' } | { of: 'registry'; registryId: string } | { of: 'unit'; unitId: string };

export type TimelineScope = Subject & {
  /** `YYYY-MM`, both included. */
  fromMonth: string;
  toMonth: string;
  step: Step;
  kind?: CaseKind | undefined;
  /** As the log stood at the end of this day. */
  asOfOn: string;
};

/** A sum of cells of the unit that had the cases. */
export type UnitSum = Omit<Sum, 'kind' | 'month'> & { month: string; unitId: string | null };

/** Time that was waited: the day it began is not counted, the last day is. */
export interface Time {
  days: number;
  workingDays: number;
}

/** Net leaves out what was stopped: the days of the applicant and of REK. Gross is both. */
export interface Reckoning {
  gross: Time;
  net: Time;
  stopped: Time;
}

/** Waits for one party while the cases were in one stage. */
export interface Wait extends Time {
  stage: string;
  party: string;
  /** How many waits had days here. */
  waits: number;
}

/** The waiting of some time, by stage and by party: each sums to the gross. */
export interface Span extends Reckoning {
  perStage: (Reckoning & { stage: string; waits: number })[];
  perParty: (Time & { party: string; waits: number })[];
  waits: Wait[];
}

export interface Period extends Span {
  /** `2026-03`, `2026-Q1` or `2026`. */
  period: string;
  /** The months of it that lie in the scope. */
  fromMonth: string;
  toMonth: string;
}

/** Waits that go on, with their ages in calendar days. */
export interface OpenWait {
  stage: string;
  party: string;
  waits: number;
  medianDays: number;
  oldestDays: number;
}

/** A unit's part of the service; `null` is what no unit had taken yet. */
export interface UnitShare extends Reckoning {
  unitId: string | null;
  open: number;
}

export interface Timeline {
  periods: Period[];
  /** The whole period asked for: what the periods sum to. */
  total: Span;
  open: OpenWait[];
  /** Applications received in the period, and cases open on the day. Of a registry there are none. */
  cases: { received: number; open: number } | null;
  /** Of the service: what it is the sum of. */
  units: UnitShare[];
}
