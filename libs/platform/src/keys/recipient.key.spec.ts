import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { generateIdentity, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { generateKey } from 'openpgp';
import { recipientKeyOf } from './recipient.key.js';

const openPgpPair = (more: object = {}) =>
  generateKey({ userIDs: [{ name: 'Registry' }], format: 'object', ...more });

describe('a public key that files are encrypted to', () => {
  it('is one of age, known by its hash [law 26]', async () => {
    for (const identity of [await generateX25519Identity(), await generateIdentity()]) {
      const key = await identityToRecipient(identity);
      expect(await recipientKeyOf(` ${key}\n`)).toMatchObject({
        encryption: 'age',
        publicKey: key,
        fingerprint: createHash('sha256').update(key).digest('hex'),
        expiresAt: null,
      });
    }
  });

  it('is one of OpenPGP, known by its own fingerprint, for as long as it lasts [law 26]', async () => {
    const { publicKey } = await openPgpPair({ keyExpirationTime: 86_400 });
    const expires = (await publicKey.getExpirationTime()) as Date;
    expect(await recipientKeyOf(`\n${publicKey.armor()}`)).toMatchObject({
      encryption: 'openpgp',
      fingerprint: publicKey.getFingerprint(),
      expiresAt: expires,
    });
    const lasting = await openPgpPair();
    expect(await recipientKeyOf(lasting.publicKey.armor())).toMatchObject({ expiresAt: null });
  });

  it('is no secret key, whatever program made it', async () => {
    const { privateKey } = await openPgpPair();
    for (const secret of [privateKey.armor(), await generateX25519Identity()]) {
      expect(await recipientKeyOf(secret)).toEqual({ fault: 'secret-key' });
    }
  });

  it('is none that has expired, was revoked or only signs', async () => {
    const long = new Date('2020-01-01T00:00:00Z');
    const passed = await openPgpPair({ date: long, keyExpirationTime: 3_600 });
    expect(await recipientKeyOf(passed.publicKey.armor())).toEqual({ fault: 'expired' });
    const { privateKey } = await openPgpPair();
    const revoked = (await privateKey.revoke()).toPublic();
    expect(await recipientKeyOf(revoked.armor())).toEqual({ fault: 'cannot-encrypt' });
    const signs = await openPgpPair({ subkeys: [] });
    expect(await recipientKeyOf(signs.publicKey.armor())).toEqual({ fault: 'cannot-encrypt' });
  });

  it('is none with a wrong letter in it, or a part of one', async () => {
    const key = await identityToRecipient(await generateX25519Identity());
    const wrong = key.slice(0, -1) + (key.endsWith('q') ? 'p' : 'q');
    const armor = (await openPgpPair()).publicKey.armor();
    const begins = '-----BEGIN PGP PUBLIC KEY BLOCK-----';
    for (const text of ['', 'age1', wrong, 'not-a-key', begins, armor.slice(0, -100)]) {
      expect(await recipientKeyOf(text)).toEqual({ fault: 'unreadable' });
    }
  });
});
