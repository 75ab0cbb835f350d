import { createHash, createPublicKey, sign, verify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

export interface NamedPerson {
  id: string;
  name: string;
}

/** What is certified when the keys of a domain are destroyed. */
export interface DestructionFacts {
  domainId: string;
  caseReference: string;
  /** Two different people; null where the vault found the keys destroyed and no word of by whom. */
  orderedBy: NamedPerson | null;
  confirmedBy: NamedPerson | null;
  /** When the custody took the mark that the key is destroyed. */
  destroyedAt: string;
  /** The kinds of custody that destroyed it. */
  custody: string[];
  /** How many people had a serial number that can no longer be resolved. */
  serialNumberCount: number;
  runs: { runId: string; registryId: string; inputSha256: string; keyFileSha256: string }[];
}

export interface DestructionCertificate extends DestructionFacts {
  /** SHA-256, in hexadecimal, of the canonical JSON of everything above. */
  sha256: string;
  /** Over the canonical JSON of everything above; left out of certificates from before. */
  signature?: { algorithm: 'Ed25519'; keyId: string; value: string };
}

/** Signs for the vault; the key id is the thumbprint of its public key. */
export interface CertificateKey {
  keyId: string;
  privateKey: KeyObject;
}

/** The certificate over these facts. The same facts and key give the same certificate. */
export function certify(facts: DestructionFacts, key: CertificateKey): DestructionCertificate {
  const hashed = { ...facts, sha256: sha256(canonicalJson(facts)) };
  const value = sign(null, Buffer.from(canonicalJson(hashed)), key.privateKey);
  return {
    ...hashed,
    signature: { algorithm: 'Ed25519', keyId: key.keyId, value: value.toString('base64url') },
  };
}

export type CertificateFault =
  'not-a-certificate' | 'hash-differs' | 'not-signed' | 'key-unknown' | 'signature-differs';

/**
 * What is wrong with a certificate, judged by public keys (base64url of the 32 bytes) that the
 * reader trusts; nothing when it is whole and signed by one of them. Needs no vault.
 */
export function faultsOf(document: unknown, trusted: readonly string[]): CertificateFault[] {
  if (document === null || typeof document !== 'object') return ['not-a-certificate'];
  const { signature, ...hashed } = document as DestructionCertificate;
  const { sha256: hash, ...facts } = hashed;
  if (typeof facts.domainId !== 'string' || typeof hash !== 'string') return ['not-a-certificate'];
  const faults: CertificateFault[] = [];
  if (sha256(canonicalJson(facts)) !== hash) faults.push('hash-differs');
  if (!signature) return [...faults, 'not-signed'];
  const publicKey = trusted.find((key) => keyIdOf(key) === signature.keyId);
  if (publicKey === undefined) return [...faults, 'key-unknown'];
  const content = Buffer.from(canonicalJson(hashed));
  const value = Buffer.from(signature.value, 'base64url');
  if (!verify(null, content, publicKeyOf(publicKey), value)) faults.push('signature-differs');
  return faults;
}

/** The thumbprint of an Ed25519 public key (RFC 7638, RFC 8037). */
export function keyIdOf(publicKey: string): string {
  const jwk = canonicalJson({ crv: 'Ed25519', kty: 'OKP', x: publicKey });
  return createHash('sha256').update(jwk).digest('base64url');
}

export function publicKeyOf(publicKey: string): KeyObject {
  return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' });
}

/** JSON with the members of every object in order of name and no white space (as RFC 8785). */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    const members = Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`);
    return `{${members.join(',')}}`;
  }
  return JSON.stringify(value);
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
