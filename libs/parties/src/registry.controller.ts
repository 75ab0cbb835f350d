import { Body, Controller, Get, HttpCode, Inject, Param, Put } from '@nestjs/common';
import { z } from 'zod';
import { type Clock, CLOCK, Database, Refused, validated } from '#platform';
import { CurrentActor } from './actor.decorators.js';
import type { Person } from './person.queries.js';
import { isRecipientKey } from './registry.key.js';
import { registerRecipientKey, registries } from './registry.queries.js';
import { holdsRole } from './role.rules.js';

/** A public key as `age-keygen` prints it: 62 characters of Bech32. */
export const recipientKey = z.strictObject({
  ageRecipient: z.string().regex(/^age1[02-9ac-hj-np-z]{58}$/, 'an age public key, age1…'),
});

@Controller('api/v1/registries')
export class RegistryController {
  constructor(
    private readonly db: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  async list() {
    const rows = await registries(this.db);
    return {
      items: rows.map(({ ageRecipient, updatedAt, ...registry }) => ({
        ...registry,
        hasRecipientKey: ageRecipient !== null,
      })),
    };
  }

  /** Registers the key that this registry's key files are encrypted to. */
  @Put(':id/recipient-key')
  @HttpCode(204)
  async registerKey(@CurrentActor() actor: Person, @Param('id') id: string, @Body() body: unknown) {
    const { ageRecipient } = validated(recipientKey, body);
    if (!holdsRole(actor, 'registry-delivery', id)) {
      throw new Refused({ code: 'not-your-registry', kind: 'role' });
    }
    if (!(await isRecipientKey(ageRecipient))) throw keyMistyped();
    await registerRecipientKey(this.db, id, ageRecipient, actor.personId, await this.clock.now());
  }
}

function keyMistyped(): Refused {
  return new Refused({
    code: 'recipient-key-mistyped',
    kind: 'facts',
    problems: [
      {
        field: 'ageRecipient',
        rule: 'a file can be encrypted to the key',
        todo: 'copy the whole public key again, as age-keygen prints it',
      },
    ],
  });
}
