import { createHash, hkdfSync, randomBytes } from 'node:crypto';
import { closeSync, existsSync, fstatSync, fsyncSync, openSync, readFileSync } from 'node:fs';
import { linkSync, renameSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { seal, unseal } from '../map/segment.seal.js';

export class KeyFileRefused extends Error {}

/** 32 random bytes in a file that only its owner can read; it seals the keys of a folder. */
export class MasterKey {
  /** Names the key without saying anything about it. */
  readonly fingerprint: string;
  private readonly sealing: Uint8Array;

  private constructor(private readonly key: Buffer) {
    this.sealing = new Uint8Array(hkdfSync('sha256', key, '', 'tilgang vault custody', 32));
    this.fingerprint = createHash('sha256').update(this.sealing).digest('hex').slice(0, 16);
  }

  /** Throws {@link KeyFileRefused} for a file that is missing, malformed or open to others. */
  static read(path: string): MasterKey {
    refuseOpenToOthers(path, 'VAULT_KEY_FILE', 'file');
    const text = readFileSync(path, 'latin1').trim();
    if (!/^[0-9a-fA-F]{64}$/.test(text)) {
      throw new KeyFileRefused(
        'VAULT_KEY_FILE must hold 32 random bytes as 64 hexadecimal digits.',
      );
    }
    return new MasterKey(Buffer.from(text, 'hex'));
  }

  seal(context: string, content: Uint8Array): Buffer {
    return seal(this.sealing, context, content);
  }

  unseal(context: string, sealed: Uint8Array): Buffer {
    return unseal(this.sealing, context, sealed);
  }

  /** A domain's key that was wrapped by the master itself, as it was before domains had their own. */
  unwrapDirectly(domainId: string, wrapped: Uint8Array): Buffer {
    return unseal(this.key, `domain-key:${domainId}`, wrapped);
  }
}

/**
 * The file of a master key and the one that will take its place: `.next` is there while the keys
 * are being sealed anew, and then both are accepted.
 */
export class MasterKeyFile {
  private readonly next: string;

  constructor(private readonly path: string) {
    this.next = `${path}.next`;
  }

  /** Oldest first: the last one seals. */
  read(): MasterKey[] {
    const present = MasterKey.read(this.path);
    return this.isChanging() ? [present, MasterKey.read(this.next)] : [present];
  }

  isChanging(): boolean {
    return existsSync(this.next);
  }

  /** Makes the next master, whole or not at all; one that is there already is kept. */
  begin(): void {
    if (this.isChanging()) return;
    const draft = `${this.next}.${process.pid}.new`;
    const text = `${randomBytes(32).toString('hex')}\n`;
    writeFileSync(draft, text, { mode: 0o600, flush: true });
    linkSync(draft, this.next);
    rmSync(draft);
    syncFolder(dirname(this.path));
  }

  /** Puts the next master in the place of the old one, which is written over. */
  finish(): void {
    const old = openSync(this.path, 'r+');
    try {
      renameSync(this.next, this.path);
      syncFolder(dirname(this.path));
      overwrite(old);
    } finally {
      closeSync(old);
    }
  }
}

/** Throws {@link KeyFileRefused} unless it is there, of this kind and its owner's alone. */
export function refuseOpenToOthers(path: string, called: string, kind: 'file' | 'folder'): void {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!(kind === 'file' ? found?.isFile() : found?.isDirectory())) {
    throw new KeyFileRefused(`${called} is not a ${kind}.`);
  }
  if ((found!.mode & 0o077) !== 0) {
    const mode = kind === 'file' ? '0600' : '0700';
    throw new KeyFileRefused(`${called} can be read or written by others: set mode ${mode}.`);
  }
}

/** Random bytes over the whole file, on the disk before this returns. */
export function overwrite(file: number): void {
  // On disks that write elsewhere (flash, copy on write) the old blocks may stay for a while: they
  // hold a key sealed under the master, and the master is changed on a schedule.
  const { size } = fstatSync(file);
  writeSync(file, randomBytes(Math.max(size, 1)), 0, size, 0);
  fsyncSync(file);
}

export function syncFolder(path: string): void {
  const folder = openSync(path, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
