import { tagWords } from './tag.cipher.js';

/** Rows a list may have: a row's place is kept in 24 bits while its tag is sorted. */
export const mostRows = 0xff_ffff;

/**
 * The order of `tags` (four words each, all with the same first byte of the first word), equal tags
 * by place: places of the tags, smallest tag first.
 *
 * Sorts 64-bit keys of 40 bits of the tag and 24 bits of its place, which the engine does without
 * a comparing function, then settles the few that share 40 bits by the whole tag.
 */
export function orderByTag(tags: Uint32Array, scratch = new OrderScratch()): Uint32Array {
  const count = tags.length / tagWords;
  const { keys, halves, order } = scratch.for(count);
  for (let place = 0; place < count; place++) {
    const first = tags[place * tagWords]!;
    const second = tags[place * tagWords + 1]!;
    halves[place * 2 + 1] = (first << 8) | (second >>> 24);
    halves[place * 2] = (((second >>> 16) & 0xff) << 24) | place;
  }
  keys.sort();

  for (let i = 0; i < count; i++) order[i] = halves[i * 2]! & mostRows;
  for (let from = 0, to = 1; from < count; from = to, to = from + 1) {
    while (to < count && sharePrefix(halves, from, to)) to++;
    if (to - from > 1) settle(tags, order, from, to);
  }
  return order;
}

/** Memory the sorting works in, used again from call to call: what it returned is then gone. */
export class OrderScratch {
  private keys = new BigUint64Array(0);
  private order = new Uint32Array(0);

  for(count: number): { keys: BigUint64Array; halves: Uint32Array; order: Uint32Array } {
    if (this.order.length < count) {
      this.keys = new BigUint64Array(Math.ceil(count * 1.25));
      this.order = new Uint32Array(this.keys.length);
    }
    const keys = this.keys.subarray(0, count);
    return {
      keys,
      halves: new Uint32Array(keys.buffer, 0, count * 2),
      order: this.order.subarray(0, count),
    };
  }
}

/** Negative, zero or positive as tag `a` of `left` comes before, with or after tag `b` of `right`. */
export function compareTags(left: Uint32Array, a: number, right: Uint32Array, b: number): number {
  const first = left[a * tagWords]! - right[b * tagWords]!;
  return first !== 0 ? first : compareRest(left, a, right, b);
}

function compareRest(left: Uint32Array, a: number, right: Uint32Array, b: number): number {
  for (let word = 1; word < tagWords; word++) {
    const difference = left[a * tagWords + word]! - right[b * tagWords + word]!;
    if (difference !== 0) return difference;
  }
  return 0;
}

function sharePrefix(halves: Uint32Array, a: number, b: number): boolean {
  return halves[a * 2 + 1] === halves[b * 2 + 1] && halves[a * 2]! >>> 24 === halves[b * 2]! >>> 24;
}

// Almost always one person repeated, already in order of place: one look at each, nothing moves.
function settle(tags: Uint32Array, order: Uint32Array, from: number, to: number): void {
  const places = order.subarray(from, to);
  for (let i = 1; i < places.length; i++) {
    if (compareTags(tags, places[i - 1]!, tags, places[i]!) > 0) {
      places.sort((a, b) => compareTags(tags, a, tags, b) || a - b);
      return;
    }
  }
}
