import type { Table } from '../reports/report.model.js';
import { hiddenCounts } from './suppression.rules.js';
import type {
  Derived,
  Equation,
  PublicForm,
  PublicTable,
  PublicValue,
} from './suppression.model.js';

/**
 * A report as the public may read it: small counts are hidden, and so is everything they could be
 * found from, shares and quantiles included.
 */
export function publicTable(table: Table, form: PublicForm, below: number): PublicTable {
  const { counts, equations } = countsOf(table, form);
  const hidden = hiddenCounts(counts, equations, below, (name) => name.startsWith('summary/'));
  const indexOf = (column: string) => table.columns.findIndex(({ id }) => id === column);
  const shown = (name: string): PublicValue =>
    hidden.has(name) ? 'hidden' : (counts.get(name) ?? null);
  const derived = (value: number | null, from: readonly string[], least: number): PublicValue => {
    if (value === null) return null;
    const isFew = from.some((name) => hidden.has(name) || (counts.get(name) ?? 0) < least);
    return isFew ? 'hidden' : value;
  };
  const namesOf = ({ from, fromSummary = [] }: Derived, row: number | null) => [
    ...from.map((name) => (row === null ? summaryCount(name) : rowCount(row, name))),
    ...fromSummary.map(summaryCount),
  ];
  return {
    columns: form.columns.flatMap((id) => table.columns.find((column) => column.id === id) ?? []),
    rows: table.rows.map(({ cells, ...row }, index) => ({
      ...row,
      cells: form.columns.map((column) => {
        const rule = form.derived?.[column];
        if (!rule) return shown(rowCount(index, column));
        const value = cells[indexOf(column)] ?? null;
        return derived(value, namesOf(rule, index), rule.least ?? 0);
      }),
    })),
    summary: table.summary
      .filter(({ key }) => form.summary.includes(key))
      .map(({ key, unit, value }) => {
        const rule = form.derivedSummary?.[key];
        return {
          key,
          unit,
          value: rule
            ? derived(value, namesOf(rule, null), rule.least ?? 0)
            : shown(summaryCount(key)),
        };
      }),
  };
}

/** Every count of the table by a name, and which of them sum to which. */
export function countsOf(
  { columns, rows, summary }: Table,
  form: PublicForm,
): { counts: Map<string, number>; equations: Equation[] } {
  const counted = form.columns.filter((id) => !form.derived?.[id]);
  const counts = new Map<string, number>();
  for (const [index, { cells }] of rows.entries()) {
    for (const id of counted) {
      const value = cells[columns.findIndex((column) => column.id === id)];
      counts.set(rowCount(index, id), value ?? 0);
    }
  }
  for (const { key, value } of summary) {
    if (form.summary.includes(key) && !form.derivedSummary?.[key]) {
      counts.set(summaryCount(key), value ?? 0);
    }
  }
  const down = Object.entries(form.totals ?? {}).map(([column, key]) => ({
    whole: summaryCount(key),
    parts: rows.map((_, index) => rowCount(index, column)),
  }));
  const across = (form.sums ?? []).flatMap(({ whole, parts }) =>
    rows.map((_, index) => ({
      whole: rowCount(index, whole),
      parts: parts.map((part) => rowCount(index, part)),
    })),
  );
  return { counts, equations: [...down, ...across] };
}

function rowCount(row: number, column: string): string {
  return `row/${row}/${column}`;
}

function summaryCount(key: string): string {
  return `summary/${key}`;
}
