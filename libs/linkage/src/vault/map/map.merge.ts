import { tagWords } from '../people/tag.cipher.js';
import { compareTags, sameTag } from '../people/tag.order.js';

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

/** Stands for the serial number of somebody new until one is drawn; no serial number is that small. */
export const undrawn = 0;

/** Stands for the serial number of a row that names a person an earlier row named. */
export const repeated = 1;

/** People known before, and how far a list in order of tag has come among them. */
export interface KnownPeople {
  map: TagMap;
  next: number;
}

/**
 * Finds the rows of a list among the people known before. `serials` gets one word for each row, in
 * order of tag: the serial number of somebody known, {@link undrawn} or {@link repeated}. Returns
 * how many are new.
 */
export function findKnown(
  { tags, order }: { tags: Uint32Array; order: Uint32Array },
  known: KnownPeople,
  serials: Uint32Array,
): number {
  const { tags: theirs, serials: given } = known.map;
  const count = given.length;
  let person = known.next;
  let fresh = 0;
  let before = -1;
  for (let i = 0; i < order.length; i++) {
    const row = order[i]!;
    // First words are compared as they come; the rest of two tags only when those are equal.
    const word = tags[row * tagWords]!;
    if (before >= 0 && tags[before * tagWords] === word && sameTag(tags, before, tags, row)) {
      serials[i] = repeated;
      continue;
    }
    before = row;
    while (person < count && theirs[person * tagWords]! < word) person++;
    while (
      person < count &&
      theirs[person * tagWords] === word &&
      compareTags(theirs, person, tags, row) < 0
    ) {
      person++;
    }
    if (
      person < count &&
      theirs[person * tagWords] === word &&
      sameTag(theirs, person, tags, row)
    ) {
      serials[i] = given[person++]!;
    } else {
      serials[i] = undrawn;
      fresh++;
    }
  }
  known.next = person;
  return fresh;
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
