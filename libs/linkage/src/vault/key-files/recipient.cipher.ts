import { createHash } from 'node:crypto';
import { AgeCipher, isAgeRecipient } from './age.cipher.js';
import { OpenPgpCipher, openPgpKey } from './openpgp.cipher.js';

/** Encrypts one file to one receiver, in pieces of 65,536 bytes and a last one. */
export interface PieceCipher {
  readonly encryption: 'age' | 'openpgp';
  /** What the file begins with. */
  readonly opening: Buffer;
  /** The receiver's key: of OpenPGP its own fingerprint, of age the SHA-256 of the public key. */
  readonly fingerprint: string;
  /** What stands in the file for the next piece, in order. */
  seal(piece: Uint8Array, last: boolean): readonly Buffer[];
}

const beginsOpenPgp = '-----BEGIN PGP PUBLIC KEY BLOCK-----';

/** Whether `text` is a public key that files can be encrypted to: of age, or of OpenPGP in armour. */
export async function isRecipient(text: string): Promise<boolean> {
  if (text.trimStart().startsWith(beginsOpenPgp)) return (await openPgpKey(text)) !== null;
  return isAgeRecipient(text);
}

/** Encryption to a public key as {@link isRecipient} knows them. */
export async function cipherTo(recipient: string): Promise<PieceCipher> {
  if (!recipient.trimStart().startsWith(beginsOpenPgp)) return ageCipherTo(recipient);
  const key = await openPgpKey(recipient);
  if (!key) throw new Error('The public key of a registry can no longer be encrypted to.');
  return OpenPgpCipher.to(key);
}

async function ageCipherTo(recipient: string): Promise<PieceCipher> {
  const cipher = await AgeCipher.to(recipient);
  return {
    encryption: 'age',
    opening: cipher.opening,
    fingerprint: createHash('sha256').update(recipient).digest('hex'),
    seal: (piece, last) => cipher.seal(piece, last),
  };
}
