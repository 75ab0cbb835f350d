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
  /** Of each part its whole blocks, and the one being filled; a number is the place of a spilled one. */
  private readonly parts: (Uint32Array | number)[][] = Array.from({ length: partCount }, () => []);
  private readonly partRows = new Uint32Array(partCount);
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

    this.keep(numberAt(bytes, at, 6), numberAt(bytes, at + 6, 5), line);
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
    for (let block = 0; block < blocks.length; block++) {
      const at = block * blockRows * 2;
      const kept = blocks[block]!;
      const words = typeof kept === 'number' ? aligned(this.spilled!.read(kept)) : kept;
      rows.set(words.subarray(0, rows.length - at), at);
    }
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
    const tags = this.cipher.tagsOf(this.blocks.subarray(0, this.waiting * tagWords));
    for (let row = 0; row < this.waiting; row++) {
      const part = partOf(tags[row * tagWords]!);
      const place = this.partRows[part]!++;
      const within = place % blockRows;
      if (within === 0) this.beginBlock(part, place);
      const block = this.parts[part]!.at(-1) as Uint32Array;
      block[within * 2] = this.batch[row * 2]!;
      block[within * 2 + 1] = this.batch[row * 2 + 1]!;
    }
    this.waiting = 0;
  }

  /** A new block for a part; the full one before it stays in memory while there is room. */
  private beginBlock(part: number, rowsSoFar: number): void {
    if (rowsSoFar === mostPartRows) throw onePersonTooOften();
    const blocks = this.parts[part]!;
    const full = blocks.at(-1);
    let block: Uint32Array | null = null;
    if (full instanceof Uint32Array && ++this.blocksKept > this.mostBlocksInMemory) {
      this.spilled ??= SealedFile.open(this.tempFolder, blockRows * 8);
      blocks[blocks.length - 1] = this.spilled.write(new Uint8Array(full.buffer));
      block = full;
    }
    blocks.push(block ?? new Uint32Array(blockRows * 2));
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
