import { AgeCipher, agePieceBytes } from './age.cipher.js';
import type { RunFileWriter, WrittenFile } from '../runs/run.file.js';
import type { SerialFormat } from '../numbers/serial.rules.js';

const header = Buffer.from('identity_number;serial_number\n');
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
  private readonly piece = Buffer.alloc(agePieceBytes);
  private readonly line: Buffer;
  private filled = 0;
  private lines = 0;
  private readonly sealed: Buffer[] = [];

  private constructor(
    private readonly cipher: AgeCipher,
    private readonly file: RunFileWriter,
    private readonly format: SerialFormat,
  ) {
    this.line = Buffer.alloc(identityBytes + format.width + 2);
    this.append(header);
  }

  static async to(
    recipient: string,
    file: RunFileWriter,
    format: SerialFormat,
  ): Promise<KeyFileWriter> {
    const cipher = await AgeCipher.to(recipient);
    await file.write(cipher.opening);
    return new KeyFileWriter(cipher, file, format);
  }

  get rows(): number {
    return this.lines;
  }

  /** One person; kept in memory until {@link flush}. */
  add(date: number, individual: number, serial: number): void {
    this.lines++;
    if (this.filled + this.line.length <= agePieceBytes) {
      this.putLine(this.piece, this.filled, date, individual, serial);
      this.filled += this.line.length;
    } else {
      this.putLine(this.line, 0, date, individual, serial);
      this.append(this.line);
    }
  }

  /** Hands whole pieces on to the file. */
  async flush(): Promise<void> {
    for (const piece of this.sealed.splice(0)) await this.file.write(piece);
  }

  async end(): Promise<WrittenFile> {
    this.sealed.push(this.cipher.seal(this.piece.subarray(0, this.filled), true));
    this.piece.fill(0);
    this.line.fill(0);
    await this.flush();
    return this.file.end();
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

  private append(bytes: Uint8Array): void {
    for (const byte of bytes) {
      // A full piece is sealed only when more follows: the last one is sealed as the last.
      if (this.filled === agePieceBytes) {
        this.sealed.push(this.cipher.seal(this.piece, false));
        this.filled = 0;
      }
      this.piece[this.filled++] = byte;
    }
  }
}

function putFour(line: Uint8Array, at: number, group: number): void {
  const from = group * 4;
  line[at] = fourDigits[from]!;
  line[at + 1] = fourDigits[from + 1]!;
  line[at + 2] = fourDigits[from + 2]!;
  line[at + 3] = fourDigits[from + 3]!;
}
