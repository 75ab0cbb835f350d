import { Encrypter } from 'age-encryption';

/**
 * Whether key files can be encrypted to this public key. Its shape alone does not tell: a key with a
 * mistyped letter looks right, and would stop a linkage that is already under way.
 */
export async function isRecipientKey(ageRecipient: string): Promise<boolean> {
  try {
    const encrypter = new Encrypter();
    encrypter.addRecipient(ageRecipient);
    await encrypter.encrypt(new Uint8Array(0));
    return true;
  } catch {
    return false;
  }
}
