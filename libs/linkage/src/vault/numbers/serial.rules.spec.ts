import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { alphabetNames, alphabets, checkCharacterOf } from './alphabet.rules.js';
import { isPossible, lengthFor, longestPossible, SerialFormat } from './serial.rules.js';

const nineDigits = new SerialFormat({ alphabet: 'decimal', length: 8, prefix: null });

/** Every shape a domain can have, with and without a prefix. */
const shapes = alphabetNames.flatMap((alphabet) =>
  [4, 5, 6, 7, 8]
    .filter((length) => isPossible(alphabet, length))
    .flatMap((length) => [null, 'K7RT4'].map((prefix) => ({ alphabet, length, prefix }))),
);

const anyFormat = fc.constantFrom(...shapes).map((shape) => new SerialFormat(shape));
const anyNumber = anyFormat.chain((format) =>
  fc.tuple(
    fc.constant(format),
    fc.integer({ min: format.first, max: format.first + format.count - 1 }),
  ),
);

describe('serial numbers', () => {
  it('has the check digit of Damm’s own example', () => {
    expect(checkCharacterOf('572', alphabets.decimal)).toBe('4');
  });

  it('reads back what it writes in every format, blanks around it forgiven [law 26]', () => {
    fc.assert(
      fc.property(anyNumber, ([format, serial]) => {
        const written = format.format(serial);
        expect(written).toHaveLength(format.width);
        expect(format.parse(` ${written.toLowerCase()}\n`)).toEqual({ serial });
      }),
      { numRuns: 2_000 },
    );
  });

  it('writes its check character over the number as anyone would compute it', () => {
    fc.assert(
      fc.property(anyNumber, ([format, serial]) => {
        const alphabet = alphabets[format.shape.alphabet];
        const number = format.format(serial).replace('K7RT4-', '');
        expect(number[0]).not.toBe(alphabet.characters[0]);
        expect(number.at(-1)).toBe(checkCharacterOf(number.slice(0, -1), alphabet));
      }),
      { numRuns: 2_000 },
    );
  });

  it('catches every single wrong character, those of the prefix too', () => {
    const everyCharacter = [...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-'];
    fc.assert(
      fc.property(anyNumber, ([format, serial]) => {
        const written = format.format(serial);
        for (let at = 0; at < written.length; at++) {
          for (const character of everyCharacter) {
            if (character === written[at]) continue;
            const wrong = written.slice(0, at) + character + written.slice(at + 1);
            if ('serial' in format.parse(wrong)) throw new Error(`${wrong} passed`);
          }
        }
      }),
    );
  });

  it('catches every swap of two neighbours, those of the prefix too', () => {
    fc.assert(
      fc.property(anyNumber, ([format, serial]) => {
        const written = format.format(serial);
        for (let at = 0; at + 1 < written.length; at++) {
          if (written[at] === written[at + 1]) continue;
          const swapped =
            written.slice(0, at) + written[at + 1]! + written[at]! + written.slice(at + 2);
          if ('serial' in format.parse(swapped)) throw new Error(`${swapped} passed`);
        }
      }),
    );
  });

  it.each(['', '12345678', '1234567890', '012345678', '12345678x', '١٢٣٤٥٦٧٨٩', '01234567'])(
    'does not take %j for a serial number',
    (text) => {
      expect(nineDigits.parse(text)).toEqual({ wrong: 'malformed' });
    },
  );

  it('knows a number of another project by its prefix', () => {
    const ours = new SerialFormat({ alphabet: 'decimal', length: 8, prefix: 'K7RT4' });
    const theirs = new SerialFormat({ alphabet: 'decimal', length: 8, prefix: 'M22PX' });
    expect(ours.parse(theirs.format(12_345_678))).toEqual({ wrong: 'of-another-domain' });
    expect(nineDigits.parse(theirs.format(12_345_678))).toEqual({ wrong: 'of-another-domain' });
  });

  it('can never be taken for an identity number', () => {
    for (const shape of shapes) {
      const format = new SerialFormat(shape);
      expect(/^\d{11,12}$/.test(format.format(format.first))).toBe(false);
    }
  });
});

describe('the length of serial numbers', () => {
  it.each([
    ['decimal', 1, 4],
    ['decimal', 2_250, 4],
    ['decimal', 2_251, 5],
    ['decimal', 500_000, 7],
    ['decimal', 5_600_000, 8],
    ['decimal', 45_000_000, 8],
    ['decimal', 45_000_001, null],
    ['hexadecimal', 5_600_000, 7],
    ['clear', 5_600_000, 5],
  ] as const)('of %s for %i people is %j', (alphabet, people, length) => {
    expect(lengthFor(alphabet, people)).toBe(length);
  });

  it('is the shortest with four numbers for each person expected, where there is one', () => {
    const people = fc.integer({ min: 1, max: 60_000_000 });
    fc.assert(
      fc.property(fc.constantFrom(...alphabetNames), people, (alphabet, expected) => {
        const length = lengthFor(alphabet, expected);
        const longest = longestPossible(alphabet);
        const count = (of: number): number =>
          new SerialFormat({ alphabet, length: of, prefix: null }).count;
        if (length === null) expect(count(longest)).toBeLessThan(expected * 2);
        else {
          if (length < longest) expect(count(length)).toBeGreaterThanOrEqual(expected * 4);
          if (length > 4) expect(count(length - 1)).toBeLessThan(expected * 4);
          expect(count(length)).toBeGreaterThanOrEqual(expected * 2);
        }
      }),
    );
  });
});
