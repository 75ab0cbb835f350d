import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import {
  Body,
  Controller,
  Get,
  Headers,
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
  FILE_STORE,
  type FileStore,
  readPast,
  Refused,
  uploadedBytes,
} from '#platform';
import {
  type AttachmentSummary,
  attachmentSummaries,
  countUnattached,
  insertFile,
  mostUnattached,
  removeUnattached,
} from './attachment.queries.js';
import { asNamed, mediaTypeOf } from './attachment.check.js';
import { knownCaseId } from '../case.controller.js';
import { allowedCommands } from '../case.machine.js';
import type { AccessCase } from '../case.model.js';
import { caseById } from '../case.queries.js';
import { rolesInCase } from '../case.relation.rules.js';
import { CaseService } from '../case.service.js';
import { sightOf } from '../case.visibility.js';
import { line } from '../field.rules.js';

/** How large a file may be; `ATTACHMENT_LIMIT_BYTES` sets another. */
export const ATTACHMENT_LIMIT = Symbol('attachment limit');

export interface UploadedFile {
  fileId: string;
  name: string;
  mediaType: string;
  sizeBytes: number;
  sha256: string;
}

@Controller('api/v1/cases/:id/attachments')
export class CaseAttachmentsController {
  constructor(
    private readonly cases: CaseService,
    private readonly db: Database,
    @Inject(FILE_STORE) private readonly store: FileStore,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(ATTACHMENT_LIMIT) private readonly limitBytes: number,
  ) {}

  @Get()
  async list(
    @CurrentActor() actor: Person,
    @Param('id') id: string,
  ): Promise<{ items: AttachmentSummary[] }> {
    const { tracks } = await this.readable(actor, id);
    return { items: await attachmentSummaries(this.db, tracks.application.attachments ?? []) };
  }

  /**
   * Takes a file (application/octet-stream, its name in Content-Disposition). It belongs to the
   * application when the command `add-attachment` names it, and goes away in a day otherwise.
   */
  @Post('files')
  @HttpCode(201)
  async upload(
    @CurrentActor() actor: Person,
    @Param('id') id: string,
    @Headers('content-disposition') disposition: unknown,
    @Body() body: unknown,
  ): Promise<UploadedFile> {
    try {
      const accessCase = await this.readable(actor, id);
      if (!allowedCommands(accessCase, actor).some(({ name }) => name === 'add-attachment')) {
        throw new Refused({ code: 'not-allowed-in-state', kind: 'state' });
      }
      return await this.keep(accessCase, actor, fileNameIn(disposition), body);
    } finally {
      await readPast(body, this.limitBytes);
    }
  }

  /** An attachment itself; each reading is logged on the case. */
  @Get(':fileId')
  async read(
    @CurrentActor() actor: Person,
    @Param('id') id: string,
    @Param('fileId') fileId: string,
  ): Promise<StreamableFile> {
    const { tracks } = await this.readable(actor, id);
    const attached = (tracks.application.attachments ?? []).filter((one) => one.fileId === fileId);
    const [file] = await attachmentSummaries(this.db, attached);
    if (!file) throw new Refused({ code: 'attachment-unknown', kind: 'absent' });
    await this.cases.note(knownCaseId(id), 'attachment-read', 'read', { fileId }, actor);
    return new StreamableFile(Readable.from(this.store.read(fileId)), {
      type: file.mediaType,
      // Never shown in the page's own origin: a file is its sender's, not ours.
      disposition: `attachment; filename*=UTF-8''${encoded(file.name)}`,
      length: file.sizeBytes,
    });
  }

  private async keep(accessCase: AccessCase, actor: Person, name: string, body: unknown) {
    const mediaType = mediaTypeOf(name);
    const now = await this.clock.now();
    await removeUnattached(this.db, this.store, accessCase.id, now);
    if ((await countUnattached(this.db, accessCase.id)) >= mostUnattached) throw tooManyFiles();
    const fileId = randomUUID();
    const bytes = asNamed(name, uploadedBytes(body, this.limitBytes));
    const stored = await this.store.write(fileId, bytes);
    await insertFile(this.db, {
      id: fileId,
      caseId: accessCase.id,
      name,
      mediaType,
      ...stored,
      uploadedBy: actor.personId ?? '',
      uploadedAt: now,
    });
    return { fileId, name, mediaType, ...stored };
  }

  /** Attachments are seen by those who see the whole application; for others there is no such case. */
  private async readable(actor: Person, id: string): Promise<AccessCase> {
    const accessCase = await caseById(this.db, knownCaseId(id));
    const here = accessCase ? rolesInCase(accessCase, actor) : [];
    if (!accessCase || here.length === 0)
      throw new Refused({ code: 'case-unknown', kind: 'absent' });
    if (sightOf('application', here) !== 'all') {
      throw new Refused({ code: 'not-allowed-for-role', kind: 'role' });
    }
    return accessCase;
  }
}

function tooManyFiles(): Refused {
  return new Refused({
    code: 'too-many-files',
    kind: 'facts',
    problems: [
      {
        field: 'body',
        rule: `at most ${mostUnattached} files wait to be attached to a case`,
        todo: 'attach the files that were sent, or send this one tomorrow',
      },
    ],
  });
}

/** The name in `attachment; filename*=UTF-8''…`: percent-encoded, without any folder. */
export function fileNameIn(disposition: unknown): string {
  const found = /filename\*=UTF-8''([^;\s]+)/i.exec(
    typeof disposition === 'string' ? disposition : '',
  )?.[1];
  const parsed = line(200).safeParse(decoded(found).replace(/^.*[\\/]/, ''));
  if (!parsed.success) {
    throw new Refused({
      code: 'header-malformed',
      kind: 'malformed',
      problems: [
        {
          field: 'Content-Disposition',
          rule: "names the file: attachment; filename*=UTF-8''name.pdf, in percent-encoding",
          todo: 'send the header with the name of the file',
        },
      ],
    });
  }
  return parsed.data;
}

function decoded(text: string | undefined): string {
  try {
    return decodeURIComponent(text ?? '');
  } catch {
    return '';
  }
}

function encoded(name: string): string {
  return encodeURIComponent(name).replace(
    /['()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16)}`,
  );
}
