import { tagWords } from './tag.cipher.js';

/** What a pass sorts by: half of the 24 bits behind the first byte, which all tags of a part share. */
const digitBits = 12;
const digits = 1 << digitBits;
const lastDigit = digits - 1;

/**
 * The order of `tags` (four words each, all with the same first byte of the first word), equal tags
 * by place: places of the tags, smallest tag first.
 *
 * Two passes of counting put the first words in order, an eighth of the time a sort takes that
 * compares; the few tags that share their first word are settled by the whole of them.
 */
export function orderByTag(tags: Uint32Array, scratch = new OrderScratch()): Uint32Array {
  const count = tags.length / tagWords;
  const { low, high, places, words, order } = scratch.for(count);
  for (let place = 0; place < count; place++) {
    const word = tags[place * tagWords]!;
    low[word & lastDigit]!++;
    high[(word >>> digitBits) & lastDigit]!++;
  }
  beginnings(low);
  beginnings(high);
  for (let place = 0; place < count; place++) {
    const word = tags[place * tagWords]!;
    const at = low[word & lastDigit]!++;
    places[at] = place;
    words[at] = word;
  }
  for (let i = 0; i < count; i++) {
    const digit = (words[i]! >>> digitBits) & lastDigit;
    order[high[digit]!++] = places[i]!;
  }
  settleTies(tags, order);
  return order;
}

/** Memory the sorting works in, used again from call to call: what it returned is then gone. */
export class OrderScratch {
  private readonly low = new Uint32Array(digits);
  private readonly high = new Uint32Array(digits);
  private places = new Uint32Array(0);
  private words = new Uint32Array(0);
  private order = new Uint32Array(0);

  for(count: number): Record<'low' | 'high' | 'places' | 'words' | 'order', Uint32Array> {
    if (this.order.length < count) {
      const room = Math.ceil(count * 1.25);
      this.places = new Uint32Array(room);
      this.words = new Uint32Array(room);
      this.order = new Uint32Array(room);
    }
    const { places, words } = this;
    const order = this.order.subarray(0, count);
    return { low: this.low.fill(0), high: this.high.fill(0), places, words, order };
  }
}

/** Counts of each digit as the places where the first of it comes. */
function beginnings(counts: Uint32Array): void {
  let place = 0;
  for (let digit = 0; digit < digits; digit++) {
    const count = counts[digit]!;
    counts[digit] = place;
    place += count;
  }
}

function settleTies(tags: Uint32Array, order: Uint32Array): void {
  let from = 0;
  let word = order.length > 0 ? tags[order[0]! * tagWords]! : 0;
  for (let to = 1; to <= order.length; to++) {
    const next = to < order.length ? tags[order[to]! * tagWords]! : -1;
    if (next === word) continue;
    if (to - from > 1) settle(tags, order, from, to);
    from = to;
    word = next;
  }
}

/** Negative, zero or positive as tag `a` of `left` comes before, with or after tag `b` of `right`. */
export function compareTags(left: Uint32Array, a: number, right: Uint32Array, b: number): number {
  const first = left[a * tagWords]! - right[b * tagWords]!;
  return first !== 0 ? first : compareRest(left, a, right, b);
}

/** Whether two tags with the same first word are the same. */
export function sameTag(left: Uint32Array, a: number, right: Uint32Array, b: number): boolean {
  return (
    left[a * tagWords + 1] === right[b * tagWords + 1] &&
    left[a * tagWords + 2] === right[b * tagWords + 2] &&
    left[a * tagWords + 3] === right[b * tagWords + 3]
  );
}

function compareRest(left: Uint32Array, a: number, right: Uint32Array, b: number): number {
  for (let word = 1; word < tagWords; word++) {
    const difference = left[a * tagWords + word]! - right[b * tagWords + word]!;
    if (difference !== 0) return difference;
  }
  return 0;
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
