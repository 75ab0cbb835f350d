import { webcrypto } from 'node:crypto';
import { identityToRecipient } from 'age-encryption';
import type { DomainKeys } from './domain.keys.js';

// What stands before the 32 bytes of an X25519 private key in PKCS #8 (RFC 8410).
const beforeKey = Buffer.from('302e020100300506032b656e04220420', 'hex');

/**
 * The age identity of a domain: lists that are encrypted to it open in this vault, for this domain,
 * until the domain's keys are destroyed. Derived from the domain's key, so that there is nothing more
 * to store, to wrap or to destroy.
 */
export function listIdentity({ opening }: DomainKeys): Promise<webcrypto.CryptoKey> {
  const key = Buffer.concat([beforeKey, opening]);
  return webcrypto.subtle
    .importKey('pkcs8', key, { name: 'X25519' }, false, ['deriveBits'])
    .finally(() => key.fill(0));
}

/** The public key for {@link listIdentity}, as age writes it. */
export async function listRecipient(keys: DomainKeys): Promise<string> {
  return identityToRecipient(await listIdentity(keys));
}
