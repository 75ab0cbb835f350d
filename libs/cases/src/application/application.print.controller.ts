import { Controller, Get, Header, Param, StreamableFile } from '@nestjs/common';
import { drawLetter } from '#letters';
import { CurrentActor, type Person } from '#parties';
import { Database, Refused } from '#platform';
import { knownCaseId } from '../case.controller.js';
import { caseDetail } from '../case.queries.js';
import { formOf } from '../form/form.files.js';
import { footOf, printedApplication } from './application.print.js';

@Controller('api/v1/cases')
export class ApplicationPrintController {
  constructor(private readonly db: Database) {}

  /** The application as this person may see it, on paper: a draft says so on every page. */
  @Get(':id/application.pdf')
  @Header('cache-control', 'private, no-store')
  async pdf(@CurrentActor() actor: Person, @Param('id') id: string): Promise<StreamableFile> {
    const detail = await caseDetail(this.db, knownCaseId(id), actor);
    const { application, formVersion, kind, language, reference, tracks } = detail;
    if (!application) throw new Refused({ code: 'not-allowed-for-role', kind: 'role' });
    const printed = {
      reference,
      kind,
      language,
      // What was never sent in has no common status.
      isDraft: detail.euStatus === null,
      submittedOn: tracks.application?.submittedOn ?? null,
      applicantName: detail.applicant?.name ?? '',
      registryNames: detail.registryNames,
    };
    const { pdf } = drawLetter(printedApplication(formOf(formVersion), application, printed), {
      id: detail.id,
      createdAt: detail.changedAt,
      language,
      caseReference: footOf(printed),
    });
    return new StreamableFile(pdf, {
      type: 'application/pdf',
      disposition: `inline; filename="${reference}.pdf"`,
      length: pdf.length,
    });
  }
}
