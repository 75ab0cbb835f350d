import { describe, expect, it } from '@jest/globals';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { generateKey } from 'openpgp';
import { type Database, SystemClock } from '#platform';
import type { Person } from './person.queries.js';
import { RegistryController } from './registry.controller.js';

const deliverer = {
  personId: 'p-1',
  name: 'Levering',
  roles: [{ role: 'registry-delivery', registryId: 'a-registry' }],
} as unknown as Person;
const untouched = {} as Database;
const registries = new RegistryController(untouched, new SystemClock());
const register = (publicKey: string) =>
  registries.registerKey(deliverer, 'a-registry', { publicKey });

describe('the public key of a registry', () => {
  it('is refused when a letter of it is wrong, though it looks right', async () => {
    const key = await identityToRecipient(await generateX25519Identity());
    const wrong = key.slice(0, -1) + (key.endsWith('q') ? 'p' : 'q');
    await expect(register(wrong)).rejects.toMatchObject({
      refusal: { code: 'recipient-key-unreadable', kind: 'facts' },
    });
  });

  it('is refused when it is the secret half, and says nothing of it', async () => {
    const { privateKey } = await generateKey({ userIDs: [{ name: 'R' }], format: 'object' });
    for (const secret of [await generateX25519Identity(), privateKey.armor()]) {
      const refused = (await register(secret).catch((error: unknown) => error)) as Error;
      expect(refused).toMatchObject({ refusal: { code: 'recipient-key-secret-key' } });
      expect(JSON.stringify(refused)).not.toContain(secret.slice(0, 40));
    }
  });
});
