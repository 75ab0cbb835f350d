import type { SerialFormat } from './serial.rules.js';

/** Fills the whole array with unpredictable bits; `crypto.randomFillSync` in the program. */
export type Randomness = (words: Uint32Array) => void;

export class DomainFull extends Error {}

/**
 * The serial numbers of one domain: draws at random, without replacement, from those not given out
 * before. A drawn number says nothing about the person, the list or the order of drawing.
 */
export class SerialPool {
  private readonly used: Uint8Array;
  private readonly words = new Uint32Array(16_384);
  /** Words above the last whole multiple are thrown away: a plain remainder would favour some. */
  private readonly fair: number;
  private next = this.words.length;
  private usedCount = 0;

  constructor(
    private readonly random: Randomness,
    private readonly format: Pick<SerialFormat, 'first' | 'count'>,
  ) {
    this.used = new Uint8Array(Math.ceil(format.count / 8));
    this.fair = 0x1_0000_0000 - (0x1_0000_0000 % format.count);
  }

  get count(): number {
    return this.usedCount;
  }

  /** Takes numbers given out in earlier runs out of the pool; the same again changes nothing. */
  markUsed(serials: Uint32Array): void {
    for (let i = 0; i < serials.length; i++) {
      const place = serials[i]! - this.format.first;
      const bit = 1 << (place & 7);
      if ((this.used[place >>> 3]! & bit) !== 0) continue;
      this.used[place >>> 3]! |= bit;
      this.usedCount++;
    }
  }

  /**
   * A number nobody has; throws {@link DomainFull} when half of all numbers are given out, where
   * drawing without replacement begins to cost more than one draw each.
   */
  draw(): number {
    if (this.usedCount >= this.format.count / 2) throw new DomainFull();
    for (;;) {
      const place = this.randomPlace();
      const bit = 1 << (place & 7);
      if ((this.used[place >>> 3]! & bit) !== 0) continue;
      this.used[place >>> 3]! |= bit;
      this.usedCount++;
      return this.format.first + place;
    }
  }

  private randomPlace(): number {
    for (;;) {
      if (this.next === this.words.length) {
        this.random(this.words);
        this.next = 0;
      }
      const word = this.words[this.next++]!;
      if (word < this.fair) return word % this.format.count;
    }
  }
}
