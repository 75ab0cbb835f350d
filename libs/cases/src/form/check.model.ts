import type { CatalogueVariable } from '../application/application.rules.js';
import type { CaseKind } from '../case.model.js';
import { isAnswered, type Reading } from './form.condition.rules.js';

/** What a check may look at beside the answers; looked up beforehand. */
export interface CompletenessContext {
  /** The Norwegian calendar date. */
  today: string;
  knownRegistryIds: ReadonlySet<string>;
  /** The variables of the application that the catalogue lists today. */
  catalogue: readonly CatalogueVariable[];
  /** An open application of the same applicant with the same sources and title. */
  twinReference: string | null;
  /** The permit that is to be changed. */
  permitToChange: PermitToChange | null;
}

export interface PermitToChange {
  isInForce: boolean;
  isOwn: boolean;
  isBeingChanged: boolean;
}

export interface CheckInput {
  kind: CaseKind;
  reading: Reading;
  /** The questions without a whole answer. */
  missing: ReadonlySet<string>;
  context: CompletenessContext;
}

/** The fields at fault; none: the check is met. */
export type CheckRule = (input: CheckInput) => string[];

export type Row = Readonly<Record<string, unknown>>;

/** A check that asks no more than that these are answered where they are asked. */
export function answered(...fields: string[]): CheckRule {
  return ({ missing }) => fields.filter((field) => missing.has(field));
}

/** Several checks in one. */
export function all(...rules: CheckRule[]): CheckRule {
  return (input) => [...new Set(rules.flatMap((rule) => rule(input)))];
}

export function rowsOf({ reading }: CheckInput, field: string): Row[] {
  const rows = reading.answerTo(field);
  return Array.isArray(rows) ? (rows as Row[]) : [];
}

export function chosenIn({ reading }: CheckInput, field: string): string[] {
  const chosen = reading.answerTo(field);
  return Array.isArray(chosen) ? (chosen as string[]) : [];
}

export function recordOf({ reading }: CheckInput, field: string): Row | null {
  const record = reading.answerTo(field);
  return typeof record === 'object' && record !== null ? (record as Row) : null;
}

/** The sources of the application, whoever decides on them. */
export function sourceIds(input: CheckInput): string[] {
  return rowsOf(input, 'sources').map(({ registryId }) => String(registryId));
}

/** A row for each source: the field, where one source or more has none. */
export function aRowPerSource(field: string): CheckRule {
  return (input) => {
    if (!input.reading.isAsked(field)) return [];
    const named = new Set(rowsOf(input, field).map(({ source }) => source));
    return sourceIds(input).every((id) => named.has(id)) ? [] : [field];
  };
}

/** The rows of a table that break a rule, by the part at fault: `controllers.1.shareOfDuties`. */
export function rowsWhere(
  field: string,
  part: string,
  isAtFault: (row: Row) => boolean,
): CheckRule {
  return (input) =>
    rowsOf(input, field).flatMap((row, index) =>
      isAtFault(row) ? [`${field}.${index}.${part}`] : [],
    );
}

/** Files are named where the answer to another question says that there are some. */
export function filesWhere(field: string, areThere: (input: CheckInput) => boolean): CheckRule {
  return (input) => (areThere(input) && !isAnswered(input.reading.answerTo(field)) ? [field] : []);
}
