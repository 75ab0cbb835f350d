import { type IdentityPolicy, judgeIdentity, type ReasonCode } from './identity.rules.js';
import type { RowSink } from '../lists/row.scanner.js';
import { type TagCipher, tagWords } from './tag.cipher.js';
import { mostRows } from './tag.order.js';
import { listRefused } from '../vault.refusals.js';

/** People are handled in this many parts, by the first byte of their tags. */
export const partCount = 256;

const batchRows = 8_192;
const blockRows = 2_048;

/**
 * Takes the rows of one list and keeps the accepted ones in eight bytes each: 20 bits of date part,
 * 17 bits of individual part, 27 bits of line. They are kept by part, so that each part can later
 * be tagged, sorted and merged within the processor's cache.
 */
export class PersonIntake implements RowSink {
  private readonly parts: Uint32Array[][] = Array.from({ length: partCount }, () => []);
  private readonly partRows = new Uint32Array(partCount);
  private readonly batch = new Uint32Array(batchRows * 2);
  private readonly blocks = new Uint32Array(batchRows * tagWords);
  private readonly taken = new WordScratch();
  private waiting = 0;
  readonly reported = new RowReport();

  constructor(
    private readonly policy: IdentityPolicy,
    private readonly cipher: TagCipher,
  ) {}

  digits(bytes: Uint8Array, at: number, line: number): void {
    if (line > mostRows) throw tooManyLines();
    const reason = judgeIdentity(bytes, at, this.policy);
    if (reason !== 0) return this.reported.add(line, reason);

    const date = numberAt(bytes, at, 6);
    const individual = numberAt(bytes, at + 6, 5);
    const row = this.waiting++;
    this.blocks[row * tagWords] = date;
    this.blocks[row * tagWords + 1] = individual;
    this.batch[row * 2] = (individual << 27) | line;
    this.batch[row * 2 + 1] = (date << 12) | (individual >>> 5);
    if (this.waiting === batchRows) this.sortIntoParts();
  }

  refused(line: number, reason: ReasonCode): void {
    if (line > mostRows) throw tooManyLines();
    this.reported.add(line, reason);
  }

  /** The rows of one part in order of line, two words each, lent until the next is taken. */
  takePart(part: number): Uint32Array {
    this.sortIntoParts();
    const rows = this.taken.words(this.partRows[part]! * 2);
    const blocks = this.parts[part]!;
    for (let block = 0; block < blocks.length; block++) {
      const at = block * blockRows * 2;
      rows.set(blocks[block]!.subarray(0, rows.length - at), at);
    }
    this.parts[part] = [];
    return rows;
  }

  private sortIntoParts(): void {
    if (this.waiting === 0) return;
    const tags = this.cipher.tagsOf(this.blocks.subarray(0, this.waiting * tagWords));
    for (let row = 0; row < this.waiting; row++) {
      const part = partOf(tags[row * tagWords]!);
      const place = this.partRows[part]!++;
      const within = place % blockRows;
      if (within === 0) this.parts[part]!.push(new Uint32Array(blockRows * 2));
      const block = this.parts[part]![(place - within) / blockRows]!;
      block[within * 2] = this.batch[row * 2]!;
      block[within * 2 + 1] = this.batch[row * 2 + 1]!;
    }
    this.waiting = 0;
  }
}

/** Rows that got no serial number, four bytes each: the line, and why. */
export class RowReport {
  private rows = new Uint32Array(1_024);
  private length = 0;

  get count(): number {
    return this.length;
  }

  add(line: number, reason: ReasonCode): void {
    if (this.length === this.rows.length) {
      const more = new Uint32Array(this.length * 2);
      more.set(this.rows);
      this.rows = more;
    }
    this.rows[this.length++] = line * reasonsRoom + reason;
  }

  /** Every reported row in order of line. */
  *inOrder(): Generator<{ line: number; reason: ReasonCode }> {
    for (const row of this.rows.subarray(0, this.length).sort()) {
      yield { line: Math.floor(row / reasonsRoom), reason: row % reasonsRoom };
    }
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

const reasonsRoom = 32;

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
    `at-most-${mostRows}-lines`,
    'Send one line per person, or send the list in two.',
  );
}
