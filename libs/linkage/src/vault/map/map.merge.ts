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
  /** Takes those who are new, in order of tag. */
  into: TagMapBuilder;
}

/**
 * Finds the rows of a list among the people known before: those known keep their number, the new
 * ones draw one. Returns how many were new. Every row is either accepted or repeated.
 */
export function merge({ tags, order, known, from, to, draw, ...rest }: Merge): number {
  const { accepted, repeated, into } = rest;
  const { count: before } = into;
  into.reserve(order.length);
  let person = from;
  for (let row = 0; row < order.length;) {
    const place = order[row]!;
    // First words are compared as they come; the rest of two tags only when those are equal.
    const word = tags[place * tagWords]!;
    while (person < to && known.tags[person * tagWords]! < word) person++;
    while (
      person < to &&
      known.tags[person * tagWords] === word &&
      compareTags(known.tags, person, tags, place) < 0
    ) {
      person++;
    }
    const isKnown =
      person < to &&
      known.tags[person * tagWords] === word &&
      compareTags(known.tags, person, tags, place) === 0;
    const serial = isKnown ? known.serials[person++]! : draw(place);
    if (!isKnown) into.add(tags, place, serial);
    accepted(place, serial);
    row++;
    while (
      row < order.length &&
      tags[order[row]! * tagWords] === word &&
      compareTags(tags, place, tags, order[row]!) === 0
    ) {
      repeated(order[row++]!);
    }
  }
  return into.count - before;
}

/** Two maps of different people as one, in order of tag. */
export function weave(many: TagMap, few: TagMap): TagMap {
  if (few.serials.length === 0) return many;
  const count = many.serials.length + few.serials.length;
  const woven = { tags: new Uint32Array(count * tagWords), serials: new Uint32Array(count) };
  let from = 0;
  for (let person = 0; person < few.serials.length; person++) {
    const to = placeAmong(many, few, person, from);
    copyPeople(many, from, to, woven, from + person);
    copyPeople(few, person, person + 1, woven, to + person);
    from = to;
  }
  copyPeople(many, from, many.serials.length, woven, from + few.serials.length);
  return woven;
}

/** Where among `many`, from `from` on, the person of `few` belongs. */
function placeAmong(many: TagMap, few: TagMap, person: number, from: number): number {
  let low = from;
  let high = many.serials.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compareTags(many.tags, middle, few.tags, person) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

function copyPeople(source: TagMap, from: number, to: number, target: TagMap, at: number): void {
  if (from === to) return;
  target.tags.set(source.tags.subarray(from * tagWords, to * tagWords), at * tagWords);
  target.serials.set(source.serials.subarray(from, to), at);
}
