import { readFileSync, statSync } from 'node:fs';
import { seal, unseal } from '../map/segment.seal.js';

/**
 * Who keeps the key-encryption key: a file here, a hardware module or key service elsewhere. Domain
 * keys rest in the database only as this custodian wrapped them.
 */
export interface KeyCustody {
  /** The domain's key, encrypted and bound to the domain. */
  wrap(domainId: string, domainKey: Uint8Array): Promise<Buffer>;
  /** The domain's key again; fails when it was wrapped for another domain or by another key. */
  unwrap(domainId: string, wrapped: Uint8Array): Promise<Buffer>;
}

export class KeyFileRefused extends Error {}

/** The custody of a file with 32 random bytes in hexadecimal that only its owner can read. */
export class KeyFileCustody implements KeyCustody {
  private constructor(private readonly key: Buffer) {}

  /** Throws {@link KeyFileRefused} for a file that is missing, malformed or open to others. */
  static open(path: string): KeyFileCustody {
    return new KeyFileCustody(readKey(path));
  }

  wrap(domainId: string, domainKey: Uint8Array): Promise<Buffer> {
    return Promise.resolve(seal(this.key, contextOf(domainId), domainKey));
  }

  async unwrap(domainId: string, wrapped: Uint8Array): Promise<Buffer> {
    return Promise.resolve(unseal(this.key, contextOf(domainId), wrapped));
  }
}

const contextOf = (domainId: string): string => `domain-key:${domainId}`;

function readKey(path: string): Buffer {
  const file = statSync(path, { throwIfNoEntry: false });
  if (!file?.isFile()) throw new KeyFileRefused('VAULT_KEY_FILE is not a file.');
  if ((file.mode & 0o077) !== 0) {
    throw new KeyFileRefused('VAULT_KEY_FILE can be read or written by others: set mode 0600.');
  }
  const text = readFileSync(path, 'latin1').trim();
  if (!/^[0-9a-fA-F]{64}$/.test(text)) {
    throw new KeyFileRefused('VAULT_KEY_FILE must hold 32 random bytes as 64 hexadecimal digits.');
  }
  return Buffer.from(text, 'hex');
}
