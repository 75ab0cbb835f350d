import type { SerialFormat } from './serial.rules.js';

/** Fills the whole array with unpredictable bits; `crypto.randomFillSync` in the program. */
export type Randomness = (words: Uint32Array) => void;

export class DomainFull extends Error {}

const mostAtOnce = 131_072;

/** Numbers are looked up in stretches of so many bits: a megabyte of them, 128 KiB in memory. */
const stretchBits = 20;
const mostStretches = 256;

/** Stands where a number was drawn that somebody has. */
const taken = 0xffff_ffff;

/**
 * The serial numbers of one domain: draws at random, without replacement, from those not given out
 * before. A drawn number says nothing about the person, the list or the order of drawing.
 *
 * Many are drawn at once, and looked up in order of stretch, because one bit of millions is seldom
 * in the processor's cache. They are given out in the order they were drawn in.
 */
export class SerialPool {
  private readonly used: Uint8Array;
  private readonly drawn: Uint32Array;
  /** Words above the last whole multiple are thrown away: a plain remainder would favour some. */
  private readonly fair: number;
  private readonly byStretch: { places: Uint32Array; from: Uint32Array; starts: Uint32Array };
  private next = 0;
  private ready = 0;
  private usedCount = 0;

  constructor(
    private readonly random: Randomness,
    private readonly format: Pick<SerialFormat, 'first' | 'count'>,
  ) {
    const { count } = format;
    this.used = new Uint8Array(Math.ceil(count / 8));
    this.fair = 0x1_0000_0000 - (0x1_0000_0000 % count);
    const atOnce = Math.min(mostAtOnce, Math.ceil(count / 512));
    this.drawn = new Uint32Array(atOnce);
    this.byStretch = {
      places: new Uint32Array(atOnce),
      from: new Uint32Array(atOnce),
      starts: new Uint32Array(mostStretches),
    };
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

  /** Draws ahead, so that the first draw costs what all others do. */
  makeReady(): void {
    if (this.next === this.ready) this.drawMore();
  }

  /**
   * A number nobody has; throws {@link DomainFull} when half of all numbers are given out, where
   * drawing without replacement begins to cost more than one draw each.
   */
  draw(): number {
    if (this.usedCount >= this.format.count / 2) throw new DomainFull();
    for (;;) {
      if (this.next === this.ready) this.drawMore();
      const place = this.drawn[this.next++]!;
      if (place === taken) continue;
      this.usedCount++;
      return this.format.first + place;
    }
  }

  private drawMore(): void {
    const { drawn, used } = this;
    const { places, from, starts } = this.byStretch;
    this.next = 0;
    this.ready = this.drawPlaces();
    let start = 0;
    for (let stretch = 0; stretch < mostStretches; stretch++) {
      const count = starts[stretch]!;
      starts[stretch] = start;
      start += count;
    }
    for (let i = 0; i < this.ready; i++) {
      const at = starts[drawn[i]! >>> stretchBits]!++;
      places[at] = drawn[i]!;
      from[at] = i;
    }
    for (let at = 0; at < this.ready; at++) {
      const place = places[at]!;
      const bit = 1 << (place & 7);
      if ((used[place >>> 3]! & bit) !== 0) drawn[from[at]!] = taken;
      else used[place >>> 3]! |= bit;
    }
  }

  /** Fills `drawn` from its beginning, and counts how many are in each stretch; how many they are. */
  private drawPlaces(): number {
    const { drawn, fair } = this;
    const { count } = this.format;
    const starts = this.byStretch.starts.fill(0);
    this.random(drawn);
    let ready = 0;
    for (let i = 0; i < drawn.length; i++) {
      const word = drawn[i]!;
      if (word >= fair) continue;
      // The remainder; the engine's own is a call for numbers of more than 31 bits.
      const place = word - ((word / count) | 0) * count;
      drawn[ready++] = place;
      starts[place >>> stretchBits]!++;
    }
    return ready;
  }
}
