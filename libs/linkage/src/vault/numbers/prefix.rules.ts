import { alphabets, checkCharacterOf } from './alphabet.rules.js';
import type { Randomness } from './pool.rules.js';

const consonants = 'BCDFGHJKMNPQRSTVWXZ';
const digits = '23456789';
const length = 5;

/**
 * A prefix for the serial numbers of a domain: a consonant, three consonants or digits, and a check
 * character over them, so that no single wrong character and no swap of neighbours leads from one
 * domain to another. Without vowels it spells nothing; with a letter first, no spreadsheet takes
 * the number for an amount. There are about 320,000, drawn at random: they tell nothing of order.
 */
export function drawPrefix(random: Randomness): string {
  const words = new Uint32Array(length - 1);
  for (;;) {
    random(words);
    const drawn = pick(consonants, words[0]!) + pickAll(consonants + digits, words.subarray(1));
    const check = checkCharacterOf(drawn, alphabets.clear)!;
    if ((consonants + digits).includes(check)) return drawn + check;
  }
}

const pickAll = (from: string, words: Uint32Array): string =>
  Array.from(words, (word) => pick(from, word)).join('');

// The remainder favours some characters by less than one in a hundred million.
const pick = (from: string, word: number): string => from[word % from.length]!;
