import { tmpdir } from 'node:os';
import { SealedFile } from '../lists/sealed.file.js';
import type { ReasonCode } from './identity.rules.js';

const reasonsRoom = 32;
const mostInMemory = 1_048_576;
const wordsAtOnce = 4_096;

/** One reported row. */
export interface ReportedRow {
  line: number;
  reason: ReasonCode;
}

/**
 * Rows that got no serial number, four bytes each: the line, and why. What memory has no room for
 * is put in order and waits in a sealed temporary file, to be merged at the end.
 */
export class RowReport {
  private rows = new Uint32Array(1_024);
  private length = 0;
  private total = 0;
  private file: SealedFile | null = null;
  /** The first block of each stretch that was spilled, and how many words are in it. */
  private readonly stretches: { block: number; words: number }[] = [];

  constructor(
    private readonly tempFolder = tmpdir(),
    private readonly most = mostInMemory,
  ) {}

  get count(): number {
    return this.total;
  }

  add(line: number, reason: ReasonCode): void {
    if (this.length === this.rows.length) {
      if (this.length >= this.most) this.spill();
      else {
        const more = new Uint32Array(this.length * 2);
        more.set(this.rows);
        this.rows = more;
      }
    }
    this.total++;
    this.rows[this.length++] = line * reasonsRoom + reason;
  }

  /** Every reported row in order of line. */
  *inOrder(): Generator<ReportedRow> {
    const inMemory = this.rows.subarray(0, this.length).sort();
    const stretches = this.stretches.map((stretch) => new Stretch(this.file!, stretch));
    const heads = [...stretches, new InMemory(inMemory)].filter((stretch) => stretch.next());
    while (heads.length > 0) {
      // Few stretches: 134 million rows, which is every line a list may have, make 128.
      let least = 0;
      for (let i = 1; i < heads.length; i++) if (heads[i]!.row < heads[least]!.row) least = i;
      const head = heads[least]!;
      // While no other stretch has anything to say before it, it goes on.
      let until = Infinity;
      for (const other of heads) if (other !== head && other.row < until) until = other.row;
      let more = true;
      for (; more && head.row <= until; more = head.next()) {
        yield { line: Math.floor(head.row / reasonsRoom), reason: head.row % reasonsRoom };
      }
      if (!more) heads.splice(least, 1);
    }
  }

  close(): void {
    this.file?.close();
    this.file = null;
  }

  private spill(): void {
    this.file ??= SealedFile.open(this.tempFolder, wordsAtOnce * 4);
    this.stretches.push({ block: this.file.blocks, words: this.length });
    const rows = this.rows.subarray(0, this.length).sort();
    for (let at = 0; at < rows.length; at += wordsAtOnce) {
      const some = rows.subarray(at, at + wordsAtOnce);
      this.file.write(new Uint8Array(some.buffer, some.byteOffset, some.byteLength));
    }
    this.length = 0;
  }
}

interface Head {
  row: number;
  next(): boolean;
}

class InMemory implements Head {
  private at = 0;
  row = 0;

  constructor(private readonly rows: Uint32Array) {}

  next(): boolean {
    if (this.at === this.rows.length) return false;
    this.row = this.rows[this.at++]!;
    return true;
  }
}

class Stretch implements Head {
  private at = 0;
  private block: Buffer = Buffer.alloc(0);
  row = 0;

  constructor(
    private readonly file: SealedFile,
    private readonly place: { block: number; words: number },
  ) {}

  next(): boolean {
    if (this.at === this.place.words) return false;
    const within = this.at % wordsAtOnce;
    if (within === 0) this.block = this.file.read(this.place.block + this.at / wordsAtOnce);
    this.row = this.block.readUInt32LE(within * 4);
    this.at++;
    return true;
  }
}
