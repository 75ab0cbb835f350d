import { Readable } from 'node:stream';
import {
  Body,
  Controller,
  Get,
  Header,
  HttpCode,
  Inject,
  Param,
  Post,
  StreamableFile,
} from '@nestjs/common';
import { CaseService } from '#cases';
import { CurrentActor, holdsRole, type Person } from '#parties';
import {
  type Clock,
  CLOCK,
  Database,
  FILE_STORE,
  type FileStore,
  Refused,
  validated,
} from '#platform';
import { assertOwnAudit, noteForAudit } from '../room/audit.rows.js';
import { type Export, exportKinds, exportRequest, type ExportRequest } from './export.model.js';
import { exportOf, exportsOf, orderExport } from './export.rows.js';

/** What is taken out of the service: ordered, made by a job, and fetched by whoever ordered it. */
@Controller('api/v1/exports')
export class ExportController {
  constructor(
    @Inject(Database) readonly db: Database,
    @Inject(CLOCK) readonly clock: Clock,
    @Inject(FILE_STORE) private readonly store: FileStore,
    @Inject(CaseService) private readonly cases: CaseService,
  ) {}

  @Post()
  @HttpCode(202)
  async order(@CurrentActor() person: Person, @Body() body: unknown): Promise<Export> {
    const request = validated(exportRequest, body);
    await this.assertMayOrder(request, person);
    const { kind, auditId = '', caseIds = [] } = request;
    // A case that is taken out by its name knows it.
    for (const caseId of caseIds) {
      await this.cases.note(caseId, 'case-exported', 'read', { kind, auditId }, person);
    }
    const id = await orderExport(this, request, person);
    return this.one(person, id);
  }

  @Get()
  async list(@CurrentActor() person: Person): Promise<{ items: Export[] }> {
    refuseOthers(person);
    return exportsOf(this.db, person, await this.clock.now());
  }

  /** How far it has come. */
  @Get(':id')
  async one(@CurrentActor() person: Person, @Param('id') id: string): Promise<Export> {
    refuseOthers(person);
    return exportOf(this.db, id, person, await this.clock.now());
  }

  @Get(':id/file')
  @Header('cache-control', 'private, no-store')
  async file(@CurrentActor() person: Person, @Param('id') id: string): Promise<StreamableFile> {
    refuseOthers(person);
    const now = await this.clock.now();
    const made = await exportOf(this.db, id, person, now);
    if (made.state !== 'done') throw new Refused({ code: 'export-not-ready', kind: 'state' });
    const data = {
      exportId: made.id,
      kind: made.kind,
      ...(made.auditId && { auditId: made.auditId }),
    };
    await this.db.transaction((tx) =>
      noteForAudit(tx, person, { type: 'export-read', outcome: 'read', data }, now),
    );
    const { type, ending } = exportKinds[made.kind];
    return new StreamableFile(Readable.from(this.store.read(made.id)), {
      type,
      disposition: `attachment; filename="${made.kind}-${made.orderedAt.toISOString().slice(0, 10)}.${ending}"`,
      length: made.sizeBytes ?? undefined,
    });
  }

  /** An auditor exports for an audit; an administrator what names nobody. */
  private async assertMayOrder(request: ExportRequest, person: Person): Promise<void> {
    refuseOthers(person);
    if (holdsRole(person, 'auditor')) {
      await assertOwnAudit(this.db, request.auditId ?? '', person);
      if (request.sampleId) await this.assertSampleOf(request.sampleId, request.auditId ?? '');
      return;
    }
    if (exportKinds[request.kind].isForAuditorsAlone || request.auditId) throw notAllowed();
  }

  private async assertSampleOf(sampleId: string, auditId: string): Promise<void> {
    const { rowCount } = await this.db.pool.query(
      'SELECT 1 FROM audit_sample WHERE id = $1 AND audit_id = $2',
      [sampleId, auditId],
    );
    if (rowCount !== 1) throw new Refused({ code: 'sample-unknown', kind: 'absent' });
  }
}

function refuseOthers(person: Person): void {
  if (!holdsRole(person, 'auditor') && !holdsRole(person, 'administrator')) throw notAllowed();
}

function notAllowed(): Refused {
  return new Refused({ code: 'not-allowed-for-role', kind: 'role' });
}
