import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import {
  Controller,
  Get,
  Header,
  HttpCode,
  Inject,
  Param,
  Post,
  StreamableFile,
} from '@nestjs/common';
import { CurrentActor, type Person } from '#parties';
import {
  type Clock,
  CLOCK,
  Database,
  enqueue,
  FILE_STORE,
  type FileStore,
  outboxRow,
  Refused,
} from '#platform';
import { printCase } from '../attachments/file.jobs.js';
import { knownFileId } from '../attachments/case.attachments.controller.js';
import { knownCaseId } from '../case.controller.js';
import { CaseService } from '../case.service.js';
import { partsIn, printPlan, refusePrintByInsight } from './case.print.plan.js';

export interface CasePrint {
  id: string;
  state: 'queued' | 'running' | 'done' | 'failed';
  partsDone: number;
  parts: number;
  caseVersion: number;
  sizeBytes: number | null;
  sha256: string | null;
}

type StoredPrint = CasePrint & { fingerprint: string };

/** The whole case as one file: ordered, made by a job, and fetched by whoever ordered it. */
@Controller('api/v1/cases/:id/prints')
export class CasePrintController {
  constructor(
    @Inject(CaseService) private readonly cases: CaseService,
    @Inject(Database) private readonly db: Database,
    @Inject(FILE_STORE) private readonly store: FileStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Orders it. One that is under way or still tells the case as it is, is given again. */
  @Post()
  @HttpCode(202)
  async order(@CurrentActor() actor: Person, @Param('id') id: string): Promise<CasePrint> {
    const caseId = knownCaseId(id);
    const plan = await printPlan(this.db, caseId, actor);
    const now = await this.clock.now();
    const printId = await this.db.transaction(async (tx) => {
      // Two clicks at once are one order.
      await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [
        `print ${caseId} ${actor.personId}`,
      ]);
      const { rows } = await tx.query<{ id: string }>(
        `SELECT id FROM case_print
          WHERE case_id = $1 AND ordered_by = $2 AND fingerprint = $3 AND state <> 'failed'
            AND ordered_at > $4::timestamptz - make_interval(hours => 23)
          ORDER BY ordered_at DESC LIMIT 1`,
        [caseId, actor.personId, plan.fingerprint, now],
      );
      if (rows[0]) return rows[0].id;
      const fresh = randomUUID();
      await tx.query(
        `INSERT INTO case_print (id, case_id, ordered_by, case_version, fingerprint, language, state,
                                 parts, ordered_at)
         VALUES ($1, $2, $3, $4, $5, $6, 'queued', $7, $8)`,
        [
          fresh,
          caseId,
          actor.personId,
          plan.detail.version,
          plan.fingerprint,
          plan.detail.language,
          partsIn(plan),
          now,
        ],
      );
      await enqueue(tx, [outboxRow(printCase, { printId: fresh })], now);
      return fresh;
    });
    return withoutFingerprint(await this.find(caseId, printId, actor));
  }

  /** How far it has come. */
  @Get(':printId')
  async status(
    @CurrentActor() actor: Person,
    @Param('id') id: string,
    @Param('printId') printId: string,
  ): Promise<CasePrint> {
    const caseId = knownCaseId(id);
    await refusePrintByInsight(this.db, caseId, actor);
    return withoutFingerprint(await this.find(caseId, printId, actor));
  }

  /** The file. It is never older than the case: what has changed is put together anew. */
  @Get(':printId/file.pdf')
  @Header('cache-control', 'private, no-store')
  async file(
    @CurrentActor() actor: Person,
    @Param('id') id: string,
    @Param('printId') printId: string,
  ): Promise<StreamableFile> {
    const caseId = knownCaseId(id);
    await refusePrintByInsight(this.db, caseId, actor);
    const print = await this.find(caseId, printId, actor);
    if (print.state !== 'done') throw new Refused({ code: 'print-not-ready', kind: 'state' });
    const plan = await printPlan(this.db, caseId, actor);
    if (plan.fingerprint !== print.fingerprint) {
      throw new Refused({
        code: 'case-changed',
        kind: 'state',
        problems: [
          {
            field: 'printId',
            rule: 'the file tells the case as it is now',
            todo: 'order it again',
          },
        ],
      });
    }
    await this.cases.note(caseId, 'case-file-read', 'read', { printId }, actor);
    return new StreamableFile(Readable.from(this.store.read(printId)), {
      type: 'application/pdf',
      disposition: `inline; filename="${plan.detail.reference.replace(/[^0-9A-Za-z]+/g, '-')}.pdf"`,
      length: print.sizeBytes ?? undefined,
    });
  }

  private async find(caseId: string, printId: string, actor: Person): Promise<StoredPrint> {
    const { rows } = await this.db.pool.query<StoredPrint>(
      `SELECT id, state, parts_done AS "partsDone", parts, case_version AS "caseVersion",
              size_bytes::float8 AS "sizeBytes", sha256, fingerprint
         FROM case_print
        WHERE id = $1 AND case_id = $2 AND ordered_by = $3
          AND ordered_at > $4::timestamptz - make_interval(hours => 24)`,
      [knownFileId(printId), caseId, actor.personId, await this.clock.now()],
    );
    if (rows[0]) return rows[0];
    throw new Refused({ code: 'print-unknown', kind: 'absent' });
  }
}

function withoutFingerprint({ fingerprint, ...print }: StoredPrint): CasePrint {
  return print;
}
