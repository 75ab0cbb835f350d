import { Controller, Get, Header, Inject, Param, StreamableFile } from '@nestjs/common';
import { type LetterForReading, letterForReading, letterPdf, markOpened } from '#letters';
import { CurrentActor, type Person } from '#parties';
import { type Clock, CLOCK, Database, Refused } from '#platform';
import { caseId } from './case.controller.js';
import { caseById, mayReadLetter } from './case.queries.js';
import { CaseService } from './case.service.js';

@Controller('api/v1/letters')
export class CaseLettersController {
  constructor(
    private readonly cases: CaseService,
    private readonly db: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The letter itself. Reading is logged; the addressee's first reading is when it was opened. */
  @Get(':id/pdf')
  @Header('cache-control', 'private, no-store')
  async pdf(@CurrentActor() actor: Person, @Param('id') id: string): Promise<StreamableFile> {
    const letter = isId(id) ? await letterForReading(this.db, id) : null;
    const accessCase = letter && (await caseById(this.db, letter.caseId));
    if (!letter || !accessCase || !mayReadLetter(accessCase, addresseeOf(letter), actor)) {
      throw new Refused({ code: 'letter-unknown', kind: 'absent' });
    }
    const pdf = letter.status === 'dispatched' ? await letterPdf(this.db, id) : null;
    if (!pdf) throw new Refused({ code: 'letter-not-yet-dispatched', kind: 'state' });
    await this.cases.note(letter.caseId, 'letter-read', 'read', { letterId: id }, actor);
    if (letter.recipient.kind === 'applicant' && accessCase.applicantId === actor.personId) {
      await markOpened(this.db, id, await this.clock.now());
    }
    return new StreamableFile(pdf, {
      type: 'application/pdf',
      disposition: `inline; filename="${letter.fileName}"`,
      length: pdf.length,
    });
  }
}

function isId(text: string): boolean {
  return caseId.safeParse(text).success;
}

function addresseeOf({ recipient }: LetterForReading) {
  return { recipientKind: recipient.kind, recipientId: recipient.id };
}
