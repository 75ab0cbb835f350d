import { existsSync, readFileSync } from 'node:fs';
import { NotUnderstood } from './outcome.mjs';

const words = {
  'not-a-certificate': 'is not a certificate of destruction',
  'hash-differs': 'does not have the hash it states: it has been changed',
  'not-signed': 'carries no signature',
  'key-unknown': 'is signed by a key that is not among those given',
  'signature-differs': 'has a signature that does not hold: it has been changed',
};

/** Certificates of destruction, checked with a public key alone: no vault is needed. */
export const certificateCommands = {
  'verify-certificate': {
    usage: 'verify-certificate FILE [--public-key KEY or FILE]',
    needs: ['FILE'],
    async run(visit, [file], values) {
      if (!existsSync(file)) throw new NotUnderstood(`There is no file ${file}.`);
      const { faultsOf } =
        await import('../../dist/libs/linkage/src/vault/domains/certificate.rules.js');
      const trusted = await trustedKeys(visit, values['public-key']);
      const certificate = parsed(readFileSync(file, 'utf8'));
      const faults = faultsOf(certificate, trusted);
      const { domainId, destroyedAt, serialNumberCount, sha256 } = certificate ?? {};
      return { faults, domainId, destroyedAt, serialNumberCount, sha256 };
    },
    holds: ({ faults }) => faults.length === 0,
    say: ({ faults, domainId, destroyedAt, serialNumberCount }) =>
      faults.length === 0
        ? `Genuine and whole: the keys of domain ${domainId} were destroyed ${destroyedAt}, ` +
          `${serialNumberCount} serial numbers.`
        : faults.map((fault) => `FAULT  the certificate ${words[fault]}`).join('\n'),
  },
};

/** Keys as base64url, a JWK, a JWK set or a file with one of them; of the vault when left out. */
async function trustedKeys(visit, given) {
  if (!given) {
    const { keys } = await visit.must(await visit.fetch('GET', '/keys/certificates'));
    return keys.map(({ x }) => x);
  }
  const text = (existsSync(given) ? readFileSync(given, 'utf8') : given).trim();
  const jwk = parsed(text);
  const keys = jwk === null ? [text] : (jwk.keys ?? [jwk]).map(({ x }) => x);
  if (!keys.every((key) => /^[A-Za-z0-9_-]{43}$/.test(key ?? ''))) {
    throw new NotUnderstood('--public-key holds no Ed25519 public key.');
  }
  return keys;
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
