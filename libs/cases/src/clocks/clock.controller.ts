import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { z } from 'zod';
import { CurrentActor, type Person } from '#parties';
import { type Clock, CLOCK, Database, validated } from '#platform';
import { knownCaseId } from '../case.controller.js';
import { caseClocks } from './clock.queries.js';

export const clocksQuery = z.strictObject({
  /** As the log stood at the end of this day; today where it is left out. */
  asOfOn: z.iso.date().optional(),
});

/** The time limits of a case. Nothing here takes a start from anybody: the log has them all. */
@Controller('api/v1/cases')
export class ClockController {
  constructor(
    private readonly db: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get(':id/clocks')
  async clocks(@CurrentActor() actor: Person, @Param('id') id: string, @Query() query: unknown) {
    const { asOfOn } = validated(clocksQuery, query, 'query-malformed');
    return caseClocks(this.db, knownCaseId(id), actor, await this.clock.now(), asOfOn);
  }
}
