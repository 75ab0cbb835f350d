import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DomainFull, SerialPool } from './pool.rules.js';
import { drawPrefix } from './prefix.rules.js';
import { SerialFormat } from './serial.rules.js';

const format = new SerialFormat({ alphabet: 'decimal', length: 8, prefix: null });

describe('the pool of serial numbers', () => {
  it('never draws a number twice, nor one given out in an earlier run [law 26]', () => {
    fc.assert(
      fc.property(fc.infiniteStream(fc.nat({ max: 5_000 })), (stream) => {
        // A narrow source: most words repeat, so that drawing has to pass over used numbers.
        const pool = new SerialPool((words) => {
          for (let i = 0; i < words.length; i++) words[i] = stream.next().value as number;
        }, format);
        const given = Uint32Array.from({ length: 50 }, (_, i) => format.first + i * 3);
        pool.markUsed(given);
        pool.markUsed(given);
        const drawn = Array.from({ length: 50 }, () => pool.draw());
        expect(new Set([...given, ...drawn]).size).toBe(100);
        expect(pool.count).toBe(100);
      }),
      { numRuns: 5 },
    );
  });

  it('throws random words away that would favour some numbers', () => {
    const words = [0xffff_ffff, 0xffff_fff0, format.count + 7];
    const pool = new SerialPool((into) => into.set(words), format);
    expect(pool.draw()).toBe(format.first + 7);
  });

  it('spreads evenly over the whole range [law 26]', () => {
    const pool = new SerialPool(seeded(1), format);
    const tenths = new Array<number>(9).fill(0);
    for (let i = 0; i < 90_000; i++) {
      tenths[Math.floor(pool.draw() / format.first) - 1]!++;
    }
    for (const count of tenths) expect(Math.abs(count - 10_000)).toBeLessThan(500);
  });

  it('says so when half of all numbers are given out', () => {
    const small = new SerialFormat({ alphabet: 'clear', length: 4, prefix: null });
    const pool = new SerialPool(seeded(2), small);
    const drawn = new Set(Array.from({ length: small.count / 2 }, () => pool.draw()));
    expect(drawn.size).toBe(small.count / 2);
    const inOrder = [...drawn].sort((a, b) => a - b);
    expect(inOrder[0]).toBeGreaterThanOrEqual(small.first);
    expect(inOrder.at(-1)).toBeLessThan(small.first + small.count);
    expect(() => pool.draw()).toThrow(DomainFull);
  });
});

describe('the prefixes of domains', () => {
  it('differ in two characters at least, and in more than the order of neighbours [law 26]', () => {
    const random = seeded(3);
    const prefixes = new Set(Array.from({ length: 4_000 }, () => drawPrefix(random)));
    for (const prefix of prefixes) {
      expect(prefix).toMatch(/^[BCDFGHJKMNPQRSTVWXZ][2-9BCDFGHJKMNPQRSTVWXZ]{4}$/);
      for (let at = 0; at < prefix.length; at++) {
        for (const other of '23456789BCDFGHJKMNPQRSTVWXZ') {
          if (other === prefix[at]) continue;
          const near = prefix.slice(0, at) + other + prefix.slice(at + 1);
          if (prefixes.has(near)) throw new Error(`${prefix} and ${near}`);
        }
        const [a, b] = [prefix[at], prefix[at + 1]];
        if (b === undefined || a === b) continue;
        expect(prefixes.has(prefix.slice(0, at) + b + a + prefix.slice(at + 2))).toBe(false);
      }
    }
  });
});

/** A small generator of words that look random, always the same ones. */
function seeded(seed: number): (words: Uint32Array) => void {
  let state = seed;
  return (words) => {
    for (let i = 0; i < words.length; i++) {
      state = (state + 0x9e37_79b9) >>> 0;
      let word = Math.imul(state ^ (state >>> 16), 0x21f0_aaad);
      word = Math.imul(word ^ (word >>> 15), 0x735a_2d97);
      words[i] = (word ^ (word >>> 15)) >>> 0;
    }
  };
}
