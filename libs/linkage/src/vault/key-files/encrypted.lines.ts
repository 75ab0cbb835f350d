import { agePieceBytes } from './age.cipher.js';
import { cipherTo, type PieceCipher } from './recipient.cipher.js';
import type { FileDigest, WrittenFile } from '../runs/run.file.js';

/** Where an encrypted file goes. */
export type FileTaker = Pick<FileDigest, 'write' | 'end'>;

/** Lines on their way to one receiver, encrypted in pieces; plain text is held for one piece only. */
export class EncryptedLines {
  private readonly piece = Buffer.alloc(agePieceBytes);
  private filled = 0;
  private readonly sealed: Buffer[] = [];

  private constructor(
    private readonly cipher: PieceCipher,
    private readonly file: FileTaker,
  ) {}

  static async to(recipient: string, file: FileTaker, header: string): Promise<EncryptedLines> {
    return EncryptedLines.with(await cipherTo(recipient), file, header);
  }

  static async with(cipher: PieceCipher, file: FileTaker, header: string): Promise<EncryptedLines> {
    await file.write(cipher.opening);
    const lines = new EncryptedLines(cipher, file);
    lines.append(Buffer.from(`${header}\n`, 'latin1'));
    return lines;
  }

  /** How the file is encrypted, and to which key. */
  get receiver(): Pick<PieceCipher, 'encryption' | 'fingerprint'> {
    const { encryption, fingerprint } = this.cipher;
    return { encryption, fingerprint };
  }

  append(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length;) {
      // A full piece is sealed only when more follows: the last one is sealed as the last.
      if (this.filled === agePieceBytes) {
        this.sealed.push(...this.cipher.seal(this.piece, false));
        this.filled = 0;
      }
      const taken = Math.min(bytes.length - at, agePieceBytes - this.filled);
      this.piece.set(bytes.subarray(at, at + taken), this.filled);
      this.filled += taken;
      at += taken;
    }
  }

  /** Hands whole pieces on to the file. */
  async flush(): Promise<void> {
    for (const piece of this.sealed.splice(0)) await this.file.write(piece);
  }

  async end(): Promise<WrittenFile> {
    this.sealed.push(...this.cipher.seal(this.piece.subarray(0, this.filled), true));
    this.piece.fill(0);
    await this.flush();
    return this.file.end();
  }
}
