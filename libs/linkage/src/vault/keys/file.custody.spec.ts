import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { FileCustody } from './file.custody.js';
import { KeyAbsent, KeyDestroyed } from './key.custody.js';
import { KeyFileRefused } from './master.key.js';

const folder = mkdtempSync(join(tmpdir(), 'key-custody-'));
afterAll(() => rmSync(folder, { recursive: true }));

function keyFile(content = goodKey(), mode = 0o600): string {
  const path = join(folder, `key-${randomBytes(4).toString('hex')}`);
  writeFileSync(path, content);
  chmodSync(path, mode);
  return path;
}

function goodKey(): string {
  return randomBytes(32).toString('hex');
}

const key = randomBytes(32);

describe('the custody of a folder', () => {
  it('gives back the key it wrapped, under that name only, and also when opened again', async () => {
    const path = keyFile(`${goodKey()}\n`);
    const custody = FileCustody.open(path);
    await custody.create('a');
    await custody.create('b');
    const wrapped = await custody.wrap('a', key);
    expect(wrapped.includes(key)).toBe(false);
    expect(await custody.unwrap('a', wrapped)).toEqual(key);
    await expect(custody.unwrap('b', wrapped)).rejects.toThrow();
    await custody.create('a');
    expect(await FileCustody.open(path).unwrap('a', wrapped)).toEqual(key);
  });

  it('cannot open what another master sealed, nor a wrapped key with one bit turned', async () => {
    const path = keyFile();
    const custody = FileCustody.open(path);
    await custody.create('a');
    const wrapped = await custody.wrap('a', key);
    const other = FileCustody.open(keyFile(), `${path}.domains`);
    await expect(other.unwrap('a', wrapped)).rejects.toThrow(KeyAbsent);
    for (let place = 4; place < wrapped.length; place += 7) {
      wrapped[place]! ^= 1;
      await expect(custody.unwrap('a', wrapped)).rejects.toThrow();
      wrapped[place]! ^= 1;
    }
  });

  it('keeps its files from everybody else, and takes none that others can read', async () => {
    const path = keyFile();
    const custody = FileCustody.open(path);
    await custody.create('a');
    const wrapped = await custody.wrap('a', key);
    const file = join(`${path}.domains`, 'a.kek');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(`${path}.domains`).mode & 0o777).toBe(0o700);
    chmodSync(file, 0o640);
    await expect(custody.unwrap('a', wrapped)).rejects.toThrow(KeyFileRefused);
    chmodSync(file, 0o600);
    chmodSync(`${path}.domains`, 0o750);
    expect(() => FileCustody.open(path)).toThrow(KeyFileRefused);
  });

  it.each([0o640, 0o604, 0o660, 0o644, 0o602, 0o610])(
    'refuses a key file others can get at (mode %d)',
    (mode) => {
      expect(() => FileCustody.open(keyFile(goodKey(), mode))).toThrow(KeyFileRefused);
    },
  );

  it.each(['', 'short', `${'0'.repeat(63)}`, `${'0'.repeat(65)}`, `${'g'.repeat(64)}`])(
    'refuses a malformed key file and does not repeat it: %j',
    (content) => {
      const path = keyFile(content);
      expect(() => FileCustody.open(path)).toThrow(KeyFileRefused);
      expect(() => FileCustody.open(path)).toThrow(/64 hexadecimal digits/);
    },
  );

  it('refuses a key file that is not there', () => {
    expect(() => FileCustody.open(join(folder, 'none'))).toThrow(KeyFileRefused);
  });

  it('makes no file outside its folder', async () => {
    const custody = FileCustody.open(keyFile());
    await expect(custody.create('../a')).rejects.toThrow();
  });
});

describe('destroying a key of the folder', () => {
  it('leaves a mark with its record, and nothing that opens what was wrapped [law 26]', async () => {
    const path = keyFile();
    const custody = FileCustody.open(path);
    await custody.create('a');
    const wrapped = await custody.wrap('a', key);
    await custody.rotate('a');
    expect(await custody.standing('a')).toEqual({ standing: 'held', record: null });
    await custody.destroy('a', 'first');
    await custody.destroy('a', 'second');
    expect(readdirSync(`${path}.domains`)).toEqual(['a.destroyed']);
    expect(await custody.standing('a')).toEqual({ standing: 'destroyed', record: 'first' });
    await expect(custody.unwrap('a', wrapped)).rejects.toThrow(KeyDestroyed);
    await expect(custody.wrap('a', key)).rejects.toThrow(KeyDestroyed);
    await expect(custody.create('a')).rejects.toThrow(KeyDestroyed);
    await expect(FileCustody.open(path).unwrap('a', wrapped)).rejects.toThrow(KeyDestroyed);
  });

  it('is done from the moment of the mark: a key file that was left is never used again', async () => {
    const path = keyFile();
    const custody = FileCustody.open(path);
    await custody.create('a');
    const wrapped = await custody.wrap('a', key);
    const kept = readFileSync(join(`${path}.domains`, 'a.kek'));
    await custody.destroy('a', 'record');
    writeFileSync(join(`${path}.domains`, 'a.kek'), kept, { mode: 0o600 });
    await expect(custody.unwrap('a', wrapped)).rejects.toThrow(KeyDestroyed);
    await custody.destroy('a', 'again');
    expect(existsSync(join(`${path}.domains`, 'a.kek'))).toBe(false);
  });

  it('marks a key it never held, so that no copy of it is believed later', async () => {
    const custody = FileCustody.open(keyFile());
    expect(await custody.standing('a')).toEqual({ standing: 'absent', record: null });
    await custody.destroy('a', 'record');
    await expect(custody.create('a')).rejects.toThrow(KeyDestroyed);
  });
});

describe('rotating the keys of the folder', () => {
  it('wraps under the new version and opens the old, until the old is retired', async () => {
    const custody = FileCustody.open(keyFile());
    await custody.create('a');
    const before = await custody.wrap('a', key);
    await custody.rotate('a');
    const after = await custody.wrap('a', key);
    expect(await custody.unwrap('a', before)).toEqual(key);
    await custody.retire('a');
    await expect(custody.unwrap('a', before)).rejects.toThrow(KeyAbsent);
    expect(await custody.unwrap('a', after)).toEqual(key);
  });

  it('changes the master, after which the old one opens nothing', async () => {
    const path = keyFile();
    const old = readFileSync(path, 'utf8');
    const custody = FileCustody.open(path);
    const wrapped = new Map<string, Buffer>();
    for (let i = 0; i < 120; i++) {
      await custody.create(`k${i}`);
      wrapped.set(`k${i}`, await custody.wrap(`k${i}`, key));
    }
    const steps: number[] = [];
    expect(await custody.changeMaster((done) => steps.push(done))).toBe(120);
    expect(steps).toEqual([50, 100, 120]);
    expect(readFileSync(path, 'utf8')).not.toBe(old);
    for (const custodyNow of [custody, FileCustody.open(path)]) {
      for (const [name, sealed] of wrapped) {
        expect(await custodyNow.unwrap(name, sealed)).toEqual(key);
      }
    }
    const thief = FileCustody.open(keyFile(old), `${path}.domains`);
    await expect(thief.unwrap('k1', wrapped.get('k1')!)).rejects.toThrow(KeyAbsent);
  });

  it('goes on with a change of master that broke off, both being accepted meanwhile', async () => {
    const path = keyFile();
    const custody = FileCustody.open(path);
    for (const name of ['a', 'b']) await custody.create(name);
    const wrapped = await custody.wrap('b', key);
    // The process dies when the first key is sealed under the new master and the second is not.
    writeFileSync(`${path}.next`, goodKey(), { mode: 0o600 });
    const between = FileCustody.open(path);
    expect(between.isChangingMaster()).toBe(true);
    await between.rotate('a');
    expect(await between.unwrap('b', wrapped)).toEqual(key);
    expect(await between.changeMaster()).toBe(1);
    expect(between.isChangingMaster()).toBe(false);
    expect(await FileCustody.open(path).unwrap('b', wrapped)).toEqual(key);
  });

  it('lets another process that has the folder open go on', async () => {
    const path = keyFile();
    const [one, other] = [FileCustody.open(path), FileCustody.open(path)];
    await one.create('a');
    const wrapped = await one.wrap('a', key);
    await one.changeMaster();
    expect(await other.unwrap('a', wrapped)).toEqual(key);
  });
});
