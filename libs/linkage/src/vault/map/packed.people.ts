import { blocksOf, datePart, individualPart } from '../people/person.intake.js';
import { type TagCipher, tagWords } from '../people/tag.cipher.js';
import { type TagMap, undrawn } from './map.merge.js';

/** The largest serial number that fits beside a person in eight bytes; see {@link pack}. */
export const largestPacked = 0x7ff_ffff;

const serialBits = 27;

/**
 * One person and their serial number in two words, as rows of a list are kept, with the serial
 * number in place of the line: 20 bits of date part, 17 of individual part, 27 of serial number.
 */
export function pack(
  words: Uint32Array,
  place: number,
  date: number,
  individual: number,
  serial: number,
): void {
  words[place * 2] = (individual << serialBits) | serial;
  words[place * 2 + 1] = (date << 12) | (individual >>> 5);
}

/** Hands on each person and their serial number, in order. */
export function eachPacked(
  words: Uint32Array,
  person: (date: number, individual: number, serial: number) => void,
): void {
  for (let place = 0; place < words.length / 2; place++) {
    const serial = words[place * 2]! & largestPacked;
    person(datePart(words, place), individualPart(words, place), serial);
  }
}

/**
 * A map as it rests, in eight bytes a person instead of twenty: the tags are made again from the
 * identity numbers. Null where a serial number is too large, as hexadecimal ones of seven
 * characters may be. Room for more people than there are stays empty at the end.
 */
export function packed(
  { tags, serials }: TagMap,
  cipher: TagCipher,
  room = serials.length,
): Uint32Array | null {
  const words = new Uint32Array(room * 2);
  const blocks = tags.length > 0 ? cipher.blocksOf(tags) : tags;
  for (let person = 0; person < serials.length; person++) {
    const serial = serials[person]!;
    if (serial > largestPacked) return null;
    pack(words, person, blocks[person * tagWords]!, blocks[person * tagWords + 1]!, serial);
  }
  return words;
}

/** The map that {@link packed} made words of. */
export function unpacked(words: Uint32Array, cipher: TagCipher): TagMap {
  const serials = packedSerials(words);
  const people = words.subarray(0, serials.length * 2);
  return { tags: people.length > 0 ? cipher.tagsOf(blocksOf(people)) : people.slice(), serials };
}

/** How many of the serial numbers are somebody's: the room behind them is empty. */
export function taken(serials: Uint32Array): number {
  let count = serials.length;
  while (count > 0 && serials[count - 1] === undrawn) count--;
  return count;
}

/** The serial numbers of a packed map alone. */
export function packedSerials(words: Uint32Array): Uint32Array {
  const serials = new Uint32Array(words.length / 2);
  for (let person = 0; person < serials.length; person++) {
    serials[person] = words[person * 2]! & largestPacked;
  }
  return serials.subarray(0, taken(serials));
}
