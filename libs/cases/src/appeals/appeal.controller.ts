import { Controller, Get, Param } from '@nestjs/common';
import { CurrentActor, type Person } from '#parties';
import { Database, Refused } from '#platform';
import { appealDocuments } from './appeal.queries.js';
import { caseId, knownCaseId } from '../case.controller.js';

@Controller('api/v1/cases/:id/appeals')
export class AppealController {
  constructor(private readonly db: Database) {}

  /** What an appeal consists of: what goes to the appeals body, and what came back. */
  @Get(':appealId/documents')
  documents(
    @CurrentActor() actor: Person,
    @Param('id') id: string,
    @Param('appealId') appealId: string,
  ) {
    return appealDocuments(this.db, knownCaseId(id), knownAppealId(appealId), actor);
  }
}

function knownAppealId(id: string): string {
  const parsed = caseId.safeParse(id);
  if (!parsed.success) throw new Refused({ code: 'appeal-unknown', kind: 'absent' });
  return parsed.data;
}
