/** The characters serial numbers of a domain are written with. */
export type AlphabetName = 'decimal' | 'hexadecimal' | 'clear';

export interface Alphabet {
  readonly name: AlphabetName;
  readonly characters: string;
  readonly base: number;
  /** Characters that are written and checked at once, with tables over all of them. */
  readonly groupLength: number;
  /** State and character to state, `state * base + character`: see {@link alphabets}. */
  readonly quasigroup: Uint8Array;
}

export const alphabetNames = ['decimal', 'hexadecimal', 'clear'] as const;

// Damm's quasigroup of order 10 (H. M. Damm, "Total anti-symmetrische Quasigruppen", 2004).
const damm = [
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

/** Twice a number in the field of sixteen elements (x⁴ = x + 1). */
const twiceIn16 = (x: number): number => ((x << 1) ^ (x & 8 ? 0b1_0011 : 0)) & 15;

/**
 * The alphabets, each with a quasigroup that is totally anti-symmetric and has zeros in its
 * diagonal: a check character by it catches every single wrong character and every swap of
 * neighbours, the check character too.
 *
 * - `decimal`: Damm's own table.
 * - `hexadecimal`: `2 (x + y)` in the field of sixteen elements.
 * - `clear`: digits and capitals of which no two look alike (no 0 and O, no 1, I and L). They are
 *   31, a prime: `2 (x - y)` modulo 31.
 */
export const alphabets: Readonly<Record<AlphabetName, Alphabet>> = {
  decimal: alphabet('decimal', '0123456789', 4, (x, y) => damm[x]![y]!),
  hexadecimal: alphabet('hexadecimal', '0123456789ABCDEF', 3, (x, y) => twiceIn16(x ^ y)),
  clear: alphabet('clear', '23456789ABCDEFGHJKMNPQRSTUVWXYZ', 2, (x, y) => (2 * (x - y + 31)) % 31),
};

/**
 * The check character of a text of this alphabet; `null` when it holds another character. A text
 * with its check character behind it has the first character of the alphabet for its own.
 */
export function checkCharacterOf(text: string, of: Alphabet): string | null {
  let state = 0;
  for (const character of text) {
    const value = of.characters.indexOf(character);
    if (value < 0) return null;
    state = of.quasigroup[state * of.base + value]!;
  }
  return of.characters[state]!;
}

function alphabet(
  name: AlphabetName,
  characters: string,
  groupLength: number,
  step: (state: number, character: number) => number,
): Alphabet {
  const base = characters.length;
  const quasigroup = Uint8Array.from({ length: base * base }, (_, at) =>
    step(Math.floor(at / base), at % base),
  );
  return { name, characters, base, groupLength, quasigroup };
}
