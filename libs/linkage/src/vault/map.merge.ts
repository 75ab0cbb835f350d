import { tagWords } from './tag.cipher.js';
import { compareTags } from './tag.order.js';

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
  /** A serial number nobody has. */
  draw: () => number;
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
export function merge({
  tags,
  order,
  known,
  from,
  to,
  draw,
  accepted,
  repeated,
  into,
}: Merge): number {
  into.reserve(order.length + to - from);
  let fresh = 0;
  let row = 0;
  let person = from;
  while (row < order.length || person < to) {
    const difference =
      row === order.length
        ? 1
        : person === to
          ? -1
          : compareTags(tags, order[row]!, known.tags, person);
    if (difference > 0) {
      into.add(known.tags, person, known.serials[person]!);
      person++;
      continue;
    }
    const place = order[row++]!;
    let serial: number;
    if (difference === 0) serial = known.serials[person++]!;
    else {
      serial = draw();
      fresh++;
    }
    into.add(tags, place, serial);
    accepted(place, serial);
    while (row < order.length && compareTags(tags, place, tags, order[row]!) === 0) {
      repeated(order[row++]!);
    }
  }
  return fresh;
}
