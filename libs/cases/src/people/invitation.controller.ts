import { Body, Controller, HttpCode, Inject, Post } from '@nestjs/common';
import { z } from 'zod';
import { CurrentActor, type Person } from '#parties';
import { type Clock, CLOCK, Database, validated } from '#platform';
import { CaseService } from '../case.service.js';
import { InvitationService } from './invitation.service.js';

export const invitationToken = z.strictObject({
  token: z.string().regex(/^[\w-]{43}$/, 'the token of an invitation'),
});

@Controller('api/v1/invitations')
export class InvitationController {
  private readonly invitations: InvitationService;

  constructor(cases: CaseService, db: Database, @Inject(CLOCK) clock: Clock) {
    this.invitations = new InvitationService(db, clock, cases);
  }

  /** Accepts an invitation; the token comes in the body, so that no log of addresses holds it. */
  @Post('accept')
  @HttpCode(200)
  async accept(@CurrentActor() person: Person, @Body() body: unknown): Promise<{ caseId: string }> {
    const { token } = validated(invitationToken, body);
    return { caseId: await this.invitations.accept(token, person) };
  }
}
