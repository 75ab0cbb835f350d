import { type Alphabet, type AlphabetName, alphabets, checkCharacterOf } from './alphabet.rules.js';

/** What the serial numbers of a domain look like, as it is stored with the domain. */
export interface SerialShape {
  alphabet: AlphabetName;
  /** Characters of the number itself, without prefix and check character. */
  length: number;
  /** Tells the domain from every other; null where numbers hold within their project only. */
  prefix: string | null;
}

/** Eight digits and a check digit: what a domain has when nobody says how many people it expects. */
export const defaultShape = { alphabet: 'decimal', length: 8 } as const;

export const shortestLength = 4;
export const longestLength = 8;

/** Numbers a domain can have; which are given out is kept in one bit each. */
const mostSerials = 2 ** 28;

/** Numbers there are for every person expected: only a quarter is given out then. */
const roomToGrow = 4;

/** How many serial numbers of this length there are: the first character is never the zero. */
export function countOf({ base }: Alphabet, length: number): number {
  return (base - 1) * base ** (length - 1);
}

/** Whether a domain can number its people with so many characters of this alphabet. */
export function isPossible(alphabet: AlphabetName, length: number): boolean {
  const whole = Number.isInteger(length) && length >= shortestLength && length <= longestLength;
  return whole && countOf(alphabets[alphabet], length) <= mostSerials;
}

/** The most characters a number of this alphabet can have. */
export function longestPossible(alphabet: AlphabetName): number {
  let length = shortestLength;
  while (isPossible(alphabet, length + 1)) length++;
  return length;
}

/**
 * The shortest length with four numbers for each person expected, where the longest possible has
 * them; else the longest, which holds half as many people as it has numbers. Null when not even
 * that is enough.
 */
export function lengthFor(alphabet: AlphabetName, expectedPeople: number): number | null {
  const longest = longestPossible(alphabet);
  for (let length = shortestLength; length <= longest; length++) {
    if (countOf(alphabets[alphabet], length) >= expectedPeople * roomToGrow) return length;
  }
  return expectedPeople <= countOf(alphabets[alphabet], longest) / 2 ? longest : null;
}

export type SerialFault = 'malformed' | 'of-another-domain' | 'check-digit';

/** The wrongs that a person can be told of a number that was typed. */
export type ParsedSerial = { serial: number } | { wrong: SerialFault };

const separator = '-';
const wordBytes = 4;

/**
 * How the serial numbers of one domain are written and read. Inside the vault a serial number is a
 * 32-bit number from {@link first} on; only here is it text: prefix, hyphen, number, check
 * character.
 */
export class SerialFormat {
  readonly first: number;
  readonly count: number;
  /** Bytes of a written number. */
  readonly width: number;
  private readonly alphabet: Alphabet;
  private readonly opening: Buffer;
  private readonly groups: number;
  private readonly groupSize: number;
  /** What the first group counts. */
  private readonly firstDivisor: number;
  private readonly codes: Uint8Array;
  private readonly characters: Uint8Array;
  private readonly checks: Uint8Array;
  /** Whether a number is two groups of four characters, the first of which may be short. */
  private readonly isTwoFours: boolean;
  /** The characters of every group of four in one word. */
  private readonly words: Uint32Array;
  private readonly skippedBits: number;

  constructor(readonly shape: SerialShape) {
    this.alphabet = alphabets[shape.alphabet];
    this.count = countOf(this.alphabet, shape.length);
    this.first = this.alphabet.base ** (shape.length - 1);
    this.opening = Buffer.from(shape.prefix === null ? '' : shape.prefix + separator, 'latin1');
    this.width = this.opening.length + shape.length + 1;
    this.groups = Math.ceil(shape.length / this.alphabet.groupLength);
    const tables = tablesOf(this.alphabet);
    this.groupSize = tables.groupSize;
    this.firstDivisor = this.groupSize ** (this.groups - 1);
    this.codes = Buffer.from(this.alphabet.characters, 'latin1');
    this.characters = tables.characters;
    this.checks = tables.checks;
    this.words = tables.words;
    this.isTwoFours = this.alphabet.groupLength === wordBytes && this.groups === 2;
    this.skippedBits = (2 * wordBytes - shape.length) * 8;
  }

  /** Writes a number as {@link width} bytes at `at`. */
  write(into: DataView, at: number, serial: number): void {
    for (let i = 0; i < this.opening.length; i++) into.setUint8(at + i, this.opening[i]!);
    this.writeNumber(into, at, serial);
  }

  /** As {@link write}, where the prefix stands already. */
  writeNumber(into: DataView, at: number, serial: number): void {
    const { groupSize, checks, words } = this;
    const number = at + this.opening.length;
    const check = at + this.width - 1;
    if (!this.isTwoFours) return this.writeGroups(into, number, serial);
    // Four characters at a time. The first group may be short: it has no zeros before its own.
    const first = (serial / groupSize) | 0;
    const second = serial - first * groupSize;
    into.setUint32(number, words[first]! >>> this.skippedBits, true);
    into.setUint32(check - 4, words[second]!, true);
    into.setUint8(check, this.codes[checks[checks[first]! * groupSize + second]!]!);
  }

  private writeGroups(into: DataView, at: number, serial: number): void {
    const { groups, groupSize, characters, checks } = this;
    const { groupLength } = this.alphabet;
    let to = at;
    let rest = serial;
    let divisor = this.firstDivisor;
    let state = 0;
    let skipped = groups * groupLength - this.shape.length;
    for (let left = groups; left > 0; left--) {
      const group = (rest / divisor) | 0;
      rest -= group * divisor;
      divisor = (divisor / groupSize) | 0;
      state = checks[state * groupSize + group]!;
      const from = group * groupLength;
      for (let i = skipped; i < groupLength; i++) into.setUint8(to++, characters[from + i]!);
      skipped = 0;
    }
    into.setUint8(to, this.codes[state]!);
  }

  /** A serial number as people write it. */
  format(serial: number): string {
    const written = Buffer.alloc(this.width);
    this.write(viewOf(written), 0, serial);
    return written.toString('latin1');
  }

  /** The number that was written, or what is wrong with it; blanks around it are forgiven. */
  parse(text: string): ParsedSerial {
    const written = text.trim().toUpperCase();
    const opening = this.opening.toString('latin1');
    const number = written.startsWith(opening) ? written.slice(opening.length) : written;
    if (number.includes(separator)) return { wrong: 'of-another-domain' };
    const zero = this.alphabet.characters[0];
    const check = checkCharacterOf(number, this.alphabet);
    if (
      !written.startsWith(opening) ||
      number.length !== this.shape.length + 1 ||
      number.startsWith(zero!) ||
      check === null
    ) {
      return { wrong: 'malformed' };
    }
    if (check !== zero) return { wrong: 'check-digit' };
    let serial = 0;
    for (const character of number.slice(0, -1)) {
      serial = serial * this.alphabet.base + this.alphabet.characters.indexOf(character);
    }
    return { serial };
  }
}

/** Bytes as {@link SerialFormat.write} takes them. */
export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

interface Tables {
  groupSize: number;
  /** The characters of every group. */
  characters: Uint8Array;
  /** The same, a word for each group; none where groups are shorter than words. */
  words: Uint32Array;
  /** The state after a group: `state * groupSize + group`. Zeros before a number change nothing. */
  checks: Uint8Array;
}

const tables = new Map<AlphabetName, Tables>();

function tablesOf(alphabet: Alphabet): Tables {
  const made = tables.get(alphabet.name) ?? makeTables(alphabet);
  tables.set(alphabet.name, made);
  return made;
}

function makeTables({ base, groupLength, characters, quasigroup }: Alphabet): Tables {
  const groupSize = base ** groupLength;
  const valueAt = (group: number, place: number): number =>
    Math.floor(group / base ** (groupLength - 1 - place)) % base;
  const written = Uint8Array.from({ length: groupSize * groupLength }, (_, at) =>
    characters.charCodeAt(valueAt(Math.floor(at / groupLength), at % groupLength)),
  );
  return {
    groupSize,
    characters: written,
    words: groupLength === wordBytes ? new Uint32Array(written.buffer) : new Uint32Array(0),
    checks: Uint8Array.from({ length: base * groupSize }, (_, at) => {
      let state = Math.floor(at / groupSize);
      for (let place = 0; place < groupLength; place++) {
        state = quasigroup[state * base + valueAt(at % groupSize, place)]!;
      }
      return state;
    }),
  };
}
