import { Body, Controller, Get, Headers, Inject, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { CurrentActor, languages, type Person } from '#parties';
import { type Clock, CLOCK, Database, validated } from '#platform';
import { applicationBodies } from '../application/case.application.commands.js';
import { knownCaseId, openingHeaders } from '../case.controller.js';
import { draftCursor, ownDrafts } from '../application/case.drafts.js';
import { CaseIntake } from './case.intake.js';
import { type CaseDetail, caseDetail } from '../case.queries.js';
import type { LeftOut } from '../application/application.copy.rules.js';
import { screeningOf } from './case.screening.queries.js';
import { applicationVersion, applicationVersions, versionDifference } from '../case.versions.js';
import { line, text } from '../field.rules.js';

/** An application that came on paper or by word of mouth, as a caseworker registers it. */
export const registration = applicationBodies['register-application']
  .omit({ reasons: true })
  .extend({
    language: z.enum(languages),
    kind: z.enum(['individual-level', 'statistics']).default('individual-level'),
    /** Somebody who has signed in before, or somebody new. */
    applicant: z.union([
      z.strictObject({ personId: z.uuid() }),
      z.strictObject({ name: line(200), email: z.email().max(254) }),
    ]),
  });

/** A change or an extension of a permit asked for by letter; the holder of the permit asks. */
export const requestRegistration = applicationBodies['register-application'].extend({
  kind: z.enum(['change', 'extension', 'data-update']),
  reasons: text(20_000),
});

export const draftsQuery = z.strictObject({
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});

const versionNumber = z.coerce.number().int().min(1).max(100_000);

export const differenceQuery = z.strictObject({ from: versionNumber, to: versionNumber });

/** A copy as a case of its own, and what of the first it has not. */
type ClonedCase = CaseDetail & { leftOut: LeftOut[] };

/** How applications come in: on paper, as copies, checked item by item, sent in again. */
@Controller('api/v1')
export class CaseIntakeController {
  constructor(
    private readonly intake: CaseIntake,
    private readonly db: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get('drafts')
  async drafts(@CurrentActor() actor: Person, @Query() query: unknown) {
    const { cursor, limit } = validated(draftsQuery, query, 'query-malformed');
    return ownDrafts(this.db, actor, { after: draftCursor(cursor), limit }, await this.clock.now());
  }

  @Post('registrations')
  async register(
    @CurrentActor() actor: Person,
    @Body() body: unknown,
    @Headers('idempotency-key') key: unknown,
  ) {
    const what = validated(registration, body);
    const id = await this.intake.register(actor, what, keyIn(key));
    return caseDetail(this.db, id, actor);
  }

  @Post('cases/:id/registrations')
  async registerRequest(
    @CurrentActor() actor: Person,
    @Param('id') id: string,
    @Body() body: unknown,
    @Headers('idempotency-key') key: unknown,
  ) {
    const what = validated(requestRegistration, body);
    const childId = await this.intake.registerRequest(actor, knownCaseId(id), what, keyIn(key));
    return caseDetail(this.db, childId, actor);
  }

  @Post('cases/:id/clones')
  async clone(
    @CurrentActor() actor: Person,
    @Param('id') id: string,
    @Headers('idempotency-key') key: unknown,
  ): Promise<ClonedCase> {
    const { copyId, leftOut } = await this.intake.clone(actor, knownCaseId(id), keyIn(key));
    return { ...(await caseDetail(this.db, copyId, actor)), leftOut };
  }

  @Get('cases/:id/screening')
  async screening(@CurrentActor() actor: Person, @Param('id') id: string) {
    return screeningOf(this.db, knownCaseId(id), actor, await this.clock.now());
  }

  @Get('cases/:id/application-versions')
  versions(@CurrentActor() actor: Person, @Param('id') id: string) {
    return applicationVersions(this.db, knownCaseId(id), actor);
  }

  @Get('cases/:id/application-versions/difference')
  difference(@CurrentActor() actor: Person, @Param('id') id: string, @Query() query: unknown) {
    const which = validated(differenceQuery, query, 'query-malformed');
    return versionDifference(this.db, knownCaseId(id), which, actor);
  }

  @Get('cases/:id/application-versions/:number')
  version(@CurrentActor() actor: Person, @Param('id') id: string, @Param('number') number: string) {
    const which = validated(versionNumber, number, 'query-malformed');
    return applicationVersion(this.db, knownCaseId(id), which, actor);
  }
}

function keyIn(key: unknown): string | undefined {
  return validated(openingHeaders, { 'Idempotency-Key': key }, 'header-malformed')[
    'Idempotency-Key'
  ];
}
