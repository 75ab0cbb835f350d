import {
  Body,
  Controller,
  Get,
  Header,
  HttpCode,
  Inject,
  Param,
  Post,
  Query,
} from '@nestjs/common';
import { z } from 'zod';
import { CurrentActor, holdsRole, isOfHouse, type Person } from '#parties';
import { type Clock, CLOCK, Database, Refused, validated } from '#platform';
import { caseId, knownCaseId } from '../case.controller.js';
import { CaseService } from '../case.service.js';
import { unitsLedBy } from '../case.relation.rules.js';
import { text } from '../field.rules.js';
import { insightQuery, insights, type InsightsIn, insightStatus } from './insight.queries.js';
import { caseUnknown } from './insight.rules.js';
import { openInsight } from './insight.service.js';

/** Long enough to say what it is needed for: whoever reads the list must be able to judge it. */
const LEAST_REASON = 20;

export const newInsight = z.strictObject({
  reason: text(2_000).refine(
    (reason) => reason.length === 0 || reason.length >= LEAST_REASON,
    `at least ${LEAST_REASON} characters that say what the case is needed for`,
  ),
});

/** Break glass: sight of one case of another unit, for a reason and a time. */
@Controller('api/v1')
export class InsightController {
  constructor(
    private readonly cases: CaseService,
    private readonly db: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** By its id or its number. Whoever is not of the house is told of no case here. */
  @Get('cases/:id/insight')
  @Header('cache-control', 'private, no-store')
  async status(@CurrentActor() actor: Person, @Param('id') id: string) {
    if (!isOfHouse(actor)) throw new Refused(caseUnknown);
    return insightStatus(this.db, wantedIn(id), actor, await this.clock.now());
  }

  @Post('cases/:id/insight')
  @HttpCode(201)
  async open(@CurrentActor() actor: Person, @Param('id') id: string, @Body() body: unknown) {
    // Where there is no case to tell of, nobody is told either what was wrong with the request.
    await this.status(actor, knownCaseId(id));
    const { reason } = validated(newInsight, body);
    const { db, clock, cases } = this;
    return openInsight({ db, clock, cases }, id, actor, reason);
  }

  /**
   * What an auditor holds against the reasons given; a unit leader for the cases of the unit, and a
   * caseworker for those in their own hands.
   */
  @Get('insights')
  @Header('cache-control', 'private, no-store')
  async list(@CurrentActor() actor: Person, @Query() query: unknown) {
    const whose = answeredForBy(actor);
    const wanted = validated(insightQuery, query, 'query-malformed');
    return insights(this.db, whose, wanted, await this.clock.now());
  }
}

function answeredForBy(actor: Person): InsightsIn {
  if (holdsRole(actor, 'auditor')) return { unitIds: null, caseworkerIds: null };
  const caseworkerIds = holdsRole(actor, 'caseworker')
    ? [actor.personId, ...(actor.standsInFor ?? [])]
    : [];
  if (holdsRole(actor, 'unit-leader')) return { unitIds: unitsLedBy(actor), caseworkerIds };
  if (holdsRole(actor, 'caseworker')) return { unitIds: [], caseworkerIds };
  throw new Refused({ code: 'not-allowed-for-role', kind: 'role' });
}

function wantedIn(idOrReference: string): { id: string | null; reference: string | null } {
  const isReference = /^HDS-\d{4}-\d{1,9}$/i.test(idOrReference);
  if (isReference) return { id: null, reference: idOrReference.toUpperCase() };
  const parsed = caseId.safeParse(idOrReference);
  if (!parsed.success) throw new Refused(caseUnknown);
  return { id: parsed.data, reference: null };
}
