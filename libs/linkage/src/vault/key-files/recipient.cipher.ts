import { recipientKeyOf } from '#platform';
import { AgeCipher } from './age.cipher.js';
import { OpenPgpCipher } from './openpgp.cipher.js';
import { refuse } from '../vault.refusals.js';

/** Encrypts one file to one receiver, in pieces of 65,536 bytes and a last one. */
export interface PieceCipher {
  readonly encryption: 'age' | 'openpgp';
  /** What the file begins with. */
  readonly opening: Buffer;
  /** The receiver's key: of OpenPGP its own fingerprint, of age the SHA-256 of the public key. */
  readonly fingerprint: string;
  /** What the pieces are sealed with, where that and the opening make the same file again. */
  readonly key: Buffer | null;
  /** What stands in the file for the next piece, in order. */
  seal(piece: Uint8Array, last: boolean): readonly Buffer[];
}

/** Refuses 422 `age-recipient-malformed` unless files can be encrypted to each of these public keys. */
export async function refuseUnusableKeys(
  recipients: readonly { field: string; publicKey: string }[],
): Promise<void> {
  for (const { field, publicKey } of recipients) {
    if (!('fault' in (await recipientKeyOf(publicKey)))) continue;
    throw refuse('facts', 'age-recipient-malformed', [
      {
        field,
        rule: 'age-or-openpgp-public-key',
        todo: 'Give the public key of the receiver: age1… as age-keygen prints it, or OpenPGP in armour that has not expired.',
      },
    ]);
  }
}

/**
 * Encryption to a public key of age or OpenPGP. Refuses 409 `recipient-key-expired` where it was one
 * when it was taken and is none any more.
 */
export async function cipherTo(recipient: string): Promise<PieceCipher> {
  const found = await recipientKeyOf(recipient);
  if ('fault' in found) {
    throw refuse('state', 'recipient-key-expired', [
      {
        field: 'registryId',
        rule: 'a file can be encrypted to the public key of the registry',
        todo: 'Register a new public key for the registry, and have the order sent again.',
      },
    ]);
  }
  if (found.openPgp) return OpenPgpCipher.to(found.openPgp);
  return ageCipherOf(await AgeCipher.to(found.publicKey), found.fingerprint);
}

/** An age cipher as encryption to a receiver, whose fingerprint only the maker of a file needs. */
export function ageCipherOf(cipher: AgeCipher, fingerprint = ''): PieceCipher {
  const { opening, key } = cipher;
  return {
    ...{ encryption: 'age', opening, key, fingerprint },
    seal: (...piece) => cipher.seal(...piece),
  };
}
