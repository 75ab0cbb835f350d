import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compareTags, orderByTag } from './tag.order.js';

// Few different words, so that tags often share their first forty bits, or everything.
const word = fc.constantFrom(0, 1, 0xff, 0x100, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff);
const firstWord = fc.constantFrom(0x0700_0000, 0x0700_0001, 0x07ff_ffff);
const tag = fc.tuple(firstWord, word, word, word);

describe('the order of tags', () => {
  it('sorts by the whole tag, equal tags by place', () => {
    fc.assert(
      fc.property(fc.array(tag, { maxLength: 60 }), (list) => {
        const tags = Uint32Array.from(list.flat());
        const expected = list
          .map((_, place) => place)
          .sort((a, b) => compareTags(tags, a, tags, b) || a - b);
        expect([...orderByTag(tags)]).toEqual(expected);
      }),
      { numRuns: 2_000 },
    );
  });

  it('compares words as unsigned numbers, first word first', () => {
    const tags = Uint32Array.of(0, 0, 0, 0x8000_0000, 0, 0, 1, 0);
    expect(compareTags(tags, 0, tags, 1)).toBeLessThan(0);
    expect(compareTags(tags, 1, tags, 0)).toBeGreaterThan(0);
    expect(compareTags(tags, 1, tags, 1)).toBe(0);
  });
});
