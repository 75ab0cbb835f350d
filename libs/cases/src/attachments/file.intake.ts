import { randomUUID } from 'node:crypto';
import { type Clock, type Database, enqueue, type FileStore, outboxRow, Refused } from '#platform';
import { checkedContent, mediaTypeOf } from './attachment.check.js';
import {
  filesBeside,
  keptUnattachedHours,
  mostUnattached,
  removeForgotten,
} from './attachment.queries.js';
import type { FileState } from './attachment.rules.js';
import { scanFile } from './file.jobs.js';

/** How much is taken: of one file, and of all the files of a case. */
export interface FileLimits {
  fileBytes: number;
  caseBytes: number;
}

/** A file on its way to a case. */
export interface Upload {
  id: string;
  caseId: string;
  name: string;
  mediaType: string;
  /** null: not known before all of it has come. */
  sizeBytes: number | null;
  /** What its sender says the checksum is. */
  sha256: string | null;
  uploadedBy: string;
  startedAt: Date;
}

export interface UploadedFile {
  fileId: string;
  name: string;
  mediaType: string;
  sizeBytes: number;
  sha256: string;
  state: FileState;
}

/**
 * Takes files in, at once or in parts: begun, added to as often as it takes, and finished, when the
 * content is checked and the scan for malware is ordered.
 */
export class FileIntake {
  constructor(
    private readonly db: Database,
    private readonly store: FileStore,
    private readonly clock: Clock,
    readonly limits: FileLimits,
  ) {}

  /** Throws {@link Refused} for a type that is not taken, and where there is no room. */
  async begin(
    caseId: string,
    uploadedBy: string,
    file: Pick<Upload, 'name' | 'sizeBytes' | 'sha256'>,
  ): Promise<Upload> {
    const mediaType = mediaTypeOf(file.name);
    const startedAt = await this.clock.now();
    await removeForgotten(this.db, this.store, startedAt, caseId);
    await this.assertFewWait(caseId);
    await this.assertRoomFor(caseId, file.sizeBytes ?? 0);
    const upload = { id: randomUUID(), caseId, mediaType, uploadedBy, startedAt, ...file };
    await this.db.pool.query(
      `INSERT INTO file_upload (id, case_id, name, media_type, size_bytes, sha256, uploaded_by,
                                started_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [upload.id, caseId, file.name, mediaType, file.sizeBytes, file.sha256, uploadedBy, startedAt],
    );
    return upload;
  }

  /** An upload that this person began and has a day to finish. */
  async find(caseId: string, id: string, uploadedBy: string): Promise<Upload | null> {
    const { rows } = await this.db.pool.query<Upload>(
      `SELECT id, case_id AS "caseId", name, media_type AS "mediaType",
              size_bytes::float8 AS "sizeBytes", sha256, uploaded_by AS "uploadedBy",
              started_at AS "startedAt"
         FROM file_upload WHERE id = $1 AND case_id = $2 AND uploaded_by = $3`,
      [id, caseId, uploadedBy],
    );
    const [upload] = rows;
    return upload && (await this.clock.now()) < expiryOf(upload) ? upload : null;
  }

  /** What came before an error stays; a finished upload is added to no more. */
  async append({ id }: Upload, bytes: AsyncIterable<Uint8Array>): Promise<void> {
    await this.store.append(id, bytes);
  }

  async arrivedBytes({ id }: Upload): Promise<number> {
    return this.store.sizeOf(id);
  }

  async cutTo({ id }: Upload, sizeBytes: number): Promise<void> {
    await this.store.cutTo(id, sizeBytes);
  }

  /**
   * Checks the content of what has come whole, and orders its scan. What is refused is gone. May run
   * twice: the second changes nothing.
   */
  async finish(upload: Upload): Promise<UploadedFile> {
    const { id, caseId, name, mediaType, uploadedBy } = upload;
    try {
      const stored = await checkedContent(name, {
        sizeBytes: await this.store.sizeOf(id),
        read: () => this.store.read(id),
        part: (from, to) => this.store.part(id, from, to),
      });
      if (upload.sha256 !== null && upload.sha256 !== stored.sha256) throw otherChecksum();
      if (upload.sizeBytes === null) await this.assertRoomFor(caseId, stored.sizeBytes);
      const now = await this.clock.now();
      await this.db.transaction(async (tx) => {
        const { rowCount } = await tx.query(
          `WITH arrived AS (DELETE FROM file_upload WHERE id = $1 RETURNING id)
           INSERT INTO case_file (id, case_id, name, media_type, size_bytes, sha256, uploaded_by,
                                  uploaded_at, state)
           SELECT id, $2, $3, $4, $5, $6, $7, $8, 'scanning' FROM arrived`,
          [id, caseId, name, mediaType, stored.sizeBytes, stored.sha256, uploadedBy, now],
        );
        if (rowCount === 1) await enqueue(tx, [outboxRow(scanFile, { fileId: id })], now);
      });
      return { fileId: id, name, mediaType, ...stored, state: 'scanning' };
    } catch (error) {
      if (error instanceof Refused) await this.drop(id);
      throw error;
    }
  }

  /** Takes an unfinished upload away. */
  async drop(id: string): Promise<void> {
    const { rowCount } = await this.db.pool.query('DELETE FROM file_upload WHERE id = $1', [id]);
    if (rowCount === 1) await this.store.remove([id]);
  }

  private async assertFewWait(caseId: string): Promise<void> {
    const { unattached } = await filesBeside(this.db, caseId);
    if (unattached < mostUnattached) return;
    throw noRoom('facts', 'too-many-files', {
      rule: `at most ${mostUnattached} files wait to be attached to a case`,
      todo: 'attach the files that were sent, or send this one tomorrow',
    });
  }

  private async assertRoomFor(caseId: string, more: number): Promise<void> {
    const { bytes } = await filesBeside(this.db, caseId);
    if (more > this.limits.fileBytes) {
      throw noRoom('too-large', 'file-too-large', {
        rule: `a file is at most ${this.limits.fileBytes} bytes`,
        todo: 'send a smaller file',
      });
    }
    if (bytes + more > this.limits.caseBytes) {
      throw noRoom('too-large', 'case-files-too-large', {
        rule: `the files of a case are at most ${this.limits.caseBytes} bytes together`,
        todo: 'send smaller files, or leave out what is not needed',
      });
    }
  }
}

export function expiryOf({ startedAt }: Upload): Date {
  return new Date(startedAt.getTime() + keptUnattachedHours * 3_600_000);
}

function noRoom(
  kind: 'facts' | 'too-large',
  code: string,
  words: { rule: string; todo: string },
): Refused {
  return new Refused({ kind, code, problems: [{ field: 'body', ...words }] });
}

function otherChecksum(): Refused {
  return new Refused({
    code: 'file-checksum-differs',
    kind: 'facts',
    problems: [
      {
        field: 'sha256',
        rule: 'what arrives is what was sent: the checksum is the one that its sender gave',
        todo: 'send the file again',
      },
    ],
  });
}
