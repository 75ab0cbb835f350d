import type { Column, Unit } from '../reports/report.model.js';

/** Which parts of a report are public, and how its numbers hang together. */
export interface PublicForm {
  /** In the order they are shown; others are left out. */
  columns: readonly string[];
  /** The column's rows sum to this figure of the summary. */
  totals?: Readonly<Record<string, string>>;
  /** In each row, these columns sum to that one. */
  sums?: readonly { whole: string; parts: readonly string[] }[];
  /** Shares and quantiles, with the counts that they would tell of. */
  derived?: Readonly<Record<string, Derived>>;
  summary: readonly string[];
  derivedSummary?: Readonly<Record<string, Derived>>;
}

export interface Derived {
  /** Columns of the row, or figures of the summary. */
  from: readonly string[];
  fromSummary?: readonly string[];
  /** Fewer than this is too few to say it of. */
  least?: number;
}

/** `hidden`: there is a number, and it is not told. null: there is nothing to say. */
export type PublicValue = number | 'hidden' | null;

export interface PublicTable {
  columns: Column[];
  rows: { key: string; label?: string; cells: PublicValue[] }[];
  summary: { key: string; unit: Unit; value: PublicValue }[];
}

/** Counts by name, of which some sum to others. */
export interface Equation {
  whole: string;
  parts: readonly string[];
}
