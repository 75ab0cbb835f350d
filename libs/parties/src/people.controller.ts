import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Put, Query } from '@nestjs/common';
import { z } from 'zod';
import { type Clock, CLOCK, Database, Refused, validated } from '#platform';
import { CurrentActor } from './actor.decorators.js';
import {
  type PeoplePage,
  peopleOf,
  type RoleChange,
  roleChanges,
  units,
} from './people.queries.js';
import type { Person } from './person.queries.js';
import { assertAdministrator, giveRole, takeRole } from './role-grant.queries.js';
import { givenRole } from './role-invitation.controller.js';

const registryId = z.string().regex(/^[a-z0-9-]{1,120}$/, 'a registry id of the catalogue');

export const peopleQuery = z.object({
  /** Words of a name or an address; left out: everybody who has been given a role. */
  search: z.string().max(200).default(''),
  cursor: z.uuid().optional(),
});

export const roleGrant = z.strictObject({
  role: givenRole,
  registryId: registryId.nullable().default(null),
});

export const takenRole = z.object({ registryId: registryId.optional() });

/** Who may do what: for administrators. */
@Controller('api/v1')
export class PeopleController {
  constructor(
    private readonly db: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get('people')
  async list(@CurrentActor() person: Person, @Query() query: unknown): Promise<PeoplePage> {
    assertAdministrator(person);
    return peopleOf(this.db, validated(peopleQuery, query));
  }

  @Get('units')
  async units(@CurrentActor() person: Person): Promise<{ items: { id: string; name: string }[] }> {
    assertAdministrator(person);
    return { items: await units(this.db) };
  }

  /** The latest changes of who may do what, and who made them. */
  @Get('role-changes')
  async changes(@CurrentActor() person: Person): Promise<{ items: RoleChange[] }> {
    assertAdministrator(person);
    return { items: await roleChanges(this.db) };
  }

  @Put('people/:id/roles')
  @HttpCode(204)
  async give(@CurrentActor() person: Person, @Param('id') id: string, @Body() body: unknown) {
    assertAdministrator(person);
    const grant = validated(roleGrant, body);
    await giveRole(this.db, known(id), grant, person, await this.clock.now());
  }

  @Delete('people/:id/roles/:role')
  @HttpCode(204)
  async take(
    @CurrentActor() person: Person,
    @Param('id') id: string,
    @Param('role') role: string,
    @Query() query: unknown,
  ): Promise<void> {
    assertAdministrator(person);
    const named = givenRole.safeParse(role);
    if (!named.success) throw new Refused({ code: 'role-unknown', kind: 'absent' });
    const { registryId: at = null } = validated(takenRole, query);
    const grant = { role: named.data, registryId: at };
    await takeRole(this.db, known(id), grant, person, await this.clock.now());
  }
}

function known(id: string): string {
  if (z.uuid().safeParse(id).success) return id;
  throw new Refused({ code: 'person-unknown', kind: 'absent' });
}
