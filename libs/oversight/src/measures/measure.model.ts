import type { CaseKind } from '../../../cases/src/case.kinds.model.js';

/** What is counted of cases. data/rules/figures.json says what the sums of them mean to readers. */
export const measureNames = [
  'received',
  'purposes',
  'time-to-data',
  'data-available',
  'statutory-time',
  'completeness',
  'stages',
  'held-working-days',
  'held-days',
  'holding',
  'waits',
  'open',
  'decisions',
  'exemptions',
  'appeals',
  'linkages',
  'deliveries',
  'recipients',
  'minutes',
  'fees',
] as const;

export type MeasureName = (typeof measureNames)[number];

/**
 * What one case adds to one figure. A report adds up the counts of cells; nothing else is ever
 * counted, so that a page, an export and an old report cannot differ.
 */
export interface Cell {
  measure: MeasureName;
  /** `YYYY-MM`, of the day that the definition names. */
  month: string;
  kind: CaseKind;
  /** The unit that had the case then. */
  unitId: string | null;
  /** The party, stage, registry or outcome. */
  part: string;
  /** Days, where the figure is about time; of what is still open the number of the day it began. */
  value: number;
  count: number;
}

/** A cell with the days on which it was what the log said: Norwegian dates, the last not included. */
export interface KnownCell extends Cell {
  knownFromOn: string;
  /** null: it still is. */
  knownUntilOn: string | null;
}

/** Cells with the same key are one figure. */
export function keyOf({ measure, month, kind, unitId, part, value }: Cell): string {
  return [measure, month, kind, unitId ?? '', part, value].join('|');
}

/**
 * The part of what is counted of waiting: in which stage the case was, and for whom it waited there.
 * A wait for a registry in the assessment is for its advice, one after the decision for its data.
 */
export function waitPart(stage: string, party: string): string {
  return `${stage}/${party}`;
}

export function waitOf(part: string): { stage: string; party: string } {
  const at = part.indexOf('/');
  return { stage: part.slice(0, at), party: part.slice(at + 1) };
}

export function monthOf(on: string): string {
  return on.slice(0, 7);
}
