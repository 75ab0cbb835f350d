import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { type Clock, CLOCK, Database, Refused, validated } from '#platform';
import { CurrentActor } from './actor.decorators.js';
import type { Person } from './person.queries.js';
import { assertAdministrator } from './role-grant.queries.js';
import { type RoleInvitation, RoleInvitations } from './role-invitation.service.js';
import { roles } from './role.rules.js';

/** The roles that people are given: `system` is nobody's. */
export const givenRole = z.enum(roles).exclude(['system', 'insight']);

const registryId = z.string().regex(/^[a-z0-9-]{1,120}$/, 'a registry id of the catalogue');

export const newRoleInvitation = z.strictObject({
  email: z.email('an e-mail address').max(254),
  role: givenRole,
  registryId: registryId.nullable().default(null),
  unitId: z.string().min(1).max(120).nullable().default(null),
});

export const roleInvitationToken = z.strictObject({
  token: z.string().regex(/^[\w-]{43}$/, 'the token of an invitation'),
});

/** Inviting people to work in Tilgang. */
@Controller('api/v1/role-invitations')
export class RoleInvitationController {
  private readonly invitations: RoleInvitations;

  constructor(db: Database, @Inject(CLOCK) clock: Clock) {
    this.invitations = new RoleInvitations(db, clock);
  }

  @Get()
  async list(@CurrentActor() person: Person): Promise<{ items: RoleInvitation[] }> {
    assertAdministrator(person);
    return { items: await this.invitations.list() };
  }

  @Post()
  invite(@CurrentActor() person: Person, @Body() body: unknown): Promise<{ id: string }> {
    assertAdministrator(person);
    return this.invitations.invite(validated(newRoleInvitation, body), person);
  }

  @Delete(':id')
  @HttpCode(204)
  withdraw(@CurrentActor() person: Person, @Param('id') id: string): Promise<void> {
    assertAdministrator(person);
    return this.invitations.withdraw(known(id), person);
  }

  @Post(':id/resend')
  @HttpCode(204)
  resend(@CurrentActor() person: Person, @Param('id') id: string): Promise<void> {
    assertAdministrator(person);
    return this.invitations.resend(known(id), person);
  }

  /** Accepts an invitation; the token comes in the body, so that no log of addresses holds it. */
  @Post('accept')
  @HttpCode(200)
  accept(@CurrentActor() person: Person, @Body() body: unknown) {
    return this.invitations.accept(validated(roleInvitationToken, body).token, person);
  }
}

function known(id: string): string {
  if (z.uuid().safeParse(id).success) return id;
  throw new Refused({ code: 'invitation-unknown', kind: 'absent' });
}
