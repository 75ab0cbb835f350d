import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { aliasReasons, resolveAliases } from './alias.rules.js';

function resolve(edges: readonly (readonly [number, number])[], settled = 0, numbers = 30) {
  const found = resolveAliases({
    from: Uint32Array.from(edges, ([from]) => from),
    to: Uint32Array.from(edges, ([, to]) => to),
    settled,
    numbers,
  });
  return { ...found, reasons: [...found.verdicts].map((code) => aliasReasons[code]) };
}

const number = fc.nat({ max: 29 });
const edges = fc.array(fc.tuple(number, number), { maxLength: 40 });

describe('aliases', () => {
  it('make one person of a whole chain, whatever order it comes in', () => {
    const { reasons, groups, heads, count } = resolve([
      [2, 3],
      [0, 1],
      [1, 2],
      [7, 8],
    ]);
    expect(reasons).toEqual(['accepted', 'accepted', 'accepted', 'accepted']);
    expect([...groups.slice(0, 4)]).toEqual(new Array(4).fill(groups[3]));
    expect([...heads.slice(0, 4)]).toEqual([3, 3, 3, 3]);
    expect(groups[7]).not.toBe(groups[0]);
    expect([groups[5], count]).toEqual([-1, 2]);
  });

  it('refuse both of two new numbers for one old, and a third', () => {
    const { reasons, groups } = resolve([
      [0, 1],
      [0, 2],
      [0, 3],
      [4, 1],
    ]);
    const two = 'old-number-has-two-new';
    expect(reasons).toEqual([two, two, two, 'accepted']);
    expect(groups[0]).toBe(-1);
  });

  it('keep what stood before, and refuse what contradicts it', () => {
    const { reasons, heads } = resolve(
      [
        [0, 1],
        [1, 2],
        [0, 3],
        [2, 0],
        [0, 1],
      ],
      2,
    );
    expect(reasons.slice(2)).toEqual(['old-number-has-two-new', 'goes-in-a-circle', 'repeated']);
    expect([...heads.slice(0, 3)]).toEqual([2, 2, 2]);
  });

  it('refuse a whole circle, and take what leads into it', () => {
    const { reasons } = resolve([
      [0, 1],
      [1, 2],
      [2, 0],
      [5, 0],
      [6, 6],
    ]);
    const circle = 'goes-in-a-circle';
    expect(reasons).toEqual([circle, circle, circle, 'accepted', 'same-number-twice']);
  });

  it('are one person exactly where accepted edges lead, and end nowhere but in a number in use', () => {
    fc.assert(
      fc.property(edges, (list) => {
        const { reasons, groups, heads } = resolve(list);
        const taken = list.filter((_, edge) => reasons[edge] === 'accepted');
        expect(new Set(taken.map(([from]) => from)).size).toBe(taken.length);
        const next = new Map(taken);
        for (let start = 0; start < 30; start++) {
          let end = start;
          for (let step = 0; next.has(end); step++) {
            if (step > 30) throw new Error('goes in a circle');
            end = next.get(end)!;
          }
          expect(heads[start]).toBe(end);
          const named = taken.some((edge) => edge.includes(start));
          expect(groups[start] === -1).toBe(!named);
          if (named) expect(groups[start]).toBe(groups[end]);
        }
        const people = new Set(taken.map(([, to]) => heads[to]));
        expect(new Set([...groups].filter((group) => group >= 0)).size).toBe(people.size);
      }),
      { numRuns: 400 },
    );
  });

  it('say the same of a file sent in one piece or in two', () => {
    fc.assert(
      fc.property(edges, fc.nat({ max: 40 }), (list, at) => {
        const first = resolve(list.slice(0, at));
        const settled = list.slice(0, at).filter((_, edge) => first.reasons[edge] === 'accepted');
        const again = resolve([...settled, ...list.slice(at)], settled.length);
        expect(again.reasons.slice(0, settled.length).every((r) => r === 'accepted')).toBe(true);
        for (const [place, [old]] of settled.entries()) {
          expect(again.groups[old]).toBe(again.groups[settled[place]![1]]);
        }
      }),
      { numRuns: 1_000 },
    );
  });
});
