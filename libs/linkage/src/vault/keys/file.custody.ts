import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { seal, unseal } from '../map/segment.seal.js';
import {
  checkedName,
  type KeyCustody,
  KeyAbsent,
  KeyDestroyed,
  type KeyStanding,
} from './key.custody.js';
import {
  type MasterKey,
  MasterKeyFile,
  overwrite,
  refuseOpenToOthers,
  syncFolder,
} from './master.key.js';

/** A key as its file holds it: every version sealed under the master of that fingerprint. */
interface StoredKey {
  versions: { version: number; master: string; sealed: string }[];
}

const keyEnding = '.kek';
const markEnding = '.destroyed';
const versionBytes = 4;
const resealedAtATime = 50;

/**
 * The custody of a folder: one small file for each key, sealed under the master of VAULT_KEY_FILE.
 * The folder is copied to a second machine as it changes, destroyed keys included, and never
 * archived: an archive would bring destroyed keys back.
 */
export class FileCustody implements KeyCustody {
  readonly kind = 'file';
  private masters: MasterKey[];

  private constructor(
    private readonly folder: string,
    private readonly masterFile: MasterKeyFile,
  ) {
    this.masters = masterFile.read();
  }

  /**
   * Makes the folder when it is not there. Throws {@link KeyFileRefused} for a key file or folder
   * that is malformed or open to others.
   */
  static open(keyFile: string, folder = `${keyFile}.domains`): FileCustody {
    const masterFile = new MasterKeyFile(keyFile);
    masterFile.read();
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    refuseOpenToOthers(folder, 'VAULT_CUSTODY_FOLDER', 'folder');
    return new FileCustody(folder, masterFile);
  }

  async create(name: string): Promise<void> {
    this.refuseDestroyed(name);
    if (!existsSync(this.path(name, keyEnding))) this.store(name, [randomBytes(32)]);
    return Promise.resolve();
  }

  async wrap(name: string, content: Uint8Array): Promise<Buffer> {
    const keys = this.load(name);
    const version = Buffer.alloc(versionBytes);
    version.writeUInt32BE(keys.at(-1)!.version);
    const sealed = seal(keys.at(-1)!.key, contextOf(name, keys.at(-1)!.version), content);
    forget(keys);
    return Promise.resolve(Buffer.concat([version, sealed]));
  }

  async unwrap(name: string, wrapped: Uint8Array): Promise<Buffer> {
    const version = Buffer.from(wrapped).readUInt32BE(0);
    const keys = this.load(name);
    const key = keys.find((held) => held.version === version)?.key;
    if (!key) throw new KeyAbsent('This version of the key has been retired.');
    const content = unseal(key, contextOf(name, version), wrapped.subarray(versionBytes));
    forget(keys);
    return Promise.resolve(content);
  }

  async rotate(name: string): Promise<void> {
    const keys = this.load(name);
    const next = { version: keys.at(-1)!.version + 1, key: randomBytes(32) };
    this.storeVersions(name, [...keys, next]);
    forget([...keys, next]);
    return Promise.resolve();
  }

  async retire(name: string): Promise<void> {
    const keys = this.load(name);
    if (keys.length > 1) this.replaceWiping(name, () => this.storeVersions(name, keys.slice(-1)));
    forget(keys);
    return Promise.resolve();
  }

  async destroy(name: string, record: string): Promise<void> {
    // The mark first: a key that is half destroyed is destroyed, never half kept.
    if (!existsSync(this.path(name, markEnding))) this.write(name, markEnding, record);
    this.wipe(this.path(name, keyEnding));
    for (const draft of this.draftsOf(name)) this.wipe(draft);
    syncFolder(this.folder);
    return Promise.resolve();
  }

  async standing(name: string): Promise<{ standing: KeyStanding; record: string | null }> {
    const mark = this.path(name, markEnding);
    if (existsSync(mark)) return { standing: 'destroyed', record: readFileSync(mark, 'utf8') };
    const isHeld = existsSync(this.path(name, keyEnding));
    return Promise.resolve({ standing: isHeld ? 'held' : 'absent', record: null });
  }

  /** A domain's key from before domains had keys of their own here. */
  unwrapDirectly(domainId: string, wrapped: Uint8Array): Buffer {
    return this.masters[0]!.unwrapDirectly(domainId, wrapped);
  }

  /** Whether a change of master was begun and not finished. */
  isChangingMaster(): boolean {
    return this.masterFile.isChanging();
  }

  /**
   * Seals every key under a new master, a few at a time: the old and the new are both accepted
   * until the last one is done, and then the old is written over. Broken off, it can be called
   * again and goes on where it was. Returns how many keys were sealed anew.
   */
  async changeMaster(progress: (done: number, total: number) => void = () => {}): Promise<number> {
    this.masterFile.begin();
    this.masters = this.masterFile.read();
    const names = this.names();
    let resealed = 0;
    for (const [place, name] of names.entries()) {
      if (this.reseal(name)) resealed++;
      if (place % resealedAtATime === resealedAtATime - 1) {
        progress(place + 1, names.length);
        await new Promise((resolve) => setImmediate(resolve));
      }
    }
    // Keys made meanwhile were sealed under the new master.
    this.masterFile.finish();
    this.masters = this.masterFile.read();
    progress(names.length, names.length);
    return resealed;
  }

  private reseal(name: string): boolean {
    const path = this.path(name, keyEnding);
    if (!existsSync(path)) return false;
    const newest = this.masters.at(-1)!.fingerprint;
    if (parse(path).versions.every(({ master }) => master === newest)) return false;
    const keys = this.load(name);
    this.replaceWiping(name, () => this.storeVersions(name, keys));
    forget(keys);
    return true;
  }

  private names(): string[] {
    return readdirSync(this.folder)
      .filter((file) => file.endsWith(keyEnding))
      .map((file) => file.slice(0, -keyEnding.length));
  }

  private load(name: string): { version: number; key: Buffer }[] {
    this.refuseDestroyed(name);
    const path = this.path(name, keyEnding);
    if (!existsSync(path)) throw new KeyAbsent('The custody has no such key.');
    refuseOpenToOthers(path, 'A key of VAULT_CUSTODY_FOLDER', 'file');
    return parse(path).versions.map(({ version, master, sealed }) => ({
      version,
      key: this.masterOf(master).unseal(`kek:${name}:${version}`, Buffer.from(sealed, 'base64')),
    }));
  }

  private masterOf(fingerprint: string): MasterKey {
    const find = () => this.masters.find((master) => master.fingerprint === fingerprint);
    if (!find()) this.masters = this.masterFile.read();
    const master = find();
    if (!master) throw new KeyAbsent('The master that sealed this key is not here.');
    return master;
  }

  private store(name: string, keys: Buffer[]): void {
    const versions = keys.map((key, place) => ({ version: place + 1, key }));
    this.storeVersions(name, versions);
    forget(versions);
  }

  private storeVersions(name: string, keys: { version: number; key: Buffer }[]): void {
    const master = this.masters.at(-1)!;
    const stored: StoredKey = {
      versions: keys.map(({ version, key }) => ({
        version,
        master: master.fingerprint,
        sealed: master.seal(`kek:${name}:${version}`, key).toString('base64'),
      })),
    };
    this.write(name, keyEnding, `${JSON.stringify(stored)}\n`);
  }

  /** Whole or not at all, and on the disk before this returns. */
  private write(name: string, ending: string, content: string): void {
    const path = this.path(name, ending);
    const draft = `${path}.${process.pid}.new`;
    const file = openSync(draft, 'w', 0o600);
    try {
      writeSync(file, content);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(draft, path);
    syncFolder(this.folder);
  }

  /** Replaces a key's file and writes over the old one, which others could still find. */
  private replaceWiping(name: string, replace: () => void): void {
    const old = openSync(this.path(name, keyEnding), 'r+');
    try {
      replace();
      overwrite(old);
    } finally {
      closeSync(old);
    }
  }

  private wipe(path: string): void {
    if (!existsSync(path)) return;
    const file = openSync(path, 'r+');
    try {
      overwrite(file);
    } finally {
      closeSync(file);
    }
    unlinkSync(path);
  }

  private draftsOf(name: string): string[] {
    return readdirSync(this.folder)
      .filter((file) => file.startsWith(`${name}${keyEnding}.`))
      .map((file) => join(this.folder, file));
  }

  private refuseDestroyed(name: string): void {
    if (existsSync(this.path(name, markEnding))) throw new KeyDestroyed('The key was destroyed.');
  }

  private path(name: string, ending: string): string {
    return join(this.folder, `${checkedName(name)}${ending}`);
  }
}

const contextOf = (name: string, version: number): string => `wrapped:${name}:${version}`;

const parse = (path: string): StoredKey => JSON.parse(readFileSync(path, 'utf8')) as StoredKey;

function forget(keys: { key: Buffer }[]): void {
  for (const { key } of keys) key.fill(0);
}
