import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  checkDigit,
  DomainFull,
  firstSerial,
  formatSerial,
  mostSerialsPerDomain,
  parseSerial,
  serialCount,
  SerialPool,
} from './serial.rules.js';

const serials = fc.integer({ min: firstSerial, max: firstSerial + serialCount - 1 });

describe('serial numbers', () => {
  it('has the check digit of Damm’s own example', () => {
    expect(checkDigit(572)).toBe(4);
  });

  it('reads back what it writes, blanks around it forgiven', () => {
    fc.assert(
      fc.property(serials, (serial) => {
        expect(formatSerial(serial)).toMatch(/^[1-9][0-9]{8}$/);
        expect(parseSerial(` ${formatSerial(serial)}\n`)).toEqual({ serial });
      }),
    );
  });

  it('catches every single wrong digit', () => {
    fc.assert(
      fc.property(serials, (serial) => {
        const written = formatSerial(serial);
        for (let at = 0; at < written.length; at++) {
          for (let more = 1; more < 10; more++) {
            const digit = (Number(written[at]) + more) % 10;
            const wrong = written.slice(0, at) + digit + written.slice(at + 1);
            if ('serial' in parseSerial(wrong)) throw new Error(`${wrong} passed`);
          }
        }
      }),
    );
  });

  it('catches every swap of two neighbours', () => {
    fc.assert(
      fc.property(serials, (serial) => {
        const written = formatSerial(serial);
        for (let at = 0; at + 1 < written.length; at++) {
          if (written[at] === written[at + 1]) continue;
          const swapped =
            written.slice(0, at) + written[at + 1]! + written[at]! + written.slice(at + 2);
          if ('serial' in parseSerial(swapped)) throw new Error(`${swapped} passed`);
        }
      }),
    );
  });

  it.each(['', '12345678', '1234567890', '012345678', '12345678x', '١٢٣٤٥٦٧٨٩'])(
    'does not take %j for a serial number',
    (text) => {
      expect(parseSerial(text)).toEqual({ wrong: 'not-nine-digits' });
    },
  );
});

describe('the pool of serial numbers', () => {
  it('never draws a number twice, nor one given out in an earlier run [law 26]', () => {
    fc.assert(
      fc.property(fc.infiniteStream(fc.nat({ max: 5_000 })), (stream) => {
        // A narrow source: most words repeat, so that drawing has to pass over used numbers.
        const pool = new SerialPool((words) => {
          for (let i = 0; i < words.length; i++) words[i] = stream.next().value as number;
        });
        const given = Uint32Array.from({ length: 50 }, (_, i) => firstSerial + i * 3);
        pool.markUsed(given);
        const drawn = Array.from({ length: 50 }, () => pool.draw());
        expect(new Set([...given, ...drawn]).size).toBe(100);
        expect(pool.count).toBe(100);
      }),
      { numRuns: 5 },
    );
  });

  it('throws random words away that would favour some numbers', () => {
    const words = [0xffff_ffff, 0xffff_fff0, serialCount + 7];
    const pool = new SerialPool((into) => into.set(words));
    expect(pool.draw()).toBe(firstSerial + 7);
  });

  it('spreads evenly over the whole range [law 26]', () => {
    let state = 1;
    const pool = new SerialPool((into) => {
      for (let i = 0; i < into.length; i++) {
        state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
        into[i] = state;
      }
    });
    const tenths = new Array<number>(9).fill(0);
    for (let i = 0; i < 90_000; i++) {
      tenths[Math.floor(pool.draw() / firstSerial) - 1]!++;
    }
    for (const count of tenths) expect(Math.abs(count - 10_000)).toBeLessThan(500);
  });

  it('says so when half of all numbers are given out', () => {
    const pool = new SerialPool((into) => into.fill(1));
    pool.markUsed(Uint32Array.from({ length: mostSerialsPerDomain }, (_, i) => firstSerial + i));
    expect(() => pool.draw()).toThrow(DomainFull);
  });
});
