import { Controller, Get, Header, Inject, Param, StreamableFile } from '@nestjs/common';
import { CurrentActor, type Person } from '#parties';
import { type Clock, CLOCK, Database, FILE_STORE, type FileStore, Refused } from '#platform';
import { knownCaseId } from '../case.controller.js';
import { CaseService } from '../case.service.js';
import { archivePackage } from './archive.package.js';
import { archiveCase, isReadyToPack } from './archive.queries.js';
import { archivedCase } from './journal.queries.js';

@Controller('api/v1/cases/:id/archive')
export class ArchiveController {
  constructor(
    private readonly cases: CaseService,
    private readonly db: Database,
    @Inject(FILE_STORE) private readonly store: FileStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The case as a package of Noark 5 with its files, for those who may read its journal; logged. */
  @Get()
  @Header('cache-control', 'private, no-store')
  async package(@CurrentActor() actor: Person, @Param('id') id: string): Promise<StreamableFile> {
    const { id: caseId, reference } = await archivedCase(this.db, knownCaseId(id), actor);
    if (!(await isReadyToPack(this.db, caseId))) {
      throw new Refused({ code: 'archive-not-ready', kind: 'state' });
    }
    const archived = await archiveCase(this.db, caseId);
    await this.cases.note(caseId, 'archive-package-read', 'read', {}, actor);
    const madeAt = await this.clock.now();
    return new StreamableFile(
      archivePackage(archived, { db: this.db, store: this.store, madeAt }),
      {
        type: 'application/zip',
        disposition: `attachment; filename="${reference}-arkiv.zip"`,
      },
    );
  }
}
