import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { Decrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { AgeCipher, agePieceBytes } from './age.cipher.js';

async function encrypt(recipient: string, text: Uint8Array): Promise<Buffer> {
  const cipher = await AgeCipher.to(recipient);
  const file = [cipher.opening];
  for (let at = 0; ; at += agePieceBytes) {
    const last = at + agePieceBytes >= text.length;
    file.push(...cipher.seal(text.subarray(at, at + agePieceBytes), last));
    if (last) return Buffer.concat(file);
  }
}

describe('encrypting to an age recipient', () => {
  it.each([0, 1, agePieceBytes - 1, agePieceBytes, agePieceBytes + 1, 3 * agePieceBytes, 300_000])(
    'makes a file of %d bytes that age itself reads',
    async (length) => {
      const identity = await generateX25519Identity();
      const text = randomBytes(length);
      const file = await encrypt(await identityToRecipient(identity), text);
      const decrypter = new Decrypter();
      decrypter.addIdentity(identity);
      expect(Buffer.from(await decrypter.decrypt(new Uint8Array(file)))).toEqual(text);
    },
  );

  it('cannot be read by anybody else', async () => {
    const recipient = await identityToRecipient(await generateX25519Identity());
    const file = await encrypt(recipient, randomBytes(100));
    const decrypter = new Decrypter();
    decrypter.addIdentity(await generateX25519Identity());
    await expect(decrypter.decrypt(new Uint8Array(file))).rejects.toThrow();
  });

  it('uses a new key each time', async () => {
    const recipient = await identityToRecipient(await generateX25519Identity());
    const text = randomBytes(100);
    const [one, two] = [await encrypt(recipient, text), await encrypt(recipient, text)];
    expect(one!.subarray(-116)).not.toEqual(two!.subarray(-116));
  });
});
