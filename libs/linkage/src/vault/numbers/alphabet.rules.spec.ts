import { describe, expect, it } from '@jest/globals';
import { type Alphabet, alphabetNames, alphabets } from './alphabet.rules.js';
import { SerialFormat, viewOf } from './serial.rules.js';

const each = alphabetNames.map((name) => [name, alphabets[name]] as const);

const step = ({ base, quasigroup }: Alphabet, state: number, character: number): number =>
  quasigroup[state * base + character]!;

// Together the three prove, for numbers of every length, that any single wrong character and any
// swap of neighbours changes the state, and that a changed state stays changed.
describe.each(each)('the check characters of the alphabet %s', (_, alphabet) => {
  const { base } = alphabet;
  const all = Array.from({ length: base }, (_, value) => value);

  it('lead from no two states, and by no two characters, to the same state', () => {
    for (const one of all) {
      expect(new Set(all.map((other) => step(alphabet, one, other))).size).toBe(base);
      expect(new Set(all.map((other) => step(alphabet, other, one))).size).toBe(base);
    }
  });

  it('tell two neighbours from the same two swapped, from every state', () => {
    for (const state of all) {
      for (const a of all) {
        for (const b of all) {
          const straight = step(alphabet, step(alphabet, state, a), b);
          const swapped = step(alphabet, step(alphabet, state, b), a);
          if (a !== b && straight === swapped) throw new Error(`${state}: ${a} and ${b}`);
        }
      }
    }
  });

  it('end at zero with their own state only, and zeros before a number change nothing', () => {
    for (const state of all) {
      const ends = all.filter((character) => step(alphabet, state, character) === 0);
      expect(ends).toEqual([state]);
    }
  });

  it('has no two characters that look alike, where it is meant for reading', () => {
    if (alphabet.name !== 'clear') return expect(new Set(alphabet.characters).size).toBe(base);
    for (const character of '01IOL') expect(alphabet.characters).not.toContain(character);
    expect(new Set(alphabet.characters).size).toBe(31);
  });

  it('catch every wrong character and swap in the first two million numbers', () => {
    const length = alphabet.name === 'decimal' ? 7 : alphabet.name === 'hexadecimal' ? 7 : 5;
    const format = new SerialFormat({ alphabet: alphabet.name, length, prefix: null });
    const width = length + 1;
    const written = new Uint8Array(width);
    const view = viewOf(written);
    const values = new Uint8Array(width);
    const place = new Uint8Array(128);
    [...alphabet.characters].forEach((c, value) => (place[c.charCodeAt(0)] = value));
    const check = (): number => {
      let state = 0;
      for (let i = 0; i < width; i++) state = alphabet.quasigroup[state * base + values[i]!]!;
      return state;
    };
    let passed = 0;
    for (let number = 0; number < 2_000_000; number++) {
      format.write(view, 0, format.first + number);
      for (let i = 0; i < width; i++) values[i] = place[written[i]!]!;
      if (check() !== 0) throw new Error(`number ${number} is not right`);
      for (let at = 0; at < width; at++) {
        // One wrong character of each number, another one for each number in turn: every one of
        // them over any few numbers that share the characters before it.
        const right = values[at]!;
        values[at] = (right + 1 + (number % (base - 1))) % base;
        if (check() === 0) passed++;
        values[at] = right;
        const next = values[at + 1];
        if (next === undefined || next === right) continue;
        values[at] = next;
        values[at + 1] = right;
        if (check() === 0) passed++;
        values[at] = right;
        values[at + 1] = next;
      }
    }
    expect(passed).toBe(0);
  });
});
