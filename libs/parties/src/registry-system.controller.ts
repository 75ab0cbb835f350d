import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Inject,
  Param,
  Post,
  Query,
} from '@nestjs/common';
import { z } from 'zod';
import { type Clock, CLOCK, Database, Refused, validated } from '#platform';
import { CurrentActor } from './actor.decorators.js';
import type { Person } from './person.queries.js';
import { systemScopes } from './registry-system.rules.js';
import {
  addRegistrySystem,
  type RegistrySystemPage,
  registrySystems,
  withdrawRegistrySystem,
} from './registry-system.queries.js';
import { assertAdministrator } from './role-grant.queries.js';

/** Who issues the tokens of systems; null where none are let in. */
export const MACHINE_ISSUER = Symbol('MachineIssuer');

const registryId = z.string().regex(/^[a-z0-9-]{1,120}$/, 'a registry id of the catalogue');

export const registrySystemQuery = z.object({
  /** A part of a client id or of an organisation number. */
  search: z.string().max(200).default(''),
  registryId: registryId.optional(),
  /** Left out: those let in, and then those withdrawn. */
  state: z.enum(['let-in', 'withdrawn']).optional(),
  cursor: z.uuid().optional(),
});

export const newRegistrySystem = z.strictObject({
  registryId,
  organisationNumber: z.string().regex(/^\d{9}$/, 'an organisation number of nine digits'),
  clientId: z.string().regex(/^[\w.:-]{1,100}$/, 'the client id at the issuer of its tokens'),
  scopes: z.array(z.enum(systemScopes)).min(1).max(systemScopes.length),
});

/** Which systems act for which registries: for administrators. */
@Controller('api/v1/registry-systems')
export class RegistrySystemController {
  constructor(
    private readonly db: Database,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(MACHINE_ISSUER) private readonly issuer: string | null,
  ) {}

  /** With the issuer whose tokens are accepted: where it is null, no system comes in. */
  @Get()
  async list(
    @CurrentActor() person: Person,
    @Query() query: unknown,
  ): Promise<RegistrySystemPage & { issuer: string | null }> {
    assertAdministrator(person);
    const page = await registrySystems(this.db, validated(registrySystemQuery, query));
    return { ...page, issuer: this.issuer };
  }

  @Post()
  async add(@CurrentActor() person: Person, @Body() body: unknown): Promise<{ id: string }> {
    assertAdministrator(person);
    const system = validated(newRegistrySystem, body);
    if (!this.issuer) throw new Refused({ code: 'no-machine-issuer', kind: 'state' });
    return addRegistrySystem(this.db, this.issuer, system, person, await this.clock.now());
  }

  @Delete(':id')
  @HttpCode(204)
  async withdraw(@CurrentActor() person: Person, @Param('id') id: string): Promise<void> {
    assertAdministrator(person);
    if (!z.uuid().safeParse(id).success) {
      throw new Refused({ code: 'system-unknown', kind: 'absent' });
    }
    await withdrawRegistrySystem(this.db, id, person, await this.clock.now());
  }
}
