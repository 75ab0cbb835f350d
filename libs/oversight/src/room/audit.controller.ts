import { createHash } from 'node:crypto';
import {
  Body,
  Controller,
  Get,
  Header,
  HttpCode,
  Inject,
  Param,
  Post,
  Query,
} from '@nestjs/common';
import { z } from 'zod';
import {
  caseAsSeen,
  type CasePicture,
  CaseService,
  knownCaseId,
  osloDate,
  type Worklist,
  worklist,
  worklistQuery,
} from '#cases';
import { CurrentActor, type Person, roles } from '#parties';
import { type Clock, CLOCK, Database, validated } from '#platform';
import {
  asAuditorAlone,
  type Audit,
  assertOwnAudit,
  auditsOf,
  noteForAudit,
  openAudit,
} from './audit.rows.js';
import { drawSample, type Sample, sampleOf } from './sample.rows.js';
import { sampleRequest } from './sample.rules.js';

export const newAudit = z.strictObject({ purpose: z.string().trim().min(10).max(1_000) });

export const pictureQuery = z.strictObject({
  role: z.enum(roles).default('auditor'),
  /** Of the roles that are held for one registry. */
  registryId: z.string().max(120).optional(),
  personId: z.uuid().optional(),
  at: z.iso.datetime().optional(),
});

/**
 * The auditor's room: everything is read within an audit with a purpose, and every reading is told,
 * in the case's own chain or in that of the service. Nothing here changes a case.
 */
@Controller('api/v1/audits')
export class AuditController {
  constructor(
    @Inject(Database) readonly db: Database,
    @Inject(CLOCK) readonly clock: Clock,
    @Inject(CaseService) private readonly cases: CaseService,
  ) {}

  @Post()
  open(@CurrentActor() person: Person, @Body() body: unknown): Promise<Audit> {
    return openAudit(this, validated(newAudit, body).purpose, person);
  }

  @Get()
  list(@CurrentActor() person: Person): Promise<{ items: Audit[] }> {
    return auditsOf(this.db, person);
  }

  /** Searches all cases, a page at a time. What was searched for is told by its hash alone. */
  @Get(':auditId/cases')
  @Header('cache-control', 'private, no-store')
  search(
    @CurrentActor() person: Person,
    @Param('auditId') auditId: string,
    @Query() query: unknown,
  ): Promise<Worklist> {
    return this.found(auditId, validated(worklistQuery, query, 'query-malformed'), person);
  }

  /** The same, where the words may name somebody: they stand in no address. */
  @Post(':auditId/searches')
  @HttpCode(200)
  @Header('cache-control', 'private, no-store')
  searchByWords(
    @CurrentActor() person: Person,
    @Param('auditId') auditId: string,
    @Body() body: unknown,
  ): Promise<Worklist> {
    return this.found(auditId, validated(worklistQuery, body), person);
  }

  private async found(
    auditId: string,
    request: z.infer<typeof worklistQuery>,
    person: Person,
  ): Promise<Worklist> {
    await assertOwnAudit(this.db, auditId, person);
    const now = await this.clock.now();
    const asked = { ...request, today: osloDate(now) };
    const found = await worklist(this.db, asAuditorAlone(person), asked);
    const hash = createHash('sha256').update(JSON.stringify(request)).digest('hex');
    const data = { auditId, asked: hash, caseIds: found.items.map(({ id }) => id) };
    await this.db.transaction((tx) =>
      noteForAudit(tx, person, { type: 'cases-searched', outcome: 'read', data }, now),
    );
    return found;
  }

  /** A case as a role saw it at a time; left out: as an auditor, now. */
  @Get(':auditId/cases/:id')
  @Header('cache-control', 'private, no-store')
  async picture(
    @CurrentActor() person: Person,
    @Param('auditId') auditId: string,
    @Param('id') id: string,
    @Query() query: unknown,
  ): Promise<CasePicture> {
    await assertOwnAudit(this.db, auditId, person);
    const { at, role, registryId, personId } = validated(pictureQuery, query, 'query-malformed');
    const moment = at ? new Date(at) : await this.clock.now();
    const seer = { role, registryId: registryId ?? null, ...(personId && { personId }) };
    const caseId = knownCaseId(id);
    const picture = await caseAsSeen(this.db, caseId, seer, moment);
    const data = { auditId, role, asOf: moment.toISOString(), ...(registryId && { registryId }) };
    await this.cases.note(caseId, 'case-read', 'read', data, person);
    return picture;
  }

  /** Draws a sample, at random or by risk, that anyone can draw again. */
  @Post(':auditId/samples')
  async sample(
    @CurrentActor() person: Person,
    @Param('auditId') auditId: string,
    @Body() body: unknown,
  ): Promise<Sample> {
    await assertOwnAudit(this.db, auditId, person);
    return drawSample(this, auditId, validated(sampleRequest, body), person);
  }

  @Get(':auditId/samples/:id')
  async oneSample(
    @CurrentActor() person: Person,
    @Param('auditId') auditId: string,
    @Param('id') id: string,
  ): Promise<Sample> {
    await assertOwnAudit(this.db, auditId, person);
    return sampleOf(this.db, auditId, id);
  }
}
