import { AgeCipher, agePieceBytes } from './age.cipher.js';
import type { RunFileWriter, WrittenFile } from './run.file.js';
import { checkDigit } from './serial.rules.js';

const header = Buffer.from('identity_number;serial_number\n');
const lineBytes = 22;
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
  private readonly line = Buffer.alloc(lineBytes);
  private filled = 0;
  private lines = 0;
  private readonly sealed: Buffer[] = [];

  private constructor(
    private readonly cipher: AgeCipher,
    private readonly file: RunFileWriter,
  ) {
    this.line[11] = semicolon;
    this.line[21] = lineFeed;
    this.append(header);
  }

  static async to(recipient: string, file: RunFileWriter): Promise<KeyFileWriter> {
    const cipher = await AgeCipher.to(recipient);
    await file.write(cipher.opening);
    return new KeyFileWriter(cipher, file);
  }

  get rows(): number {
    return this.lines;
  }

  /** One person; kept in memory until {@link flush}. */
  add(date: number, individual: number, serial: number): void {
    const { line } = this;
    const dateHigh = (date / 10_000) | 0;
    line[0] = zero + ((dateHigh / 10) | 0);
    line[1] = zero + (dateHigh % 10);
    putFour(line, 2, date - dateHigh * 10_000);
    const individualHigh = (individual / 10_000) | 0;
    line[6] = zero + individualHigh;
    putFour(line, 7, individual - individualHigh * 10_000);
    const serialHigh = (serial / 10_000) | 0;
    putFour(line, 12, serialHigh);
    putFour(line, 16, serial - serialHigh * 10_000);
    line[20] = zero + checkDigit(serial);
    this.append(line);
    this.lines++;
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

  private append(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length;) {
      // A full piece is sealed only when more follows: the last one is sealed as the last.
      if (this.filled === agePieceBytes) {
        this.sealed.push(this.cipher.seal(this.piece, false));
        this.filled = 0;
      }
      if (agePieceBytes - this.filled >= bytes.length && at === 0) {
        for (let i = 0; i < bytes.length; i++) this.piece[this.filled + i] = bytes[i]!;
        this.filled += bytes.length;
        return;
      }
      this.piece[this.filled++] = bytes[at++]!;
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
