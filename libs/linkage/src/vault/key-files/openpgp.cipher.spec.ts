import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { decrypt, generateKey, type PrivateKey, readMessage } from 'openpgp';
import { agePieceBytes } from './age.cipher.js';
import { cipherTo } from './recipient.cipher.js';

const lengths = [0, 1, 500, agePieceBytes - 6, agePieceBytes, agePieceBytes + 1, 300_000];

async function keys(type: 'curve25519' | 'rsa') {
  return type === 'rsa'
    ? generateKey({ type, rsaBits: 2048, userIDs: [{ name: 'Registry' }], format: 'object' })
    : generateKey({ userIDs: [{ name: 'Registry' }], format: 'object' });
}

async function encrypt(recipient: string, text: Uint8Array): Promise<Buffer> {
  const cipher = await cipherTo(recipient);
  expect(cipher.encryption).toBe('openpgp');
  const file = [cipher.opening];
  for (let at = 0; ; at += agePieceBytes) {
    const last = at + agePieceBytes >= text.length;
    file.push(...cipher.seal(text.subarray(at, at + agePieceBytes), last));
    if (last) return Buffer.concat(file);
  }
}

async function read(file: Uint8Array, decryptionKeys: PrivateKey): Promise<Buffer> {
  const message = await readMessage({ binaryMessage: new Uint8Array(file) });
  const { data } = await decrypt({ message, decryptionKeys, format: 'binary' });
  return Buffer.from(data as Uint8Array);
}

describe('encrypting to an OpenPGP key', () => {
  it.each(['curve25519', 'rsa'] as const)('makes files that OpenPGP reads: %s', async (type) => {
    const { publicKey, privateKey } = await keys(type);
    for (const length of lengths) {
      const text = randomBytes(length);
      const file = await encrypt(publicKey.armor(), text);
      expect((await read(file, privateKey)).equals(text)).toBe(true);
      file[file.length - 5]! ^= 1;
      await expect(read(file, privateKey)).rejects.toThrow();
    }
  });

  it('makes files that GnuPG reads, and that it knows to be changed or cut', async () => {
    const { publicKey, privateKey } = await keys('rsa');
    const folder = mkdtempSync(join(tmpdir(), 'gpg-test-'));
    const gpg = (...options: string[]): Buffer =>
      execFileSync('gpg', ['--homedir', folder, '--batch', '--quiet', ...options], {
        stdio: ['ignore', 'pipe', 'ignore'],
        maxBuffer: 1e8,
      });
    try {
      writeFileSync(join(folder, 'key.asc'), privateKey.armor());
      gpg('--import', join(folder, 'key.asc'));
      const path = join(folder, 'file.gpg');
      for (const length of lengths) {
        const text = randomBytes(length);
        const file = await encrypt(publicKey.armor(), text);
        writeFileSync(path, file);
        expect(gpg('--decrypt', path).equals(text)).toBe(true);
        writeFileSync(path, file.subarray(0, -1));
        expect(() => gpg('--decrypt', path)).toThrow();
      }
      expect(readFileSync(path).length).toBeGreaterThan(300_000);
    } finally {
      try {
        execFileSync('gpgconf', ['--homedir', folder, '--kill', 'gpg-agent'], { stdio: 'ignore' });
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    }
  });
});
