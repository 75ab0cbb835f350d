import {
  checkedName,
  CustodyUnavailable,
  KeyAbsent,
  type KeyCustody,
  KeyDestroyed,
  type KeyStanding,
} from './key.custody.js';

/**
 * The few things of PKCS #11 that a custody needs, on the objects of one token. The adapter to a
 * module and its library is `pkcs11.module.ts`; everything that is decided is decided here.
 */
export interface Pkcs11Token {
  /** Labels of the secret keys whose label begins so. */
  secretKeys(prefix: string): string[];
  /** An AES-256 key that is sensitive, kept, and cannot be taken out (CKA_EXTRACTABLE false). */
  makeSecretKey(label: string): void;
  destroySecretKey(label: string): void;
  /** AES-GCM with a 96-bit nonce, proof at the end; fails when anything differs. */
  encrypt(label: string, nonce: Buffer, context: Buffer, content: Buffer): Buffer;
  decrypt(label: string, nonce: Buffer, context: Buffer, sealed: Buffer): Buffer;
  random(bytes: number): Buffer;
  /** A data object that is kept: what it holds, or null when there is none of this label. */
  readMark(label: string): string | null;
  writeMark(label: string, content: string): void;
}

const nonceBytes = 12;
const versionBytes = 4;

/**
 * The custody of a hardware security module: a secret key for each version of each domain's key,
 * made in the module and never outside it. That a key was destroyed is kept as a data object, with
 * the record of its destruction.
 */
export class Pkcs11Custody implements KeyCustody {
  readonly kind = 'pkcs11';

  constructor(private readonly token: Pkcs11Token) {}

  async create(name: string): Promise<void> {
    return this.with((token) => {
      this.refuseDestroyed(name);
      if (this.versions(name).length === 0) token.makeSecretKey(labelOf(name, 1));
    });
  }

  async wrap(name: string, content: Uint8Array): Promise<Buffer> {
    return this.with((token) => {
      const version = this.held(name).at(-1)!;
      const nonce = token.random(nonceBytes);
      const context = contextOf(name, version);
      const sealed = token.encrypt(labelOf(name, version), nonce, context, Buffer.from(content));
      const opening = Buffer.alloc(versionBytes);
      opening.writeUInt32BE(version);
      return Buffer.concat([opening, nonce, sealed]);
    });
  }

  async unwrap(name: string, wrapped: Uint8Array): Promise<Buffer> {
    return this.with((token) => {
      const bytes = Buffer.from(wrapped);
      const version = bytes.readUInt32BE(0);
      if (!this.held(name).includes(version)) {
        throw new KeyAbsent('This version of the key has been retired.');
      }
      const nonce = bytes.subarray(versionBytes, versionBytes + nonceBytes);
      const sealed = bytes.subarray(versionBytes + nonceBytes);
      return token.decrypt(labelOf(name, version), nonce, contextOf(name, version), sealed);
    });
  }

  async rotate(name: string): Promise<void> {
    return this.with((token) => {
      token.makeSecretKey(labelOf(name, this.held(name).at(-1)! + 1));
    });
  }

  async retire(name: string): Promise<void> {
    return this.with((token) => {
      for (const version of this.held(name).slice(0, -1)) {
        token.destroySecretKey(labelOf(name, version));
      }
    });
  }

  async destroy(name: string, record: string): Promise<void> {
    return this.with((token) => {
      // The mark first: a key that is half destroyed is destroyed, never half kept.
      if (token.readMark(markOf(name)) === null) token.writeMark(markOf(name), record);
      for (const version of this.versions(name)) token.destroySecretKey(labelOf(name, version));
    });
  }

  async standing(name: string): Promise<{ standing: KeyStanding; record: string | null }> {
    return this.with((token) => {
      const record = token.readMark(markOf(name));
      if (record !== null) return { standing: 'destroyed' as const, record: record || null };
      const isHeld = this.versions(name).length > 0;
      return { standing: isHeld ? ('held' as const) : ('absent' as const), record: null };
    });
  }

  private held(name: string): number[] {
    this.refuseDestroyed(name);
    const versions = this.versions(name);
    if (versions.length === 0) throw new KeyAbsent('The custody has no such key.');
    return versions;
  }

  private versions(name: string): number[] {
    const prefix = labelOf(name, '');
    return this.token
      .secretKeys(prefix)
      .map((label) => Number(label.slice(prefix.length)))
      .filter((version) => Number.isInteger(version) && version > 0)
      .sort((a, b) => a - b);
  }

  private refuseDestroyed(name: string): void {
    if (this.token.readMark(markOf(name)) !== null) throw new KeyDestroyed('It was destroyed.');
  }

  private async with<T>(work: (token: Pkcs11Token) => T): Promise<T> {
    try {
      return await Promise.resolve(work(this.token));
    } catch (error) {
      if (error instanceof KeyAbsent || error instanceof KeyDestroyed) throw error;
      // A module says what it was given in some of its errors: they are not repeated.
      throw new CustodyUnavailable('The hardware module did not do what it was asked.');
    }
  }
}

const labelOf = (name: string, version: number | ''): string =>
  `tilgang:${checkedName(name)}:${version}`;
const markOf = (name: string): string => `tilgang-destroyed:${checkedName(name)}`;
const contextOf = (name: string, version: number): Buffer =>
  Buffer.from(`wrapped:${name}:${version}`);
