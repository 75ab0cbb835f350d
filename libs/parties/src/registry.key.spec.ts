import { describe, expect, it } from '@jest/globals';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { type Database, SystemClock } from '#platform';
import type { Person } from './person.queries.js';
import { recipientKey, RegistryController } from './registry.controller.js';
import { isRecipientKey } from './registry.key.js';

describe('the public key of a registry', () => {
  it('is one that a file can be encrypted to', async () => {
    const key = await identityToRecipient(await generateX25519Identity());
    expect(recipientKey.safeParse({ ageRecipient: key }).success).toBe(true);
    expect(await isRecipientKey(key)).toBe(true);
  });

  it('is refused when a letter of it is wrong, though it looks right', async () => {
    const key = await identityToRecipient(await generateX25519Identity());
    const wrong = key.slice(0, -1) + (key.endsWith('q') ? 'p' : 'q');
    expect(recipientKey.safeParse({ ageRecipient: wrong }).success).toBe(true);
    expect(await isRecipientKey(wrong)).toBe(false);

    const untouched = {} as Database;
    const registries = new RegistryController(untouched, new SystemClock());
    const deliverer = {
      personId: 'p-1',
      name: 'Levering',
      roles: [{ role: 'registry-delivery', registryId: 'a-registry' }],
    } as unknown as Person;
    await expect(
      registries.registerKey(deliverer, 'a-registry', { ageRecipient: wrong }),
    ).rejects.toMatchObject({ refusal: { code: 'recipient-key-mistyped', kind: 'facts' } });
  });
});
