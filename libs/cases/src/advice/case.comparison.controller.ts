import { Controller, Get, Param } from '@nestjs/common';
import { CurrentActor, type Person } from '#parties';
import { Database } from '#platform';
import { comparisonOf } from './case.comparison.queries.js';
import { knownCaseId } from '../case.controller.js';

@Controller('api/v1/cases')
export class CaseComparisonController {
  constructor(private readonly db: Database) {}

  /** Application, protocol and approval from REK, side by side. */
  @Get(':id/rek-comparison')
  comparison(@CurrentActor() actor: Person, @Param('id') id: string) {
    return comparisonOf(this.db, knownCaseId(id), actor);
  }
}
