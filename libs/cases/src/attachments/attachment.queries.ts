import type { Database, FileStore, StoredBytes } from '#platform';
import type { Attachment, FileState, FileVersion } from './attachment.rules.js';

/** A file as it lies beside a case, whether or not it was attached. */
export interface CaseFile extends StoredBytes {
  id: string;
  caseId: string;
  name: string;
  mediaType: string;
  state: FileState;
  uploadedBy: string;
  uploadedAt: Date;
}

interface FileFacts {
  name: string;
  mediaType: string;
  state: FileState;
  uploadedAt: Date;
  uploadedByName: string;
}

export type FileVersionSummary = FileVersion & FileFacts & { version: number };

export type AttachmentSummary = Omit<Attachment, 'earlier'> &
  FileVersionSummary & { earlier: FileVersionSummary[] };

/** How many files may lie beside a case that are not yet attached to it. */
export const mostUnattached = 20;

/** Files that nobody finished or attached within a day are taken away. */
export const keptUnattachedHours = 24;

const isAttached = `(
  coalesce(c.tracks #> '{application,attachments}', '[]')
    @> jsonb_build_array(jsonb_build_object('fileId', f.id))
  OR coalesce(c.tracks #> '{application,attachments}', '[]')
    @> jsonb_build_array(jsonb_build_object('earlier',
         jsonb_build_array(jsonb_build_object('fileId', f.id)))))`;

/** How much is taken away at once. */
const mostRemoved = 200;

/**
 * Takes away uploads and files that were begun or sent long ago and never finished or attached: of
 * one case, or of all.
 */
export async function removeForgotten(
  db: Database,
  store: FileStore,
  now: Date,
  caseId: string | null = null,
): Promise<void> {
  const { rows } = await db.pool.query<{ id: string }>(
    `WITH forgotten AS (
       SELECT f.id FROM case_file f JOIN access_case c ON c.id = f.case_id
        WHERE ($1::uuid IS NULL OR f.case_id = $1) AND NOT ${isAttached}
          AND f.uploaded_at < $2::timestamptz - make_interval(hours => $3)
        ORDER BY f.uploaded_at LIMIT ${mostRemoved}
     ), files AS (
       DELETE FROM case_file WHERE id IN (SELECT id FROM forgotten) RETURNING id
     ), uploads AS (
       DELETE FROM file_upload WHERE id IN (
         SELECT id FROM file_upload
          WHERE ($1::uuid IS NULL OR case_id = $1)
            AND started_at < $2::timestamptz - make_interval(hours => $3)
          ORDER BY started_at LIMIT ${mostRemoved})
       RETURNING id
     )
     SELECT id FROM files UNION ALL SELECT id FROM uploads`,
    [caseId, now, keptUnattachedHours],
  );
  if (rows.length > 0) await store.remove(rows.map(({ id }) => id));
}

/** How many files lie beside a case or are on the way to it, and how large all its files are. */
export async function filesBeside(
  db: Database,
  caseId: string,
): Promise<{ unattached: number; bytes: number }> {
  const { rows } = await db.pool.query<{ unattached: number; bytes: string }>(
    `SELECT (count(*) FILTER (WHERE NOT attached))::integer AS unattached,
            coalesce(sum(size_bytes), 0) AS bytes
       FROM (SELECT ${isAttached} AS attached,
                    CASE f.state WHEN 'infected' THEN 0 ELSE f.size_bytes END AS size_bytes
               FROM case_file f JOIN access_case c ON c.id = f.case_id WHERE f.case_id = $1
             UNION ALL
             SELECT false, size_bytes FROM file_upload WHERE case_id = $1) AS files`,
    [caseId],
  );
  return { unattached: rows[0]?.unattached ?? 0, bytes: Number(rows[0]?.bytes ?? 0) };
}

/** A file of a case, or null. */
export async function caseFile(
  db: Database,
  caseId: string,
  fileId: string,
): Promise<CaseFile | null> {
  const { rows } = await db.pool.query<CaseFile>(
    `SELECT id, case_id AS "caseId", name, media_type AS "mediaType", state,
            size_bytes::float8 AS "sizeBytes", sha256, uploaded_by AS "uploadedBy",
            uploaded_at AS "uploadedAt"
       FROM case_file WHERE id = $2 AND case_id = $1`,
    [caseId, fileId],
  );
  return rows[0] ?? null;
}

/** The attachments with their names, who sent them, and what they were before. */
export async function attachmentSummaries(
  db: Database,
  attachments: readonly Attachment[],
): Promise<AttachmentSummary[]> {
  const ids = attachments.flatMap(({ fileId, earlier = [] }) => [
    fileId,
    ...earlier.map((each) => each.fileId),
  ]);
  const { rows } = await db.pool.query<FileFacts & { id: string }>(
    `SELECT f.id, f.name, f.media_type AS "mediaType", f.state, f.uploaded_at AS "uploadedAt",
            p.name AS "uploadedByName"
       FROM case_file f JOIN person p ON p.id = f.uploaded_by
      WHERE f.id = ANY ($1::uuid[])`,
    [ids],
  );
  const files = new Map(rows.map(({ id, ...file }) => [id, file]));
  const known = (file: FileVersion, version: number): FileVersionSummary[] => {
    const facts = files.get(file.fileId);
    return facts ? [{ ...file, ...facts, version }] : [];
  };
  return attachments.flatMap(({ earlier = [], ...attachment }) =>
    known(attachment, attachment.version ?? 1).map((file) => ({
      ...attachment,
      ...file,
      earlier: earlier.flatMap((each, index) => known(each, index + 1)),
    })),
  );
}
