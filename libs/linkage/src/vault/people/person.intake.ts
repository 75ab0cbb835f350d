import { tmpdir } from 'node:os';
import { afterDates, dufDatePart, dufIndividualPart, isDufNumber, packDuf } from './duf.rules.js';
import {
  identityKinds,
  type IdentityPolicy,
  judgeIdentity,
  type ReasonCode,
  reasonCode,
} from './identity.rules.js';
import type { RowSink } from '../lists/row.scanner.js';
import { aligned, type TagCipher, tagWords } from './tag.cipher.js';
import { RowReport } from './row.report.js';
import { SealedFile } from '../lists/sealed.file.js';
import { listRefused } from '../vault.refusals.js';

/** People are handled in this many parts, by the first byte of their tags. */
export const partCount = 256;

const dufDigits = 12;
const dufKind = identityKinds.indexOf('duf-number');
const batchRows = 8_192;
const blockRows = 2_048;
const blockWords = blockRows * 2;

/** Lines a list may have: a row's line is kept in 27 bits. */
export const mostLines = 0x7ff_ffff;

// A part is tagged and sorted in memory, 52 bytes a row. Tags spread people evenly over the parts, so
// that only somebody who stands on very many lines can fill one.
const mostPartRows = 1_048_576;

/** Whole blocks of rows kept in memory, 16 KiB each, before the rest go to a temporary file. */
const blocksInMemory = 1_024;

/**
 * Takes the rows of one list and keeps the accepted ones in eight bytes each: 20 bits of date part,
 * 17 bits of individual part, 27 bits of line. They are kept by part, so that each part can later
 * be tagged, sorted and merged within the processor's cache. What memory has no room for waits in a
 * sealed temporary file.
 */
export class PersonIntake implements RowSink {
  /** Of each part its whole blocks; a number is the place of a spilled one. */
  private readonly parts: (Uint32Array | number)[][] = Array.from({ length: partCount }, () => []);
  private readonly partRows = new Uint32Array(partCount);
  /** The blocks being filled, one for each part. */
  private readonly filling = new Uint32Array(partCount * blockWords);
  private spilled: SealedFile | null = null;
  private blocksKept = 0;
  private readonly batch = new Uint32Array(batchRows * 2);
  private readonly blocks = new Uint32Array(batchRows * tagWords);
  private readonly taken = new WordScratch();
  private waiting = 0;
  readonly reported: RowReport;

  constructor(
    private readonly policy: IdentityPolicy,
    private readonly cipher: TagCipher,
    private readonly tempFolder = tmpdir(),
    private readonly mostBlocksInMemory = blocksInMemory,
  ) {
    this.reported = new RowReport(tempFolder);
  }

  digits(bytes: Uint8Array, at: number, line: number): void {
    if (line > mostLines) throw tooManyLines();
    const reason = judgeIdentity(bytes, at, this.policy);
    if (reason !== 0) return this.reported.add(line, reason);

    this.keep(sixDigits(bytes, at), fiveDigits(bytes, at + 6), line);
  }

  twelveDigits(bytes: Uint8Array, at: number, line: number): void {
    if (line > mostLines) throw tooManyLines();
    const digits = numberAt(bytes, at, dufDigits);
    if (!isDufNumber(digits)) return this.reported.add(line, reasonCode('not-eleven-digits'));
    if (this.policy.duf !== 0) return this.reported.add(line, this.policy.duf);
    const packed = packDuf(digits);
    this.keep(dufDatePart(packed), dufIndividualPart(packed), line);
  }

  /** The kind of a kept number, as a place in {@link identityKinds}. */
  kindOf(date: number): number {
    return date >= afterDates ? dufKind : this.policy.kinds[(date / 100) | 0]!;
  }

  refused(line: number, reason: ReasonCode): void {
    if (line > mostLines) throw tooManyLines();
    this.reported.add(line, reason);
  }

  private keep(date: number, individual: number, line: number): void {
    const row = this.waiting++;
    this.blocks[row * tagWords] = date;
    this.blocks[row * tagWords + 1] = individual;
    this.batch[row * 2] = (individual << 27) | line;
    this.batch[row * 2 + 1] = (date << 12) | (individual >>> 5);
    if (this.waiting === batchRows) this.sortIntoParts();
  }

  /** The rows of one part in order of line, two words each, lent until the next is taken; taken once, unless kept. */
  takePart(part: number, isKept = false): Uint32Array {
    this.sortIntoParts();
    const rows = this.taken.words(this.partRows[part]! * 2);
    const blocks = this.parts[part]!;
    for (const [block, kept] of blocks.entries()) {
      const words = typeof kept === 'number' ? aligned(this.spilled!.read(kept)) : kept;
      rows.set(words, block * blockWords);
    }
    const rest = rows.length - blocks.length * blockWords;
    rows.set(this.fillingOf(part).subarray(0, rest), rows.length - rest);
    if (!isKept) this.parts[part] = [];
    return rows;
  }

  /** Gives back the room of what was spilled. */
  close(): void {
    this.spilled?.close();
    this.spilled = null;
    this.reported.close();
  }

  private sortIntoParts(): void {
    if (this.waiting === 0) return;
    const { batch, filling, partRows } = this;
    const tags = this.cipher.tagsOf(this.blocks.subarray(0, this.waiting * tagWords));
    for (let row = 0; row < this.waiting; row++) {
      const part = partOf(tags[row * tagWords]!);
      const place = partRows[part]!++;
      if (place === mostPartRows) throw onePersonTooOften();
      const within = place % blockRows;
      const at = part * blockWords + within * 2;
      filling[at] = batch[row * 2]!;
      filling[at + 1] = batch[row * 2 + 1]!;
      if (within === blockRows - 1) this.keepBlock(part);
    }
    this.waiting = 0;
  }

  /** Keeps a full block of a part: in memory while there is room. */
  private keepBlock(part: number): void {
    const full = this.fillingOf(part);
    if (this.blocksKept++ < this.mostBlocksInMemory) {
      this.parts[part]!.push(full.slice());
      return;
    }
    this.spilled ??= SealedFile.open(this.tempFolder, blockWords * 4);
    const bytes = new Uint8Array(full.buffer, full.byteOffset, full.byteLength);
    this.parts[part]!.push(this.spilled.write(bytes));
  }

  private fillingOf(part: number): Uint32Array {
    return this.filling.subarray(part * blockWords, (part + 1) * blockWords);
  }
}

/** Memory used again from call to call: what was lent before is then gone. */
export class WordScratch {
  private memory = new Uint32Array(0);

  words(count: number): Uint32Array {
    if (this.memory.length < count) this.memory = new Uint32Array(Math.ceil(count * 1.25));
    return this.memory.subarray(0, count);
  }
}

export const partOf = (firstTagWord: number): number => firstTagWord >>> 24;

/** The first six digits of a kept row, as a number. */
export const datePart = (rows: Uint32Array, row: number): number => rows[row * 2 + 1]! >>> 12;

/** The last five digits of a kept row, as a number. */
export const individualPart = (rows: Uint32Array, row: number): number =>
  ((rows[row * 2 + 1]! & 0xfff) << 5) | (rows[row * 2]! >>> 27);

export const lineOf = (rows: Uint32Array, row: number): number => rows[row * 2]! & 0x7ff_ffff;

/** The blocks that tags are made of, for kept rows. */
export function blocksOf(rows: Uint32Array, scratch = new WordScratch()): Uint32Array {
  const count = rows.length / 2;
  const blocks = scratch.words(count * tagWords).fill(0);
  for (let row = 0; row < count; row++) {
    blocks[row * tagWords] = datePart(rows, row);
    blocks[row * tagWords + 1] = individualPart(rows, row);
  }
  return blocks;
}

// Rows are millions, and a loop over six bytes takes twice the time of the six.
function sixDigits(bytes: Uint8Array, at: number): number {
  return (bytes[at]! - 48) * 100_000 + fiveDigits(bytes, at + 1);
}

function fiveDigits(bytes: Uint8Array, at: number): number {
  return (
    bytes[at]! * 10_000 +
    bytes[at + 1]! * 1_000 +
    bytes[at + 2]! * 100 +
    bytes[at + 3]! * 10 +
    bytes[at + 4]! -
    48 * 11_111
  );
}

function numberAt(bytes: Uint8Array, at: number, digits: number): number {
  let value = 0;
  for (let i = at; i < at + digits; i++) value = value * 10 + bytes[i]! - 48;
  return value;
}

function tooManyLines(): Error {
  return listRefused(
    'too-many-lines',
    `at-most-${mostLines}-lines`,
    'Send one line per person, or send the list in two.',
  );
}

function onePersonTooOften(): Error {
  return listRefused(
    'one-person-too-often',
    `a-person-on-at-most-${mostPartRows}-lines`,
    'Send one line per person: somebody stands on a million lines.',
  );
}
