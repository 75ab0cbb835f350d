import type { Database, FileStore, StoredBytes } from '#platform';
import type { Attachment } from './attachment.rules.js';

/** A file as it lies beside a case, whether or not it was attached. */
export interface CaseFile extends StoredBytes {
  id: string;
  caseId: string;
  name: string;
  mediaType: string;
  uploadedBy: string;
  uploadedAt: Date;
}

export type AttachmentSummary = Attachment & {
  name: string;
  mediaType: string;
  uploadedAt: Date;
  uploadedByName: string;
};

/** How many files may lie beside a case that are not yet attached to it. */
export const mostUnattached = 20;

/** Files that nobody attached within a day of sending them are taken away with the next upload. */
const keptUnattachedHours = 24;

/** Notes a file that lies in the store. */
export async function insertFile(db: Database, file: CaseFile): Promise<void> {
  await db.pool.query(
    `INSERT INTO case_file (id, case_id, name, media_type, size_bytes, sha256, uploaded_by,
                            uploaded_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      file.id,
      file.caseId,
      file.name,
      file.mediaType,
      file.sizeBytes,
      file.sha256,
      file.uploadedBy,
      file.uploadedAt,
    ],
  );
}

/** Takes away the files of a case that were sent long ago and never attached. */
export async function removeUnattached(
  db: Database,
  store: FileStore,
  caseId: string,
  now: Date,
): Promise<void> {
  const { rows } = await db.pool.query<{ id: string }>(
    `DELETE FROM case_file f USING access_case c
      WHERE f.case_id = $1 AND c.id = f.case_id
        AND NOT coalesce(c.tracks #> '{application,attachments}', '[]')
            @> jsonb_build_array(jsonb_build_object('fileId', f.id))
        AND f.uploaded_at < $2::timestamptz - make_interval(hours => $3)
      RETURNING f.id`,
    [caseId, now, keptUnattachedHours],
  );
  if (rows.length > 0) await store.remove(rows.map(({ id }) => id));
}

/** How many files lie beside a case that are not attached to it. */
export async function countUnattached(db: Database, caseId: string): Promise<number> {
  const { rows } = await db.pool.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM case_file f JOIN access_case c ON c.id = f.case_id
      WHERE f.case_id = $1
        AND NOT coalesce(c.tracks #> '{application,attachments}', '[]')
            @> jsonb_build_array(jsonb_build_object('fileId', f.id))`,
    [caseId],
  );
  return rows[0]?.n ?? 0;
}

/** The names of attachments and who sent them. */
export async function attachmentSummaries(
  db: Database,
  attachments: readonly Attachment[],
): Promise<AttachmentSummary[]> {
  const { rows } = await db.pool.query<Omit<AttachmentSummary, keyof Attachment> & { id: string }>(
    `SELECT f.id, f.name, f.media_type AS "mediaType", f.uploaded_at AS "uploadedAt",
            p.name AS "uploadedByName"
       FROM case_file f JOIN person p ON p.id = f.uploaded_by
      WHERE f.id = ANY ($1::uuid[])`,
    [attachments.map(({ fileId }) => fileId)],
  );
  const files = new Map(rows.map(({ id, ...file }) => [id, file]));
  return attachments.flatMap((attachment) => {
    const file = files.get(attachment.fileId);
    return file ? [{ ...attachment, ...file }] : [];
  });
}
