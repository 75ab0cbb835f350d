import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { KeyFileCustody, KeyFileRefused } from './key.custody.js';

const folder = mkdtempSync(join(tmpdir(), 'key-custody-'));
afterAll(() => rmSync(folder, { recursive: true }));

function keyFile(content: string, mode = 0o600): string {
  const path = join(folder, `key-${randomBytes(4).toString('hex')}`);
  writeFileSync(path, content);
  chmodSync(path, mode);
  return path;
}

const goodKey = (): string => randomBytes(32).toString('hex');

describe('custody of the key-encryption key', () => {
  it('gives back the key it wrapped, for that domain only', async () => {
    const custody = KeyFileCustody.open(keyFile(`${goodKey()}\n`));
    const key = randomBytes(32);
    const wrapped = await custody.wrap('a', key);
    expect(wrapped.includes(key)).toBe(false);
    expect(await custody.unwrap('a', wrapped)).toEqual(key);
    await expect(custody.unwrap('b', wrapped)).rejects.toThrow();
  });

  it('cannot open what another key wrapped, nor a wrapped key with one bit turned', async () => {
    const custody = KeyFileCustody.open(keyFile(goodKey()));
    const wrapped = await custody.wrap('a', randomBytes(32));
    const other = KeyFileCustody.open(keyFile(goodKey()));
    await expect(other.unwrap('a', wrapped)).rejects.toThrow();
    wrapped[wrapped.length - 1]! ^= 1;
    await expect(custody.unwrap('a', wrapped)).rejects.toThrow();
  });

  it.each([0o640, 0o604, 0o660, 0o644, 0o602, 0o610])(
    'refuses a key file others can get at (mode %d)',
    (mode) => {
      expect(() => KeyFileCustody.open(keyFile(goodKey(), mode))).toThrow(KeyFileRefused);
    },
  );

  it.each(['', 'short', `${'0'.repeat(63)}`, `${'0'.repeat(65)}`, `${'g'.repeat(64)}`])(
    'refuses a malformed key file and does not repeat it: %j',
    (content) => {
      const path = keyFile(content);
      expect(() => KeyFileCustody.open(path)).toThrow(KeyFileRefused);
      expect(() => KeyFileCustody.open(path)).toThrow(/64 hexadecimal digits/);
    },
  );

  it('refuses a key file that is not there, and a folder', () => {
    expect(() => KeyFileCustody.open(join(folder, 'none'))).toThrow(KeyFileRefused);
    expect(() => KeyFileCustody.open(folder)).toThrow(KeyFileRefused);
  });
});
