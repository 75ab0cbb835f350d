import { agePieceBytes } from './age.cipher.js';
import { EncryptedLines } from './encrypted.lines.js';
import type { RunFileWriter, WrittenFile } from '../runs/run.file.js';
import type { SerialFormat } from '../numbers/serial.rules.js';
import { afterDates, dufNumber } from '../people/duf.rules.js';

const columns = ['identity_number', 'serial_number'];
const identityBytes = 11;
const semicolon = 59;
const lineFeed = 10;
const zero = 48;

const fourDigits = Uint8Array.from({ length: 40_000 }, (_, index) => {
  const group = Math.floor(index / 4);
  const power = [1000, 100, 10, 1][index % 4]!;
  return zero + (Math.floor(group / power) % 10);
});

/**
 * Writes a key file: a header, then `identity_number;serial_number` for each person, encrypted to
 * the registry on the way. In no order anyone can read: people come in order of their keyed tags.
 */
export class KeyFileWriter {
  private readonly line: Buffer;
  private lines = 0;

  private constructor(
    private readonly out: EncryptedLines,
    private readonly format: SerialFormat,
    private readonly columns: readonly string[],
  ) {
    this.line = Buffer.alloc(identityBytes + format.width + 2);
  }

  static async to(
    recipient: string,
    file: RunFileWriter,
    format: SerialFormat,
    more: readonly string[] = [],
  ): Promise<KeyFileWriter> {
    const all = [...columns, ...more];
    const out = await EncryptedLines.to(recipient, file, all.join(';'));
    return new KeyFileWriter(out, format, all);
  }

  get rows(): number {
    return this.lines;
  }

  /** What the file is, and whom it is encrypted to. */
  get about(): EncryptedLines['receiver'] & { columns: readonly string[] } {
    return { ...this.out.receiver, columns: this.columns };
  }

  /**
   * One person; kept in memory until {@link flush}.
   *
   * @param more the columns beyond the two, as they are written.
   */
  add(date: number, individual: number, serial: number, more?: string): void {
    const { out, line } = this;
    this.lines++;
    if (more !== undefined) {
      this.putLine(line, 0, date, individual, serial);
      const two =
        date >= afterDates
          ? `${dufNumber(date, individual)};${this.format.format(serial)}`
          : line.toString('latin1', 0, line.length - 1);
      out.append(Buffer.from(`${two};${more}\n`, 'latin1'));
    } else if (date >= afterDates) {
      const text = `${dufNumber(date, individual)};${this.format.format(serial)}\n`;
      out.append(Buffer.from(text, 'latin1'));
    } else if (out.filled + line.length <= agePieceBytes) {
      this.putLine(out.piece, out.filled, date, individual, serial);
      out.filled += line.length;
    } else {
      this.putLine(line, 0, date, individual, serial);
      out.append(line);
    }
  }

  /** Hands whole pieces on to the file. */
  flush(): Promise<void> {
    return this.out.flush();
  }

  end(): Promise<WrittenFile> {
    this.line.fill(0);
    return this.out.end();
  }

  private putLine(
    into: Uint8Array,
    at: number,
    date: number,
    individual: number,
    serial: number,
  ): void {
    const dateHigh = (date / 10_000) | 0;
    const dateTens = (dateHigh / 10) | 0;
    into[at] = zero + dateTens;
    into[at + 1] = zero + dateHigh - dateTens * 10;
    putFour(into, at + 2, date - dateHigh * 10_000);
    const individualHigh = (individual / 10_000) | 0;
    into[at + 6] = zero + individualHigh;
    putFour(into, at + 7, individual - individualHigh * 10_000);
    into[at + identityBytes] = semicolon;
    this.format.write(into, at + identityBytes + 1, serial);
    into[at + this.line.length - 1] = lineFeed;
  }
}

function putFour(line: Uint8Array, at: number, group: number): void {
  const from = group * 4;
  line[at] = fourDigits[from]!;
  line[at + 1] = fourDigits[from + 1]!;
  line[at + 2] = fourDigits[from + 2]!;
  line[at + 3] = fourDigits[from + 3]!;
}
