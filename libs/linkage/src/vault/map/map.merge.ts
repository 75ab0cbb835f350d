import { tagWords } from '../people/tag.cipher.js';
import { compareTags } from '../people/tag.order.js';

/** People of a domain in order of tag: four tag words and one serial number each. */
export interface TagMap {
  tags: Uint32Array;
  serials: Uint32Array;
}

/** A tag map under construction. */
export class TagMapBuilder {
  private tags = new Uint32Array(0);
  private serials = new Uint32Array(0);
  private length = 0;

  get count(): number {
    return this.length;
  }

  /** Makes room for so many more people. */
  reserve(more: number): void {
    const needed = this.length + more;
    if (needed <= this.serials.length) return;
    const tags = new Uint32Array(needed * tagWords);
    const serials = new Uint32Array(needed);
    tags.set(this.tags.subarray(0, this.length * tagWords));
    serials.set(this.serials.subarray(0, this.length));
    this.tags = tags;
    this.serials = serials;
  }

  add(tags: Uint32Array, place: number, serial: number): void {
    const to = this.length * tagWords;
    const from = place * tagWords;
    this.tags[to] = tags[from]!;
    this.tags[to + 1] = tags[from + 1]!;
    this.tags[to + 2] = tags[from + 2]!;
    this.tags[to + 3] = tags[from + 3]!;
    this.serials[this.length++] = serial;
  }

  /** The map so far, lent until {@link clear}. */
  view(): TagMap {
    return {
      tags: this.tags.subarray(0, this.length * tagWords),
      serials: this.serials.subarray(0, this.length),
    };
  }

  clear(): void {
    this.length = 0;
  }
}

/** Larger than any word of a tag. */
const noTag = 0x1_0000_0000;

export interface Merge {
  /** Tags of the list's rows in the order they were read, and their order by tag. */
  tags: Uint32Array;
  order: Uint32Array;
  /** People known before, `from` up to `to`: every tag within the range of `tags`. */
  known: TagMap;
  from: number;
  to: number;
  /** The serial number of a person who is new, first named by the row at `place`. */
  draw: (place: number) => number;
  /** The row at `place` has this serial number. */
  accepted: (place: number, serial: number) => void;
  /** The row at `place` names a person an earlier row named. */
  repeated: (place: number) => void;
  into: TagMapBuilder;
}

/**
 * Merges the rows of a list into the people known before: those known keep their number, the new
 * ones draw one. Returns how many were new. Every row is either accepted or repeated, and every
 * known person stays.
 */
export function merge({ tags, order, known, from, to, draw, ...rest }: Merge): number {
  const { accepted, repeated, into } = rest;
  into.reserve(order.length + to - from);
  // First words are compared as they come; the rest of two tags only when those are equal.
  const firstOfRow = (row: number): number =>
    row < order.length ? tags[order[row]! * tagWords]! : noTag;
  const firstOfPerson = (person: number): number =>
    person < to ? known.tags[person * tagWords]! : noTag;

  let fresh = 0;
  let row = 0;
  let person = from;
  let rowWord = firstOfRow(row);
  let personWord = firstOfPerson(person);
  while (rowWord !== noTag || personWord !== noTag) {
    const place = order[row]!;
    const difference =
      rowWord === personWord ? compareTags(tags, place, known.tags, person) : rowWord - personWord;
    if (difference > 0) {
      into.add(known.tags, person, known.serials[person]!);
      personWord = firstOfPerson(++person);
      continue;
    }
    let serial: number;
    if (difference === 0) {
      serial = known.serials[person]!;
      personWord = firstOfPerson(++person);
    } else {
      serial = draw(place);
      fresh++;
    }
    into.add(tags, place, serial);
    accepted(place, serial);
    const word = rowWord;
    rowWord = firstOfRow(++row);
    while (rowWord === word && compareTags(tags, place, tags, order[row]!) === 0) {
      repeated(order[row]!);
      rowWord = firstOfRow(++row);
    }
  }
  return fresh;
}
