import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import publicData from '../../../../data/rules/public-statistics.json' with { type: 'json' };
import type { Table } from '../reports/report.model.js';
import { countsOf, publicTable } from './public-table.rules.js';
import type { Equation, PublicForm, PublicTable } from './suppression.model.js';

const below = publicData.hiddenBelow;
const grid: PublicForm = publicData.reports['weeks-to-data'];
const list: PublicForm = publicData.reports.decisions;

/** A report of rows by three kinds of count with their sums both ways, as weeks to data is. */
function gridOf(rows: readonly (readonly [number, number, number])[]): Table {
  const sum = (numbers: readonly number[]) => numbers.reduce((all, each) => all + each, 0);
  const delivered = sum(rows.map(([first]) => first));
  return {
    columns: [
      { id: 'delivered', unit: 'count' },
      { id: 'share-of-delivered', unit: 'share' },
      { id: 'waiting', unit: 'count' },
      { id: 'ended', unit: 'count' },
      { id: 'all', unit: 'count' },
    ],
    rows: rows.map((row, index) => ({
      key: `row-${index}`,
      cells: [row[0], delivered === 0 ? null : row[0] / delivered, row[1], row[2], sum(row)],
    })),
    summary: [
      { key: 'received', unit: 'count', value: sum(rows.map(sum)) },
      { key: 'delivered', unit: 'count', value: delivered },
      { key: 'median', unit: 'days', value: delivered === 0 ? null : 40 },
    ],
  };
}

function listOf(counts: readonly number[]): Table {
  const whole = counts.reduce((all, each) => all + each, 0);
  return {
    columns: [
      { id: 'count', unit: 'count' },
      { id: 'share', unit: 'share' },
      { id: 'median', unit: 'working-days' },
    ],
    rows: counts.map((count, index) => ({
      key: `row-${index}`,
      cells: [count, whole === 0 ? null : count / whole, count === 0 ? null : 20],
    })),
    summary: [
      { key: 'decisions', unit: 'count', value: whole },
      { key: 'median', unit: 'working-days', value: whole === 0 ? null : 20 },
    ],
  };
}

/** What is told of each count, by the names that the equations use. */
function told({ columns, rows, summary }: PublicTable): Map<string, unknown> {
  const all = new Map<string, unknown>();
  for (const [index, { cells }] of rows.entries()) {
    for (const [at, { id }] of columns.entries()) all.set(`row/${index}/${id}`, cells[at]);
  }
  for (const { key, value } of summary) all.set(`summary/${key}`, value);
  return all;
}

/**
 * Somebody who knows which counts sum to which: another table with the same numbers shown, and
 * something else for a hidden one, must be possible. A direction in which the hidden counts can move
 * and every sum stays is looked for by solving the equations for them.
 */
function canMove(hidden: readonly string[], equations: readonly Equation[], name: string): boolean {
  const others = hidden.filter((each) => each !== name);
  const side = (each: string, { whole, parts }: Equation) =>
    (parts.includes(each) ? 1 : 0) - (whole === each ? 1 : 0);
  const rows = equations.map((equation) => [
    ...others.map((each) => side(each, equation)),
    -side(name, equation),
  ]);
  let rank = 0;
  for (let at = 0; at < others.length; at++) {
    const pivot = rows.slice(rank).findIndex((row) => Math.abs(row[at]!) > 1e-9);
    if (pivot < 0) continue;
    [rows[rank], rows[rank + pivot]] = [rows[rank + pivot]!, rows[rank]!];
    for (let below = rank + 1; below < rows.length; below++) {
      const factor = rows[below]![at]! / rows[rank]![at]!;
      rows[below] = rows[below]!.map((value, index) => value - factor * rows[rank]![index]!);
    }
    rank++;
  }
  return rows.slice(rank).every((row) => Math.abs(row.at(-1)!) < 1e-9);
}

const count = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 6 }) },
  fc.integer({ min: 0, max: 200 }),
);
const tables = fc.oneof(
  fc
    .array(fc.tuple(count, count, count), { minLength: 1, maxLength: 5 })
    .map((rows) => ({ table: gridOf(rows), form: grid })),
  fc
    .array(count, { minLength: 1, maxLength: 8 })
    .map((counts) => ({ table: listOf(counts), form: list })),
);

describe('small counts in what is public', () => {
  it('are never told', () => {
    fc.assert(
      fc.property(tables, ({ table, form }) => {
        const { counts } = countsOf(table, form);
        const shown = told(publicTable(table, form, below));
        for (const [name, value] of counts) {
          if (value > 0 && value < below) expect([name, shown.get(name)]).toEqual([name, 'hidden']);
          else expect(['hidden', value]).toContain(shown.get(name));
        }
      }),
    );
  });

  it('follow from no adding and subtracting of what is told', () => {
    fc.assert(
      fc.property(tables, ({ table, form }) => {
        const { equations } = countsOf(table, form);
        const shown = told(publicTable(table, form, below));
        const hidden = [...countsOf(table, form).counts.keys()].filter(
          (name) => shown.get(name) === 'hidden',
        );
        for (const name of hidden)
          expect([name, canMove(hidden, equations, name)]).toEqual([name, true]);
      }),
      { numRuns: 500 },
    );
  });

  it('are not told as the sum of a few of them either', () => {
    fc.assert(
      fc.property(tables, ({ table, form }) => {
        const { counts, equations } = countsOf(table, form);
        const shown = told(publicTable(table, form, below));
        for (const { whole, parts } of equations) {
          if (shown.get(whole) === 'hidden') continue;
          const rest = parts
            .filter((part) => shown.get(part) === 'hidden')
            .reduce((sum, part) => sum + (counts.get(part) ?? 0), 0);
          expect(rest === 0 || rest >= below).toBe(true);
        }
      }),
    );
  });

  it('are not told by a share or a quantile', () => {
    fc.assert(
      fc.property(tables, ({ table, form }) => {
        const shown = told(publicTable(table, form, below));
        for (const [index] of table.rows.entries()) {
          for (const [column, { from, fromSummary = [], least = 0 }] of Object.entries(
            form.derived ?? {},
          )) {
            const basis = [
              ...from.map((each) => shown.get(`row/${index}/${each}`)),
              ...fromSummary.map((each) => shown.get(`summary/${each}`)),
            ];
            const isFew = basis.some((each) => each === 'hidden' || Number(each) < least);
            const value = shown.get(`row/${index}/${column}`);
            if (isFew) expect(['hidden', null]).toContain(value);
          }
        }
      }),
    );
  });

  it('leave the whole to be told, which other reports tell too', () => {
    fc.assert(
      fc.property(fc.array(count, { minLength: 2, maxLength: 8 }), (counts) => {
        const whole = counts.reduce((all, each) => all + each, 0);
        fc.pre(whole >= below && counts.filter((each) => each > 0).length > 1);
        const { summary } = publicTable(listOf(counts), list, below);
        expect(summary.find(({ key }) => key === 'decisions')?.value).toBe(whole);
      }),
    );
  });

  it('take no more with them than they must', () => {
    const { rows } = publicTable(listOf([40, 3, 30, 9]), list, below);
    expect(rows.map(({ cells }) => cells[0])).toEqual([40, 'hidden', 30, 'hidden']);
    expect(publicTable(listOf([40, 30, 0]), list, below).rows.map(({ cells }) => cells[0])).toEqual(
      [40, 30, 0],
    );
  });

  it('are looked for in every report that is public, by columns that it has', () => {
    const known = JSON.stringify(publicData.reports);
    expect(Object.keys(publicData.reports).length).toBeGreaterThan(8);
    expect(known).not.toContain('longest');
    expect(known).not.toContain('oldest');
  });
});
