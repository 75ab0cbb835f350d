import { Controller, Get, Inject, Param } from '@nestjs/common';
import { CurrentActor, type Person } from '#parties';
import { type Clock, CLOCK, Database } from '#platform';
import { knownCaseId } from '../case.controller.js';
import { caseClocks } from './clock.queries.js';

/** The time limits of a case. Nothing here takes a start from anybody: the log has them all. */
@Controller('api/v1/cases')
export class ClockController {
  constructor(
    private readonly db: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get(':id/clocks')
  async clocks(@CurrentActor() actor: Person, @Param('id') id: string) {
    return caseClocks(this.db, knownCaseId(id), actor, await this.clock.now());
  }
}
