import type { Place, Sort } from './worklist.cursor.rules.js';

/** Writes a value as a parameter of the statement and gives its name. */
export type Given = (value: unknown) => string;

/** An order of cases, on the rows of the case or on those it is searched by. */
export interface Order {
  by: (row: string) => string;
  /** Where a case stands in the order, as text. */
  place: string;
  after: (row: string, place: Place, given: Given) => string;
}

/** Times leave and enter as text in UTC with all their digits, so that no page repeats a case. */
const instantOf = (column: string) => `(${column} AT TIME ZONE 'UTC')::text`;

const idOf = (row: string) => (row === 'c' ? 'c.id' : `${row}.case_id`);

export const orders: Record<Sort, Order> = {
  changed: {
    by: (row) => `${row}.changed_at DESC, ${idOf(row)} DESC`,
    place: instantOf('c.changed_at'),
    after: (row, { place, id }, given) =>
      `(${row}.changed_at, ${idOf(row)}) < (${given(`${place}Z`)}::timestamptz, ${given(id)}::uuid)`,
  },
  created: {
    by: (row) => `${row}.created_at, ${idOf(row)}`,
    place: instantOf('c.created_at'),
    after: (row, { place, id }, given) =>
      `(${row}.created_at, ${idOf(row)}) > (${given(`${place}Z`)}::timestamptz, ${given(id)}::uuid)`,
  },
  due: {
    by: (row) => `coalesce(${row}.due_on, 'infinity'), ${idOf(row)}`,
    place: "coalesce(c.due_on, 'infinity')::text",
    after: (row, { place, id }, given) =>
      `(coalesce(${row}.due_on, 'infinity'), ${idOf(row)}) > (${given(place)}::date, ${given(id)}::uuid)`,
  },
};
