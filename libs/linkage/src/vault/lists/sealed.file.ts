import { createCipheriv, createDecipheriv, randomBytes, randomUUID } from 'node:crypto';
import { closeSync, openSync, readSync, unlinkSync, writeSync } from 'node:fs';
import { join } from 'node:path';

const proofBytes = 16;
const nonceBytes = 12;

/**
 * Blocks of one size that memory has no room for, in a temporary file.
 *
 * Every block is sealed with AES-256-GCM under a key that is drawn for this file and kept in memory
 * alone; its nonce is its number. The file loses its name as soon as it is open, so that a process
 * that is killed leaves neither file nor key. A block is written once.
 */
export class SealedFile {
  private readonly key = randomBytes(32);
  private readonly lengths: number[] = [];

  private constructor(
    private readonly file: number,
    private readonly blockBytes: number,
  ) {}

  static open(folder: string, blockBytes: number): SealedFile {
    const path = join(folder, `tilgang-vault-${randomUUID()}`);
    const file = openSync(path, 'wx+', 0o600);
    unlinkSync(path);
    return new SealedFile(file, blockBytes);
  }

  get blocks(): number {
    return this.lengths.length;
  }

  /** Writes a block of at most the size of blocks; gives its number. */
  write(block: Uint8Array): number {
    const number = this.lengths.push(block.length) - 1;
    const cipher = createCipheriv('aes-256-gcm', this.key, nonceOf(number));
    const sealed = cipher.update(block);
    cipher.final();
    const bytes = Buffer.concat([cipher.getAuthTag(), sealed]);
    for (let done = 0; done < bytes.length;) {
      done += writeSync(this.file, bytes, done, bytes.length - done, this.placeOf(number) + done);
    }
    return number;
  }

  read(number: number): Buffer {
    const bytes = Buffer.allocUnsafe(proofBytes + this.lengths[number]!);
    for (let done = 0; done < bytes.length;) {
      const got = readSync(
        this.file,
        bytes,
        done,
        bytes.length - done,
        this.placeOf(number) + done,
      );
      if (got === 0) throw new Error('A temporary file is shorter than what was written to it.');
      done += got;
    }
    const decipher = createDecipheriv('aes-256-gcm', this.key, nonceOf(number), {
      authTagLength: proofBytes,
    });
    decipher.setAuthTag(bytes.subarray(0, proofBytes));
    const block = decipher.update(bytes.subarray(proofBytes));
    decipher.final();
    return block;
  }

  /** Gives the room back and forgets the key. */
  close(): void {
    this.key.fill(0);
    closeSync(this.file);
  }

  private placeOf(number: number): number {
    return number * (this.blockBytes + proofBytes);
  }
}

const pieceBytes = 65_536;

/** A stream of bytes that is written once and then read to and fro, sealed as {@link SealedFile}. */
export class SealedBytes {
  private readonly file: SealedFile;
  private piece = Buffer.alloc(pieceBytes);
  private filled = 0;
  private last: { number: number; bytes: Buffer } | null = null;

  constructor(folder: string) {
    this.file = SealedFile.open(folder, pieceBytes);
  }

  get length(): number {
    return this.file.blocks * pieceBytes + this.filled;
  }

  write(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length;) {
      const taken = Math.min(bytes.length - at, pieceBytes - this.filled);
      this.piece.set(bytes.subarray(at, at + taken), this.filled);
      this.filled += taken;
      at += taken;
      if (this.filled === pieceBytes) {
        this.file.write(this.piece);
        this.filled = 0;
      }
    }
  }

  /** The bytes from `from` up to `to`, in memory of their own. */
  read(from: number, to: number): Buffer {
    const bytes = Buffer.alloc(to - from);
    for (let at = from; at < to;) {
      const number = Math.floor(at / pieceBytes);
      const within = at - number * pieceBytes;
      const piece = this.pieceAt(number).subarray(within, within + to - at);
      if (piece.length === 0) throw new RangeError('There are no such bytes.');
      bytes.set(piece, at - from);
      at += piece.length;
    }
    return bytes;
  }

  close(): void {
    this.piece.fill(0);
    this.last?.bytes.fill(0);
    this.file.close();
  }

  private pieceAt(number: number): Buffer {
    if (number === this.file.blocks) return this.piece.subarray(0, this.filled);
    if (this.last?.number !== number) this.last = { number, bytes: this.file.read(number) };
    return this.last.bytes;
  }
}

function nonceOf(number: number): Buffer {
  const nonce = Buffer.alloc(nonceBytes);
  nonce.writeUIntBE(number, nonceBytes - 6, 6);
  return nonce;
}
