import { Controller, Get, Header, Param, StreamableFile } from '@nestjs/common';
import { CurrentActor, type Person } from '#parties';
import { Database, Refused } from '#platform';
import { knownCaseId } from '../case.controller.js';
import { CaseService } from '../case.service.js';
import { caseDetail } from '../case.queries.js';
import { drawApplication } from './application.print.js';

@Controller('api/v1/cases')
export class ApplicationPrintController {
  constructor(
    private readonly cases: CaseService,
    private readonly db: Database,
  ) {}

  /** The application as this person may see it, on paper: a draft says so on every page. Logged. */
  @Get(':id/application.pdf')
  @Header('cache-control', 'private, no-store')
  async pdf(@CurrentActor() actor: Person, @Param('id') id: string): Promise<StreamableFile> {
    const detail = await caseDetail(this.db, knownCaseId(id), actor);
    const { application, reference } = detail;
    if (!application) throw new Refused({ code: 'not-allowed-for-role', kind: 'role' });
    await this.cases.note(detail.id, 'application-read', 'read', { format: 'pdf' }, actor);
    const pdf = drawApplication(detail, application);
    return new StreamableFile(pdf, {
      type: 'application/pdf',
      disposition: `inline; filename="${reference}.pdf"`,
      length: pdf.length,
    });
  }
}
