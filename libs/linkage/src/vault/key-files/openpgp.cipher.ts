import { type Cipher, createCipheriv, createHash, randomBytes } from 'node:crypto';
import { encryptSessionKey, type Key } from 'openpgp';
import type { PieceCipher } from './recipient.cipher.js';

const blockBytes = 16;
const chunkBytes = 65_536;
/** RFC 9580: tags of packets in the new format, and the length octet of a part of 65,536 bytes. */
const literalData = Buffer.from([0xcb]);
const protectedData = Buffer.from([0xd2]);
const partOf65536 = Buffer.from([0xf0]);
const modificationDetection = Buffer.from([0xd3, 20]);
const version1 = Buffer.from([1]);
/** Binary, without a name or a date: both would say something of the file. */
const literalHeader = Buffer.from([0x62, 0, 0, 0, 0, 0]);

/**
 * Encrypts one file to an OpenPGP public key, piece by piece: AES-256 with modification detection
 * (RFC 9580 section 5.13.1), which every OpenPGP program reads.
 *
 * The openpgp package wraps the session key. The packets around the pieces are made here with the
 * AES and SHA-1 of Node's OpenSSL, because the package's own stream reached 126 MB/s and can only be
 * awaited (docs/decisions/0006-vault.md). GnuPG and the package read the result in the tests.
 */
export class OpenPgpCipher implements PieceCipher {
  readonly encryption = 'openpgp';
  readonly key = null;
  private readonly literal = new PartialBody();
  private readonly outer = new PartialBody();
  private readonly hash = createHash('sha1');
  private readonly cipher: Cipher;

  private constructor(
    readonly opening: Buffer,
    readonly fingerprint: string,
    sessionKey: Buffer,
  ) {
    this.cipher = createCipheriv('aes-256-cfb', sessionKey, Buffer.alloc(blockBytes));
    sessionKey.fill(0);
    const prefix = randomBytes(blockBytes);
    this.outer.add(version1);
    this.encrypt(Buffer.concat([prefix, prefix.subarray(-2), literalData]));
    this.literal.add(literalHeader);
  }

  static async to(key: Key): Promise<OpenPgpCipher> {
    const sessionKey = randomBytes(32);
    const wrapped = await encryptSessionKey({
      data: new Uint8Array(sessionKey),
      algorithm: 'aes256',
      encryptionKeys: key,
      format: 'binary',
    });
    const opening = Buffer.concat([wrapped as Uint8Array, protectedData]);
    return new OpenPgpCipher(opening, key.getFingerprint(), sessionKey);
  }

  seal(piece: Uint8Array, last: boolean): Buffer[] {
    this.literal.add(piece);
    this.encrypt(this.literal.take(last));
    if (last) {
      this.hash.update(modificationDetection);
      const digest = this.hash.digest();
      this.outer.add(this.cipher.update(Buffer.concat([modificationDetection, digest])));
    }
    return [this.outer.take(last)];
  }

  private encrypt(text: Buffer): void {
    this.hash.update(text);
    this.outer.add(this.cipher.update(text));
  }
}

/** The body of a packet whose length is not known when it begins: parts, then what is left. */
class PartialBody {
  private waiting: Buffer[] = [];

  add(bytes: Uint8Array): void {
    this.waiting.push(Buffer.from(bytes));
  }

  /** Whole parts, each behind its length; with the last also what is left, behind its own. */
  take(last: boolean): Buffer {
    const body = Buffer.concat(this.waiting);
    const made: Buffer[] = [];
    let at = 0;
    // Something is kept for the last part, which may not be a partial one.
    for (; body.length - at > chunkBytes; at += chunkBytes) {
      made.push(partOf65536, body.subarray(at, at + chunkBytes));
    }
    const rest = body.subarray(at);
    if (last) made.push(lengthOf(rest.length), rest);
    this.waiting = last ? [] : [rest];
    return Buffer.concat(made);
  }
}

function lengthOf(bytes: number): Buffer {
  const length = Buffer.from([0xff, 0, 0, 0, 0]);
  length.writeUInt32BE(bytes, 1);
  return length;
}
