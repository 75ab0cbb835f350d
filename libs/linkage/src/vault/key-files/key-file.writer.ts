import { EncryptedLines, type FileTaker } from './encrypted.lines.js';
import type { KeptPeople } from './kept.people.js';
import type { PieceCipher } from './recipient.cipher.js';
import type { WrittenFile } from '../runs/run.file.js';
import { type SerialFormat, viewOf } from '../numbers/serial.rules.js';
import { afterDates, dufNumber } from '../people/duf.rules.js';

const columns = ['identity_number', 'serial_number'];
const identityBytes = 11;

/** Lines of usual length that are written before they are handed on. */
const linesAtOnce = 1_024;

/** Digits of a number below 10,000, and of one below 1,000 with a semicolon behind, in one word each. */
const fourDigits = wordsOf(10_000, (group) => String(group).padStart(4, '0'));
const threeDigits = wordsOf(1_000, (group) => `${String(group).padStart(3, '0')};`);

/**
 * Writes a key file: a header, then `identity_number;serial_number` for each person, encrypted to
 * the registry on the way. In no order anyone can read: people come in order of their keyed tags.
 */
export class KeyFileWriter {
  /** Lines of usual length: what is the same on all of them stands there from the beginning. */
  private readonly sheet: Buffer;
  private readonly view: DataView;
  private readonly lineBytes: number;
  private filled = 0;
  private lines = 0;

  constructor(
    private readonly out: EncryptedLines,
    private readonly format: SerialFormat,
    private readonly columns: readonly string[],
    /** Keeps the people, where the file itself is only hashed. */
    private readonly kept: KeptPeople | null = null,
  ) {
    const usual = `${';'.padStart(identityBytes + 1)}${format.format(format.first)}\n`;
    this.lineBytes = usual.length;
    this.sheet = Buffer.from(usual.repeat(linesAtOnce), 'latin1');
    this.view = viewOf(this.sheet);
  }

  static async to(
    cipher: PieceCipher,
    file: FileTaker,
    format: SerialFormat,
    more: readonly string[],
    kept: KeptPeople | null = null,
  ): Promise<KeyFileWriter> {
    const all = [...columns, ...more];
    const out = await EncryptedLines.with(cipher, file, all.join(';'));
    return new KeyFileWriter(out, format, all, kept);
  }

  get rows(): number {
    return this.lines;
  }

  /** What the file is, and whom it is encrypted to. */
  get about(): EncryptedLines['receiver'] & { columns: readonly string[] } {
    return { ...this.out.receiver, columns: this.columns };
  }

  /** One person; kept in memory until {@link flush}. */
  add(date: number, individual: number, serial: number): void {
    this.kept?.add(date, individual, serial);
    if (date >= afterDates) return this.addUnusual(date, individual, serial);
    const { view, filled: at } = this;
    const dayAndMonth = (date / 100) | 0;
    const firstTwo = (individual / 1_000) | 0;
    view.setUint32(at, fourDigits[dayAndMonth]!, true);
    view.setUint32(at + 4, fourDigits[(date - dayAndMonth * 100) * 100 + firstTwo]!, true);
    view.setUint32(at + 8, threeDigits[individual - firstTwo * 1_000]!, true);
    this.format.writeNumber(view, at + identityBytes + 1, serial);
    this.lines++;
    this.filled = at + this.lineBytes;
    if (this.filled === this.sheet.length) this.handOn();
  }

  /** One person on a line with more columns, as `more` has them. */
  addUnusual(date: number, individual: number, serial: number, more?: string): void {
    this.handOn();
    const person =
      date >= afterDates
        ? String(dufNumber(date, individual))
        : String(date).padStart(6, '0') + String(individual).padStart(5, '0');
    const line = [person, this.format.format(serial), ...(more === undefined ? [] : [more])];
    this.out.append(Buffer.from(`${line.join(';')}\n`, 'latin1'));
    this.lines++;
  }

  /** Hands whole pieces on to the file. */
  async flush(): Promise<void> {
    this.handOn();
    await this.out.flush();
    await this.kept?.flush();
  }

  async end(): Promise<WrittenFile> {
    this.handOn();
    await this.kept?.end();
    this.sheet.fill(0);
    return this.out.end();
  }

  private handOn(): void {
    if (this.filled === 0) return;
    this.out.append(this.sheet.subarray(0, this.filled));
    this.filled = 0;
  }
}

function wordsOf(count: number, textOf: (group: number) => string): Uint32Array {
  return Uint32Array.from({ length: count }, (_, group) =>
    Buffer.from(textOf(group), 'latin1').readUInt32LE(),
  );
}
