import { createHash } from 'node:crypto';
import {
  Body,
  Controller,
  Delete,
  Head,
  Header,
  Headers,
  HttpCode,
  Inject,
  Options,
  Param,
  Patch,
  Post,
  Res,
} from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { CurrentActor, type Person } from '#parties';
import {
  assertProtocol,
  Database,
  type FieldProblem,
  partChecksum,
  readPast,
  Refused,
  type RefusalKind,
  uploadedBytes,
  wholeNumber,
} from '#platform';
import { attachableCase } from './attachment.access.js';
import { caseFile } from './attachment.queries.js';
import { knownFileId } from './case.attachments.controller.js';
import { expiryOf, FileIntake, type Upload } from './file.intake.js';
import { fileToCome } from './upload.headers.js';

type Sent = Readonly<Record<string, string | undefined>>;

/**
 * Files in parts, by the tus protocol 1.0.0 with its extensions creation, expiration, checksum and
 * termination. The name of a file travels in a header and the body, never in an address.
 */
@Controller('api/v1/cases/:id/uploads')
export class UploadController {
  constructor(
    @Inject(Database) private readonly db: Database,
    @Inject(FileIntake) private readonly intake: FileIntake,
  ) {}

  /** What this server can do of the protocol. */
  @Options()
  @HttpCode(204)
  @Header('tus-resumable', '1.0.0')
  @Header('tus-version', '1.0.0')
  @Header('tus-extension', 'creation,expiration,checksum,termination')
  @Header('tus-checksum-algorithm', 'sha256')
  abilities(@Res({ passthrough: true }) reply: FastifyReply): void {
    void reply.header('tus-max-size', String(this.intake.limits.fileBytes));
  }

  /** Begins a file: its length, name and, where it is known, checksum. Nothing of it comes yet. */
  @Post()
  @HttpCode(201)
  @Header('tus-resumable', '1.0.0')
  async begin(
    @CurrentActor() actor: Person,
    @Param('id') id: string,
    @Headers() sent: Sent,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    assertProtocol(sent['tus-resumable']);
    const accessCase = await attachableCase(this.db, actor, id);
    const file = fileToCome(sent['upload-length'], sent['upload-metadata']);
    const upload = await this.intake.begin(accessCase.id, actor.personId ?? '', file);
    void reply
      .header('location', `/api/v1/cases/${accessCase.id}/uploads/${upload.id}`)
      .header('upload-expires', expiryOf(upload).toUTCString());
  }

  /** How far a file has come. */
  @Head(':uploadId')
  @HttpCode(200)
  @Header('tus-resumable', '1.0.0')
  @Header('cache-control', 'no-store')
  async progress(
    @CurrentActor() actor: Person,
    @Param('id') id: string,
    @Param('uploadId') uploadId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    const accessCase = await attachableCase(this.db, actor, id);
    const upload = await this.intake.find(accessCase.id, knownFileId(uploadId), personOf(actor));
    if (!upload) {
      // What is finished has come whole, also for one who lost the answer to the last part.
      const file = await caseFile(this.db, accessCase.id, uploadId);
      if (file?.uploadedBy !== actor.personId) throw uploadUnknown();
      void reply.header('upload-offset', file.sizeBytes).header('upload-length', file.sizeBytes);
      return;
    }
    const arrived = await this.intake.arrivedBytes(upload);
    if (arrived === upload.sizeBytes) await this.intake.finish(upload);
    void reply
      .header('upload-offset', arrived)
      .header('upload-length', upload.sizeBytes ?? '')
      .header('upload-expires', expiryOf(upload).toUTCString());
  }

  /** Adds a part where the last one ended; with the last part the file is checked. */
  @Patch(':uploadId')
  @HttpCode(204)
  @Header('tus-resumable', '1.0.0')
  async add(
    @CurrentActor() actor: Person,
    @Param('id') id: string,
    @Param('uploadId') uploadId: string,
    @Headers() sent: Sent,
    @Body() body: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    const { fileBytes } = this.intake.limits;
    try {
      assertProtocol(sent['tus-resumable']);
      const offset = wholeNumber('Upload-Offset', sent['upload-offset']);
      const accessCase = await attachableCase(this.db, actor, id);
      const upload = await this.ownUpload(actor, accessCase.id, uploadId);
      const arrived = await this.addPart(
        upload,
        offset,
        partChecksum(sent['upload-checksum']),
        body,
      );
      if (arrived === upload.sizeBytes) await this.intake.finish(upload);
      void reply
        .header('upload-offset', arrived)
        .header('upload-expires', expiryOf(upload).toUTCString());
    } finally {
      await readPast(body, fileBytes);
    }
  }

  /** Gives an upload up. */
  @Delete(':uploadId')
  @HttpCode(204)
  @Header('tus-resumable', '1.0.0')
  async giveUp(
    @CurrentActor() actor: Person,
    @Param('id') id: string,
    @Param('uploadId') uploadId: string,
  ): Promise<void> {
    const accessCase = await attachableCase(this.db, actor, id);
    const upload = await this.ownUpload(actor, accessCase.id, uploadId);
    await this.intake.drop(upload.id);
  }

  private async ownUpload(actor: Person, caseId: string, uploadId: string): Promise<Upload> {
    const upload = await this.intake.find(caseId, knownFileId(uploadId), personOf(actor));
    if (!upload) throw uploadUnknown();
    return upload;
  }

  private async addPart(
    upload: Upload,
    offset: number,
    checksum: Buffer | null,
    body: unknown,
  ): Promise<number> {
    const before = await this.intake.arrivedBytes(upload);
    if (offset !== before) throw otherOffset();
    const hash = createHash('sha256');
    const bytes = uploadedBytes(body, (upload.sizeBytes ?? 0) - before);
    await this.intake.append(upload, checksum === null ? bytes : hashed(bytes));
    if (checksum !== null && !hash.digest().equals(checksum)) {
      await this.intake.cutTo(upload, before);
      throw otherChecksum();
    }
    return this.intake.arrivedBytes(upload);

    async function* hashed(chunks: AsyncIterable<Uint8Array>) {
      for await (const chunk of chunks) {
        hash.update(chunk);
        yield chunk;
      }
    }
  }
}

function personOf({ personId }: Person): string {
  return personId ?? '';
}

function uploadUnknown(): Refused {
  return refused('absent', 'upload-unknown', {
    field: 'uploadId',
    rule: 'an upload is finished within a day, by whoever began it',
    todo: 'send the file from its beginning',
  });
}

function otherOffset(): Refused {
  return refused('state', 'upload-offset-differs', {
    field: 'Upload-Offset',
    rule: 'a part begins where the last one ended',
    todo: 'ask how far the file has come, and go on from there',
  });
}

function otherChecksum(): Refused {
  return refused('checksum', 'part-checksum-differs', {
    field: 'Upload-Checksum',
    rule: 'a part arrives as it was sent',
    todo: 'send the part again; none of it was kept',
  });
}

function refused(kind: RefusalKind, code: string, problem: FieldProblem): Refused {
  return new Refused({ kind, code, problems: [problem] });
}
