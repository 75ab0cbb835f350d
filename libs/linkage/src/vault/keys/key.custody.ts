/** What a custodian of keys says of one: never made here, kept, or destroyed for good. */
export type KeyStanding = 'absent' | 'held' | 'destroyed';

export const custodyKinds = ['file', 'transit', 'pkcs11'] as const;
export type CustodyKind = (typeof custodyKinds)[number];

/**
 * Who keeps the key-encryption keys: a folder, a key service or a hardware module. There is one key
 * for each domain and it never leaves the custody, so that destroying it there makes every copy of
 * what it wrapped useless, those in backups of the database too.
 *
 * Names are ids of domains and words of ours: small letters, digits and hyphens.
 */
export interface KeyCustody {
  readonly kind: CustodyKind;
  /** Makes the key of this name; again changes nothing. Throws {@link KeyDestroyed}. */
  create(name: string): Promise<void>;
  /** Encrypts under the newest version. Throws {@link KeyAbsent} and {@link KeyDestroyed}. */
  wrap(name: string, content: Uint8Array): Promise<Buffer>;
  /**
   * What {@link wrap} was given, whichever version wrapped it; fails when it was wrapped under
   * another name. Throws {@link KeyAbsent} and {@link KeyDestroyed}.
   */
  unwrap(name: string, wrapped: Uint8Array): Promise<Buffer>;
  /** A new version wraps from now on; the old ones still open what they wrapped. */
  rotate(name: string): Promise<void>;
  /** Throws every version but the newest away. Backups older than the last rotation stay closed. */
  retire(name: string): Promise<void>;
  /**
   * Destroys all versions for good and keeps a mark that they were, with `record` where the custody
   * has room for it. Again changes nothing, and finishes what was broken off.
   */
  destroy(name: string, record: string): Promise<void>;
  standing(name: string): Promise<{ standing: KeyStanding; record: string | null }>;
}

/** The custody has no such key: the wrong folder, or a copy from before the key was made. */
export class KeyAbsent extends Error {
  override readonly name = 'KeyAbsent';
}

export class KeyDestroyed extends Error {
  override readonly name = 'KeyDestroyed';
}

/** The custody does not answer, or not as it should. It never says with which content. */
export class CustodyUnavailable extends Error {
  override readonly name = 'CustodyUnavailable';
}

/** A name as a file or a label; anything else is a mistake of ours. */
export function checkedName(name: string): string {
  if (!/^[a-z0-9][a-z0-9-]{0,63}$/.test(name)) throw new Error('This is no name for a key.');
  return name;
}
