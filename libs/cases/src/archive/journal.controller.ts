import { randomUUID } from 'node:crypto';
import { Body, Controller, Get, Header, HttpCode, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { CurrentActor, type Person } from '#parties';
import { Database, validated } from '#platform';
import { knownCaseId } from '../case.controller.js';
import { CaseService } from '../case.service.js';
import { line, text } from '../field.rules.js';
import { type Handover, handoversOf } from './archive.handover.js';
import { exemptionCodes } from './exemption.rules.js';
import { journalCase, type JournalEntry, journalOfCase } from './journal.queries.js';
import { assessExemption } from './journal.shielding.js';

export const journalQuery = z.strictObject({
  after: z.coerce.number().int().min(1).max(2_147_483_647).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});

export const assessmentOfExemption = z.strictObject({
  /** null: nothing of the document is exempted. */
  exemption: z.enum(exemptionCodes).nullable(),
  /** What the public journal calls it; null: by its kind alone. */
  publicTitle: line(300).nullable(),
  reason: text(2_000),
});

const entryNumber = z.coerce.number().int().min(1).max(2_147_483_647);

@Controller('api/v1/cases/:id/journal')
export class JournalController {
  constructor(
    private readonly cases: CaseService,
    private readonly db: Database,
  ) {}

  /** The journal of the case, for those who prepare, decide or audit it. */
  @Get()
  @Header('cache-control', 'private, no-store')
  async list(
    @CurrentActor() actor: Person,
    @Param('id') id: string,
    @Query() query: unknown,
  ): Promise<{ items: JournalEntry[]; next: number | null; handovers: Handover[] }> {
    const page = validated(journalQuery, query, 'query-malformed');
    const accessCase = await journalCase(this.db, knownCaseId(id), actor);
    const [entries, handovers] = await Promise.all([
      journalOfCase(this.db, accessCase.id, page),
      handoversOf(this.db, accessCase.id),
    ]);
    return { ...entries, handovers };
  }

  /** Assesses anew what a document is exempted by; the log of the case tells it. */
  @Post(':number/exemption')
  @HttpCode(204)
  async assess(
    @CurrentActor() actor: Person,
    @Param('id') id: string,
    @Param('number') number: string,
    @Body() body: unknown,
  ): Promise<void> {
    const accessCase = await journalCase(this.db, knownCaseId(id), actor);
    const assessment = {
      ...validated(assessmentOfExemption, body),
      number: validated(entryNumber, number),
    };
    const data = {
      // Two assessments that say the same are two all the same.
      assessmentId: randomUUID(),
      number: String(assessment.number),
      exemption: assessment.exemption ?? 'none',
      publicTitle: assessment.publicTitle === null ? 'by-kind' : 'written',
    };
    const alongside = assessExemption(assessment, actor);
    await this.cases.note(accessCase.id, 'exemption-assessed', 'accepted', data, actor, alongside);
  }
}
