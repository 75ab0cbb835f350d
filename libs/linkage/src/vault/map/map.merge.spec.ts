import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { findKnown, repeated, type TagMap, TagMapBuilder, undrawn, weave } from './map.merge.js';
import { orderByTag } from '../people/tag.order.js';

const noone: TagMap = { tags: new Uint32Array(0), serials: new Uint32Array(0) };

/** Merges a list of people, each told apart by one word, into those known. */
function run(people: number[], known: TagMap, draw: () => number) {
  const tags = Uint32Array.from(people.flatMap((person) => [7, person, 0, 0]));
  const builder = new TagMapBuilder();
  const given = new Map<number, number>();
  const rows = { accepted: [] as number[], repeated: [] as number[] };
  const order = orderByTag(tags);
  const serials = new Uint32Array(order.length);
  const fresh = findKnown({ tags, order }, { map: known, next: 0 }, serials);
  builder.reserve(fresh);
  order.forEach((place, i) => {
    if (serials[i] === repeated) return void rows.repeated.push(place);
    const serial = serials[i] === undrawn ? draw() : serials[i]!;
    if (serials[i] === undrawn) builder.add(tags, place, serial);
    rows.accepted.push(place);
    given.set(people[place]!, serial);
  });
  const { tags: addedTags, serials: addedSerials } = builder.view();
  const added = { tags: addedTags.slice(), serials: addedSerials.slice() };
  return { fresh, given, rows, map: weave(known, added) };
}

describe('merging a list into the people known', () => {
  it('keeps every number, gives each person one, and loses no row', () => {
    const list = fc.array(fc.nat({ max: 40 }), { maxLength: 60 });
    fc.assert(
      fc.property(fc.array(list, { minLength: 1, maxLength: 6 }), (lists) => {
        let next = 100;
        let known = noone;
        const everyone = new Map<number, number>();
        for (const people of lists) {
          const before = everyone.size;
          const { given, rows, fresh, map } = run(people, known, () => next++);
          for (const [person, serial] of given) {
            expect(everyone.get(person) ?? serial).toBe(serial);
            everyone.set(person, serial);
          }
          expect([...rows.accepted, ...rows.repeated].sort((a, b) => a - b)).toEqual(
            people.map((_, place) => place),
          );
          expect(rows.accepted.map((place) => people.indexOf(people[place]!)).sort()).toEqual(
            [...rows.accepted].sort(),
          );
          expect(new Set(given.keys())).toEqual(new Set(people));
          expect(everyone.size - before).toBe(fresh);
          known = map;
          const inMap = [...known.serials.keys()].map((i) => known.tags[i * 4 + 1]!);
          expect(inMap).toEqual([...everyone.keys()].sort((a, b) => a - b));
          expect([...known.serials]).toEqual(inMap.map((person) => everyone.get(person)));
        }
        // One number each, no number twice.
        expect(new Set(everyone.values()).size).toBe(everyone.size);
        expect(known.serials).toHaveLength(everyone.size);
      }),
      { numRuns: 500 },
    );
  });

  it('draws nothing for a list of people it knows', () => {
    const first = run([3, 1, 2], noone, serialsFrom(100));
    const again = run([2, 3, 1, 1], first.map, () => {
      throw new Error('drew a number');
    });
    expect(again.given).toEqual(first.given);
    expect(again.fresh).toBe(0);
    expect(again.map).toEqual(first.map);
  });
});

function serialsFrom(first: number): () => number {
  let next = first;
  return () => next++;
}
