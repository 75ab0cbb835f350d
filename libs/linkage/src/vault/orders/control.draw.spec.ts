import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Cell, ControlDraw, type DrawWanted } from './control.draw.js';

/** Always the same, and spread out well enough for a test. */
function seeded(seed = 1): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 0x1_0000_0000) * below);
  };
}

const exact: DrawWanted = { perCase: 2, within: null, mayBeCases: false };

function drawn(
  cells: readonly Cell[],
  cases: readonly [number, number][],
  pool: readonly [number, number][],
  wanted: DrawWanted,
  seed?: number,
) {
  const draw = new ControlDraw(cells, wanted, seeded(seed));
  for (const [ref, cell] of cases) draw.addCase(ref, cell);
  for (const [ref, cell] of pool) draw.offer(ref, cell);
  return draw.drawAll();
}

describe('drawing controls', () => {
  const people = fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 60 });

  it('gives each case its controls, all matching, nobody twice, and counts those it lacks', () => {
    fc.assert(
      fc.property(
        people,
        people,
        fc.record({
          perCase: fc.integer({ min: 1, max: 4 }),
          within: fc.constantFrom(null, 1, 2),
          mayBeCases: fc.constant(false),
        }),
        fc.integer(),
        (caseCells, poolCells, wanted, seed) => {
          const cells = Array.from({ length: 6 }, (_, cell): Cell => ({
            stratum: cell % 2,
            value: wanted.within === null ? null : cell >> 1,
          }));
          // Without a range the value does not tell cells apart: keep to the two strata.
          const cellOf = (cell: number) => (wanted.within === null ? cell % 2 : cell);
          const cases = caseCells.map((cell, i): [number, number] => [i, cellOf(cell)]);
          const pool = poolCells.map((cell, i): [number, number] => [1_000 + i, cellOf(cell)]);
          const own = wanted.within === null ? cells.slice(0, 2) : cells;
          const { setOfCase, setOfControl, unmet } = drawn(own, cases, pool, wanted, seed);

          expect([...setOfCase.values()].sort((a, b) => a - b)).toEqual(cases.map((_, i) => i + 1));
          expect(unmet).toBe(cases.length * wanted.perCase - setOfControl.size);
          const caseOfSet = new Map(
            [...setOfCase].map(([ref, set]) => [set, own[cases[ref]![1]]!]),
          );
          const perSet = new Map<number, number>();
          for (const [ref, set] of setOfControl) {
            const control = own[pool[ref - 1_000]![1]]!;
            const own1 = caseOfSet.get(set)!;
            expect(control.stratum).toBe(own1.stratum);
            expect(Math.abs((control.value ?? 0) - (own1.value ?? 0))).toBeLessThanOrEqual(
              wanted.within ?? 0,
            );
            perSet.set(set, (perSet.get(set) ?? 0) + 1);
          }
          for (const count of perSet.values()) expect(count).toBeLessThanOrEqual(wanted.perCase);
        },
      ),
    );
  });

  it('leaves nobody without who could have been served, where matching is exact', () => {
    const pool = Array.from({ length: 30 }, (_, i): [number, number] => [1_000 + i, i % 3]);
    const cells = [0, 1, 2].map((stratum): Cell => ({ stratum, value: null }));
    const cases: [number, number][] = [
      [1, 0],
      [2, 0],
      [3, 1],
    ];
    expect(drawn(cells, cases, pool, { ...exact, perCase: 5 }).unmet).toBe(0);
    expect(drawn(cells, cases, pool, { ...exact, perCase: 6 }).unmet).toBe(2);
  });

  it('never draws a case as its own control, and as that of another only where the plan allows', () => {
    const cells: Cell[] = [{ stratum: 0, value: null }];
    const cases = [1, 2, 3].map((ref): [number, number] => [ref, 0]);
    for (let seed = 1; seed < 200; seed++) {
      const wanted = { perCase: 1, within: null, mayBeCases: true };
      const { setOfCase, setOfControl } = drawn(cells, cases, cases, wanted, seed);
      for (const [ref, set] of setOfControl) expect(setOfCase.get(ref)).not.toBe(set);
    }
  });

  it('gives everybody in a cell the same chance, also those that memory had no room for', () => {
    const counts = new Map<number, number>();
    const pool = Array.from({ length: 20 }, (_, i): [number, number] => [1_000 + i, 0]);
    const draws = 4_000;
    for (let seed = 1; seed <= draws; seed++) {
      const { setOfControl } = drawn(
        [{ stratum: 0, value: null }],
        [[1, 0]],
        pool,
        { ...exact, perCase: 1 },
        seed * 7_919,
      );
      for (const ref of setOfControl.keys()) counts.set(ref, (counts.get(ref) ?? 0) + 1);
    }
    // Chi-squared with 19 degrees of freedom: above 43.8 once in a thousand; the seeds are fixed.
    const expected = draws / pool.length;
    const chi = pool.reduce(
      (sum, [ref]) => sum + ((counts.get(ref) ?? 0) - expected) ** 2 / expected,
      0,
    );
    expect(chi).toBeLessThan(43.8);
  });
});
