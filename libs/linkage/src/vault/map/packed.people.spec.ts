import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { TagCipher } from '../people/tag.cipher.js';
import { eachPacked, largestPacked, packed, packedSerials, unpacked } from './packed.people.js';

const cipher = new TagCipher(randomBytes(32));
// DUF numbers have date parts up to twenty bits and individual parts up to seventeen.
const person = fc.tuple(fc.nat({ max: 0xf_ffff }), fc.nat({ max: 0x1_ffff }));
const numbered = fc.tuple(person, fc.integer({ min: 1, max: largestPacked }));

function mapOf(people: readonly [[number, number], number][]) {
  const blocks = Uint32Array.from(
    people.flatMap(([[date, individual]]) => [date, individual, 0, 0]),
  );
  return {
    tags: blocks.length > 0 ? cipher.tagsOf(blocks) : blocks,
    serials: Uint32Array.from(people.map(([, serial]) => serial)),
  };
}

describe('a packed map', () => {
  it('is the same map when it is unpacked, and takes eight bytes a person', () => {
    fc.assert(
      fc.property(fc.array(numbered, { maxLength: 50 }), (people) => {
        const map = mapOf(people);
        const words = packed(map, cipher)!;
        expect(words.byteLength).toBe(people.length * 8);
        expect(unpacked(words, cipher)).toEqual(map);
        expect(packedSerials(words)).toEqual(map.serials);
        const found: unknown[] = [];
        eachPacked(words, (date, individual, serial) => found.push([[date, individual], serial]));
        expect(found).toEqual(people);
      }),
    );
  });

  it('is the same with room for more people in it', () => {
    const map = mapOf([[[10_180, 12_345], 7]]);
    const words = packed(map, cipher, 5)!;
    expect(words.byteLength).toBe(5 * 8);
    expect(unpacked(words, cipher)).toEqual(map);
    expect(packedSerials(words)).toEqual(map.serials);
  });

  it('is not made where a serial number has more than 27 bits', () => {
    expect(packed(mapOf([[[10_180, 12_345], largestPacked]]), cipher)).not.toBeNull();
    expect(packed(mapOf([[[10_180, 12_345], largestPacked + 1]]), cipher)).toBeNull();
  });
});
