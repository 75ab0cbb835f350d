import { createCipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { Encrypter } from 'age-encryption';

/** Bytes of text in each sealed piece of an age file (age specification v1, "Payload"). */
export const agePieceBytes = 65_536;

const nonceBytes = 16;
const proofBytes = 16;
const lastPiece = 1;

/**
 * Encrypts one file to an age recipient, piece by piece.
 *
 * The age package makes the header: it picks the file key and wraps it for the recipient. The
 * pieces are sealed here with the ChaCha20-Poly1305 of Node's OpenSSL, because the package's own
 * runs in JavaScript at a fourteenth of the speed (docs/decisions/0006-vault.md). The package's
 * Decrypter reads the result in the tests.
 */
export class AgeCipher {
  private counter = 0n;

  constructor(
    /** What the file begins with. */
    readonly opening: Buffer,
    /** What its pieces are sealed with. */
    readonly key: Buffer,
  ) {}

  static async to(recipient: string): Promise<AgeCipher> {
    const { header, fileKey } = await ageHeader(recipient);
    const nonce = randomBytes(nonceBytes);
    const key = Buffer.from(hkdfSync('sha256', fileKey, nonce, 'payload', 32));
    fileKey.fill(0);
    return new AgeCipher(Buffer.concat([header, nonce]), key);
  }

  /**
   * Seals the next {@link agePieceBytes} bytes, or what is left when `last`: what stands in the
   * file for them, and the proof behind it.
   */
  seal(piece: Uint8Array, last: boolean): [sealed: Buffer, proof: Buffer] {
    const nonce = Buffer.alloc(12);
    nonce.writeBigUInt64BE(this.counter++, 3);
    if (last) nonce[11] = lastPiece;
    const cipher = createCipheriv('chacha20-poly1305', this.key, nonce, {
      authTagLength: proofBytes,
    });
    const sealed = cipher.update(piece);
    cipher.final();
    return [sealed, cipher.getAuthTag()];
  }
}

async function ageHeader(recipient: string): Promise<{ header: Buffer; fileKey: Uint8Array }> {
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  // A second "recipient" that adds nothing to the header and only learns the file key.
  let fileKey = new Uint8Array(0);
  encrypter.addRecipient({
    wrapFileKey: (key) => {
      fileKey = Uint8Array.from(key);
      return [];
    },
  });
  const file = await encrypter.encrypt(new Uint8Array(0));
  return { header: Buffer.from(file.subarray(0, file.length - nonceBytes - proofBytes)), fileKey };
}
