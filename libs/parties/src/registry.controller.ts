import { Body, Controller, Get, Inject, Param, Put } from '@nestjs/common';
import { z } from 'zod';
import { type Clock, CLOCK, Database, recipientKeyCharacters, Refused, validated } from '#platform';
import { CurrentActor, ForSystems } from './actor.decorators.js';
import type { Person } from './person.queries.js';
import { registryKey } from './registry.key.js';
import { registerRecipientKey, registries } from './registry.queries.js';
import { holdsRole } from './role.rules.js';

/** A public key as `age-keygen` prints it, or as `gpg --armor --export` does. */
export const recipientKey = z.strictObject({
  publicKey: z.string().min(1).max(recipientKeyCharacters),
});

@Controller('api/v1/registries')
export class RegistryController {
  constructor(
    private readonly db: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The catalogue, with how each registry's key is recognised, and not the key. */
  @ForSystems()
  @Get()
  async list() {
    const rows = await registries(this.db);
    return {
      items: rows.map(
        ({
          ageRecipient,
          updatedAt,
          keyEncryption,
          keyFingerprint,
          keyRegisteredAt,
          keyExpiresAt,
          ...registry
        }) => ({
          ...registry,
          hasRecipientKey: ageRecipient !== null,
          recipientKey:
            // The three are written together.
            ageRecipient === null || keyEncryption === null || keyFingerprint === null
              ? null
              : {
                  encryption: keyEncryption,
                  fingerprint: keyFingerprint,
                  registeredAt: keyRegisteredAt,
                  expiresAt: keyExpiresAt,
                },
        }),
      ),
    };
  }

  /** Registers the key that this registry's key files are encrypted to, and says how it is recognised. */
  @Put(':id/recipient-key')
  async registerKey(@CurrentActor() actor: Person, @Param('id') id: string, @Body() body: unknown) {
    const { publicKey } = validated(recipientKey, body);
    if (!holdsRole(actor, 'registry-delivery', id)) {
      throw new Refused({ code: 'not-your-registry', kind: 'role' });
    }
    const key = await registryKey(publicKey);
    const now = await this.clock.now();
    await registerRecipientKey(this.db, id, key, actor.personId, now);
    const { encryption, fingerprint, expiresAt } = key;
    return { encryption, fingerprint, registeredAt: now, expiresAt };
  }
}
