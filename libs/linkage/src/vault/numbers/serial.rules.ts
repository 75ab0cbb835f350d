/** Fills the whole array with unpredictable bits; `crypto.randomFillSync` in the program. */
export type Randomness = (words: Uint32Array) => void;

/** A serial number without its check digit lies in this range: eight digits, the first never 0. */
export const firstSerial = 10_000_000;
export const serialCount = 90_000_000;

/** Above this fill, drawing without replacement would begin to cost more than one draw each. */
export const mostSerialsPerDomain = serialCount / 2;

export class DomainFull extends Error {}

// Damm's quasigroup of order 10: catches every single wrong digit and every swap of neighbours
// (H. M. Damm, "Total anti-symmetrische Quasigruppen", 2004).
const quasigroup = [
  [0, 3, 1, 7, 5, 9, 8, 6, 4, 2],
  [7, 0, 9, 2, 1, 5, 4, 8, 6, 3],
  [4, 2, 0, 6, 8, 7, 1, 3, 5, 9],
  [1, 7, 5, 0, 9, 8, 3, 4, 2, 6],
  [6, 1, 2, 3, 0, 4, 5, 9, 7, 8],
  [3, 6, 7, 4, 2, 0, 9, 5, 8, 1],
  [5, 8, 6, 9, 7, 2, 0, 1, 3, 4],
  [8, 9, 4, 5, 3, 6, 2, 0, 1, 7],
  [9, 4, 3, 8, 6, 1, 7, 2, 0, 5],
  [2, 5, 8, 1, 4, 3, 6, 7, 9, 0],
] as const;

// Four digits at a time: state after `group` from `state` is at `state * 10 000 + group`.
const overFourDigits = Uint8Array.from({ length: 100_000 }, (_, index) => {
  const group = index % 10_000;
  let state = Math.floor(index / 10_000);
  for (const place of [1000, 100, 10, 1]) {
    state = quasigroup[state]![Math.floor(group / place) % 10]!;
  }
  return state;
});

/** The check digit of a serial number, 0 to 9. */
export function checkDigit(serial: number): number {
  const high = (serial / 10_000) | 0;
  return overFourDigits[overFourDigits[high]! * 10_000 + (serial - high * 10_000)]!;
}

/** A serial number as people write it: nine digits, the last one the check digit. */
export function formatSerial(serial: number): string {
  return `${serial}${checkDigit(serial)}`;
}

/** The serial number that was written, or what is wrong with it. Blanks around it are forgiven. */
export function parseSerial(
  text: string,
): { serial: number } | { wrong: 'not-nine-digits' | 'check-digit' } {
  const digits = text.trim();
  if (!/^[1-9][0-9]{8}$/.test(digits)) return { wrong: 'not-nine-digits' };
  const serial = Number(digits.slice(0, 8));
  return checkDigit(serial) === Number(digits[8]) ? { serial } : { wrong: 'check-digit' };
}

/**
 * The serial numbers of one domain: draws at random, without replacement, from those not given out
 * before. A drawn number says nothing about the person, the list or the order of drawing.
 */
export class SerialPool {
  private readonly used = new Uint8Array(Math.ceil(serialCount / 8));
  private readonly words = new Uint32Array(16_384);
  private next = this.words.length;
  private usedCount = 0;

  constructor(private readonly random: Randomness) {}

  get count(): number {
    return this.usedCount;
  }

  /** Takes numbers given out in earlier runs out of the pool. */
  markUsed(serials: Uint32Array): void {
    for (let i = 0; i < serials.length; i++) {
      const place = serials[i]! - firstSerial;
      this.used[place >>> 3]! |= 1 << (place & 7);
    }
    this.usedCount += serials.length;
  }

  /** A number nobody has; throws {@link DomainFull} when half of all numbers are given out. */
  draw(): number {
    if (this.usedCount >= mostSerialsPerDomain) throw new DomainFull();
    for (;;) {
      const place = this.randomPlace();
      const bit = 1 << (place & 7);
      if ((this.used[place >>> 3]! & bit) !== 0) continue;
      this.used[place >>> 3]! |= bit;
      this.usedCount++;
      return firstSerial + place;
    }
  }

  private randomPlace(): number {
    // Words above the last whole multiple are thrown away: a plain remainder would favour some.
    const fair = 0x1_0000_0000 - (0x1_0000_0000 % serialCount);
    for (;;) {
      if (this.next === this.words.length) {
        this.random(this.words);
        this.next = 0;
      }
      const word = this.words[this.next++]!;
      if (word < fair) return word % serialCount;
    }
  }
}
