import { createHash } from 'node:crypto';
import { Encrypter } from 'age-encryption';
import type { Key } from 'openpgp';

/** A public key that files can be encrypted to: of age, or of OpenPGP. */
export interface RecipientKey {
  encryption: 'age' | 'openpgp';
  /** As files are encrypted to it: without spaces around it, or in armour without comments. */
  publicKey: string;
  /** Of OpenPGP its own, as its programs show it; of age the SHA-256 of the public key. */
  fingerprint: string;
  /** When files can no longer be encrypted to it; null for never. */
  expiresAt: Date | null;
}

/** Why a text is no such key. */
export type RecipientFault = 'secret-key' | 'unreadable' | 'expired' | 'cannot-encrypt';

/** The key with what only those need who encrypt to OpenPGP themselves. */
type FoundKey = RecipientKey & { openPgp: Key | null };

/** What an armoured key with many names and signatures may come to, and more. */
export const recipientKeyCharacters = 20_000;

const beginsOpenPgp = /^-----BEGIN PGP (PUBLIC|PRIVATE) KEY BLOCK-----/;
const beginsAgeSecret = /^AGE-SECRET-KEY-/i;

/**
 * The one rule for what key files are encrypted to: the registry's key is judged by it when it is
 * registered, and by the vault when a domain or an order names it. Its shape alone does not tell: a key
 * with a mistyped letter looks right, and would stop a linkage that is under way.
 */
export async function recipientKeyOf(text: string): Promise<FoundKey | { fault: RecipientFault }> {
  const trimmed = text.trim();
  if (beginsAgeSecret.test(trimmed)) return { fault: 'secret-key' };
  return beginsOpenPgp.test(trimmed) ? ofOpenPgp(trimmed) : ofAge(trimmed);
}

async function ofAge(publicKey: string): Promise<FoundKey | { fault: RecipientFault }> {
  try {
    const encrypter = new Encrypter();
    encrypter.addRecipient(publicKey);
    await encrypter.encrypt(new Uint8Array(0));
  } catch {
    return { fault: 'unreadable' };
  }
  const fingerprint = createHash('sha256').update(publicKey).digest('hex');
  return { encryption: 'age', publicKey, fingerprint, expiresAt: null, openPgp: null };
}

async function ofOpenPgp(armoredKey: string): Promise<FoundKey | { fault: RecipientFault }> {
  // Most processes and most registries never meet one.
  const { readKey } = await import('openpgp');
  const key = await readKey({ armoredKey }).catch(() => null);
  if (!key) return { fault: 'unreadable' };
  if (key.isPrivate()) return { fault: 'secret-key' };
  const encrypting = await key.getEncryptionKey().catch(() => null);
  if (!encrypting) return { fault: (await couldOnce(key)) ? 'expired' : 'cannot-encrypt' };
  const ends = await Promise.all([key.getExpirationTime(), encrypting.getExpirationTime()]);
  const times = ends.flatMap((end) => (end instanceof Date ? [end.getTime()] : []));
  return {
    encryption: 'openpgp',
    publicKey: key.armor(),
    fingerprint: key.getFingerprint(),
    expiresAt: times.length === 0 ? null : new Date(Math.min(...times)),
    openPgp: key,
  };
}

async function couldOnce(key: Key): Promise<boolean> {
  const whenever = null;
  return key.getEncryptionKey(undefined, whenever).then(
    () => true,
    () => false,
  );
}
