import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Inject,
  Param,
  Put,
  Req,
  Res,
} from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { noteInService } from '#audit';
import { CurrentActor, type Person, roles } from '#parties';
import { type Clock, type Database, Refused, validated } from '#platform';
import { AuthCookies } from './auth.cookies.js';
import { AUTH_CLOCK, AUTH_CONFIG, AUTH_DATABASE, type AuthConfig } from './auth.tokens.js';
import {
  changeRole,
  endOwnSession,
  type SessionItem,
  sessionsOf,
  signOutEverywhere,
} from './session.queries.js';

export const roleChoice = z.strictObject({ role: z.enum(roles) });

/** A person's own sessions, and the role that they act in. */
@Controller('api/v1/me')
export class SessionController {
  constructor(
    private readonly cookies: AuthCookies,
    @Inject(AUTH_CONFIG) private readonly config: AuthConfig,
    @Inject(AUTH_DATABASE) private readonly db: Database,
    @Inject(AUTH_CLOCK) private readonly clock: Clock,
  ) {}

  /** Where one is signed in now; a page's own asking does not count as use. */
  @Get('sessions')
  async list(@CurrentActor() { personId, signIn }: Person): Promise<{ items: SessionItem[] }> {
    const { SESSION_IDLE_MINUTES } = this.config;
    const own = signIn?.sessionId ?? null;
    return { items: await sessionsOf(this.db.pool, personId, own, SESSION_IDLE_MINUTES) };
  }

  /** Ends one of one's own sessions, at once and in every process. */
  @Delete('sessions/:id')
  @HttpCode(204)
  async end(@CurrentActor() { personId }: Person, @Param('id') id: string): Promise<void> {
    const isKnown =
      z.uuid().safeParse(id).success && (await endOwnSession(this.db.pool, personId, id));
    if (!isKnown) throw new Refused({ code: 'session-unknown', kind: 'absent' });
  }

  /** Signs out everywhere, here too, and makes tokens given to programs until now useless. */
  @Delete('sessions')
  @HttpCode(204)
  async endAll(
    @CurrentActor() { personId }: Person,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    await signOutEverywhere(this.db.pool, personId);
    this.cookies.clearSession(reply);
  }

  /**
   * Chooses the role to act in, of those held. The session goes on under a new token, and the switch
   * is in the log of the service.
   */
  @Put('acting-role')
  async act(
    @CurrentActor() person: Person,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ role: string }> {
    const { role } = validated(roleChoice, body);
    const token = this.cookies.sessionToken(request);
    if (person.signIn?.by !== 'session' || !token) throw notOfSession();
    if (!person.signIn.mayActIn.includes(role)) {
      throw new Refused({ code: 'role-not-held', kind: 'role' });
    }
    const now = await this.clock.now();
    const from = person.roles[0]?.role ?? null;
    const next = await this.db.transaction(async (tx) => {
      const changed = await changeRole(tx, token, role);
      if (!changed) throw new Refused({ code: 'not-signed-in', kind: 'signed-out' });
      const { personId: actorId } = person;
      const data = { from, to: role };
      const event = { type: 'acting-role-chosen', outcome: 'accepted' as const, actorId };
      await noteInService(tx, { ...event, actorRole: role, data }, now);
      return changed;
    });
    this.cookies.setSession(reply, next.token, next.hours);
    return { role };
  }
}

function notOfSession(): Refused {
  return new Refused({
    code: 'not-a-session',
    kind: 'facts',
    problems: [
      {
        field: 'role',
        rule: 'a session acts in one role at a time; a program names its role in each request',
        todo: 'send the header Tilgang-Role',
      },
    ],
  });
}
