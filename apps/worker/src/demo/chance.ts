/** Chance that comes out the same for the same seed: a history can be played again. */
export class Chance {
  private state: number;

  constructor(seed: string) {
    // FNV-1a: seeds that differ by a letter give streams that have nothing to do with each other.
    let hash = 0x811c9dc5;
    for (const character of seed) {
      hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193);
    }
    this.state = hash >>> 0;
    for (let warming = 0; warming < 4; warming++) this.next();
  }

  /** A chance of its own, for what is played beside this. */
  apart(): Chance {
    return new Chance(String(this.next()));
  }

  /** From 0 up to 1 (mulberry32). */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = this.state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  is(probability: number): boolean {
    return this.next() < probability;
  }

  /** A whole number, both ends included. */
  whole(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1));
  }

  /** As people's times are: most near the median, some much longer. */
  around(median: number, spread = 0.5): number {
    const normal = Math.sqrt(-2 * Math.log(1 - this.next())) * Math.cos(2 * Math.PI * this.next());
    return median * Math.exp(spread * normal);
  }

  pick<T>(items: readonly T[]): T {
    const item = items[Math.floor(this.next() * items.length)];
    if (item === undefined) throw new Error('Nothing to pick from');
    return item;
  }

  /** One of them, the heavier the likelier. */
  weighed<T>(items: readonly T[], weightOf: (item: T) => number): T {
    let left = this.next() * items.reduce((sum, item) => sum + weightOf(item), 0);
    for (const item of items) {
      left -= weightOf(item);
      if (left < 0) return item;
    }
    return this.pick(items);
  }

  /** One of the words, by their shares. */
  among<Word extends string>(shares: Readonly<Record<Word, number>>): Word {
    const entries = Object.entries<number>(shares) as [Word, number][];
    return this.weighed(entries, ([, share]) => share)[0];
  }
}
