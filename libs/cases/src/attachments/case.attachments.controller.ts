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
import { Database, FILE_STORE, type FileStore, readPast, Refused, uploadedBytes } from '#platform';
import { attachableCase, readableCase, sendersCase } from './attachment.access.js';
import { type AttachmentSummary, attachmentSummaries, caseFile } from './attachment.queries.js';
import { type FileState, uncleanProblems } from './attachment.rules.js';
import { FileIntake, type UploadedFile } from './file.intake.js';
import { knownCaseId } from '../case.controller.js';
import { CaseService } from '../case.service.js';
import { line } from '../field.rules.js';

@Controller('api/v1/cases/:id/attachments')
export class CaseAttachmentsController {
  constructor(
    private readonly cases: CaseService,
    private readonly db: Database,
    @Inject(FILE_STORE) private readonly store: FileStore,
    private readonly intake: FileIntake,
  ) {}

  @Get()
  async list(
    @CurrentActor() actor: Person,
    @Param('id') id: string,
  ): Promise<{ items: AttachmentSummary[] }> {
    const { tracks } = await readableCase(this.db, actor, id);
    return { items: await attachmentSummaries(this.db, tracks.application.attachments ?? []) };
  }

  /**
   * Takes a file in one request (application/octet-stream, its name in Content-Disposition). It
   * belongs to the application when the command `add-attachment` names it, which it can when it is
   * scanned, and goes away in a day otherwise. Large files go in parts, by `uploads`.
   */
  @Post('files')
  @HttpCode(201)
  async upload(
    @CurrentActor() actor: Person,
    @Param('id') id: string,
    @Headers('content-disposition') disposition: unknown,
    @Body() body: unknown,
  ): Promise<UploadedFile> {
    const { fileBytes } = this.intake.limits;
    try {
      const accessCase = await attachableCase(this.db, actor, id);
      const file = { name: fileNameIn(disposition), sizeBytes: null, sha256: null };
      const upload = await this.intake.begin(accessCase.id, actor.personId ?? '', file);
      try {
        await this.intake.append(upload, uploadedBytes(body, fileBytes));
        return await this.intake.finish(upload);
      } catch (error) {
        await this.intake.drop(upload.id);
        throw error;
      }
    } finally {
      await readPast(body, fileBytes);
    }
  }

  /** A file that was sent, for its sender: whether it is scanned, and can be attached. */
  @Get('files/:fileId')
  async file(
    @CurrentActor() actor: Person,
    @Param('id') id: string,
    @Param('fileId') fileId: string,
  ): Promise<UploadedFile> {
    const accessCase = await sendersCase(this.db, actor, id);
    const file = await caseFile(this.db, accessCase.id, knownFileId(fileId));
    if (!file || file.uploadedBy !== actor.personId) throw fileUnknown();
    const { name, mediaType, sizeBytes, sha256, state } = file;
    return { fileId, name, mediaType, sizeBytes, sha256, state };
  }

  /** An attachment itself, or a version it was before; each reading is logged on the case. */
  @Get(':fileId')
  async read(
    @CurrentActor() actor: Person,
    @Param('id') id: string,
    @Param('fileId') fileId: string,
  ): Promise<StreamableFile> {
    const { tracks } = await readableCase(this.db, actor, id);
    const summaries = await attachmentSummaries(this.db, tracks.application.attachments ?? []);
    const file = summaries
      .flatMap(({ earlier, ...current }) => [current, ...earlier])
      .find((each) => each.fileId === fileId);
    if (!file) throw fileUnknown();
    if (file.state !== 'clean') throw notClean(file.state);
    await this.cases.note(knownCaseId(id), 'attachment-read', 'read', { fileId }, actor);
    return new StreamableFile(Readable.from(this.store.read(fileId)), {
      type: file.mediaType,
      // Never shown in the page's own origin: a file is its sender's, not ours.
      disposition: `attachment; filename*=UTF-8''${encoded(file.name)}`,
      length: file.sizeBytes,
    });
  }
}

function notClean(state: Exclude<FileState, 'clean'>): Refused {
  const { code, ...problem } = uncleanProblems[state];
  return new Refused({ code, kind: 'state', problems: [problem] });
}

function fileUnknown(): Refused {
  return new Refused({ code: 'attachment-unknown', kind: 'absent' });
}

/** An id as the database takes it; anything else is no file of ours. */
export function knownFileId(text: string): string {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)) throw fileUnknown();
  return text;
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
