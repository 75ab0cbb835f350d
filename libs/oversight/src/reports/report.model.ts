import type { CaseKind } from '../../../cases/src/case.kinds.model.js';
import type { WorkingCalendar } from '../../../cases/src/clocks/calendar.rules.js';
import type { MeasureName } from '../measures/measure.model.js';

/** The reports that there are; data/rules/figures.json says in words what each number is. */
export const reportNames = [
  'by-month',
  'weeks-to-data',
  'within-limits',
  'time-per-party',
  'stages',
  'open-ages',
  'kinds',
  'purposes',
  'decisions',
  'exemptions',
  'appeals',
  'completeness',
  'recipients',
  'delivering-registries',
  'linkages',
  'hours-and-fees',
] as const;

export type ReportName = (typeof reportNames)[number];

/** One sum of cells: the only thing that reports are made from. */
export interface Sum {
  measure: MeasureName;
  /** Where the report tells months apart. */
  month?: string;
  /** Where the report tells kinds of cases apart. */
  kind?: CaseKind;
  part: string;
  value: number;
  count: number;
}

/** What a report is asked about. */
export interface Scope {
  /** `YYYY-MM`, both included. */
  fromMonth: string;
  toMonth: string;
  kind?: CaseKind | undefined;
  unitId?: string | undefined;
  /** As the log stood at the end of this day. */
  asOfOn: string;
}

/** What a report needs to know beside the sums. */
export interface Surroundings extends Scope {
  /** Which days are working days on the day of the report. */
  calendar: WorkingCalendar;
  registries: readonly { id: string; name: string; kind: 'statutory' | 'quality' }[];
}

export type Unit = 'count' | 'share' | 'days' | 'working-days' | 'hours' | 'nok';

export interface Column {
  id: string;
  unit: Unit;
}

export interface Row {
  /** A code that the page has a word for, or the id of a registry. */
  key: string;
  /** Where the row is of something that has a name of its own. */
  label?: string;
  /** In the order of the columns; null where there is nothing to say: no share of nothing. */
  cells: (number | null)[];
}

export interface Table {
  columns: Column[];
  rows: Row[];
  /** Figures of the whole, beside the rows. */
  summary: { key: string; unit: Unit; value: number | null }[];
}

export interface Report extends Table {
  name: ReportName;
  /** The version of the definitions it was computed by. */
  definitions: string;
  scope: Scope;
}
