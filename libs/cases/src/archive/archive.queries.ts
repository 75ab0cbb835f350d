import { letterPdf } from '#letters';
import { type Database, openedRow, placeOf, type RestingBytes, restingColumns } from '#platform';
import type { ArchiveCase, ArchiveEntry } from './archive.model.js';

/** What stands in the way of packing a case: a letter on its way, a page not drawn, a number not given. */
export async function isReadyToPack(db: Database, caseId: string): Promise<boolean> {
  const { rows } = await db.pool.query<{ ready: boolean }>(`SELECT ${READY('$1')} AS ready`, [
    caseId,
  ]);
  return rows[0]?.ready ?? false;
}

/** Whether every document of a case is journalled and there. */
export const READY = (caseId: string): string => `
  (NOT EXISTS (SELECT FROM letter l WHERE l.case_id = ${caseId} AND l.status IN ('queued', 'produced'))
   AND NOT EXISTS (SELECT FROM letter l WHERE l.case_id = ${caseId} AND l.status = 'dispatched'
                      AND NOT EXISTS (SELECT FROM journal_entry e WHERE e.letter_id = l.id))
   AND NOT EXISTS (SELECT FROM journal_entry e JOIN journal_waiting w ON w.entry_id = e.id
                    WHERE e.case_id = ${caseId})
   AND NOT EXISTS (SELECT FROM journal_entry e JOIN journal_document d ON d.entry_id = e.id
                    WHERE e.case_id = ${caseId} AND e.letter_id IS NULL AND d.file_id IS NULL
                      AND NOT EXISTS (SELECT FROM journal_file f WHERE f.document_id = d.id)))`;

/** A case with its journal, for the package. Throws where there is no such case. */
export async function archiveCase(db: Database, caseId: string): Promise<ArchiveCase> {
  const [cases, entries] = await Promise.all([
    db.pool.query<Omit<ArchiveCase, 'entries'>>(CASE, [caseId]),
    db.pool.query<ArchiveEntry>(ENTRIES, [caseId]),
  ]);
  const [found] = cases.rows;
  if (!found) throw new Error('The case to be packed is not there');
  return { ...found, entries: entries.rows };
}

const CASE = `
  SELECT c.id, c.reference, c.kind, c.title, c.created_at AS "createdAt", c.changed_at AS "changedAt",
         c.application_state IN ('closed', 'withdrawn', 'dismissed') AS "isClosed",
         applicant.name AS "applicantName", assignee.name AS "caseworkerName"
    FROM access_case c JOIN person applicant ON applicant.id = c.applicant_id
    LEFT JOIN person assignee ON assignee.id = c.assignee_id
   WHERE c.id = $1`;

const ENTRIES = `
  SELECT e.id, e.number, n.year, n.sequence, n.journalled_on::text AS "journalledOn", e.type, e.kind,
         e.title, e.party_kind AS "partyKind", e.party_name AS "partyName", e.institution,
         e.document_on::text AS "documentOn", e.received_on::text AS "receivedOn",
         e.sent_on::text AS "sentOn", to_jsonb(e.created_at) #>> '{}' AS "createdAt",
         e.exemption AS "firstExemption",
         coalesce((SELECT jsonb_agg(jsonb_build_object('exemption', s.exemption,
                   'publicTitle', s.public_title, 'byName', p.name, 'at', s.decided_at)
                   ORDER BY s.version)
            FROM journal_shielding s JOIN person p ON p.id = s.decided_by
           WHERE s.entry_id = e.id), '[]') AS assessments,
         (SELECT jsonb_agg(jsonb_build_object('id', d.id, 'number', d.number, 'name', f.name,
                   'mediaType', coalesce(f.media_type, 'application/pdf'), 'fileId', d.file_id,
                   'letterId', e.letter_id,
                   'sha256', coalesce(f.sha256, encode(coalesce(j.sha256, l.sha256), 'hex')),
                   'sizeBytes', coalesce(f.size_bytes, j.size, lf.size))
                   ORDER BY d.number)
            FROM journal_document d
            LEFT JOIN case_file f ON f.id = d.file_id
            LEFT JOIN journal_file j ON j.document_id = d.id
           WHERE d.entry_id = e.id) AS documents
    FROM journal_entry e JOIN journal_number n ON n.entry_id = e.id
    LEFT JOIN letter l ON l.id = e.letter_id
    LEFT JOIN letter_file lf ON lf.letter_id = e.letter_id
   WHERE e.case_id = $1
   ORDER BY e.number`;

/** The bytes of a page or a letter. */
export async function archivedPdf(
  db: Database,
  { id, letterId }: { id: string; letterId: string | null },
): Promise<Buffer> {
  const pdf = letterId === null ? await pagePdf(db, id) : await letterPdf(db, letterId);
  if (!pdf) throw new Error('A document of the archive has no file');
  return pdf;
}

async function pagePdf(db: Database, id: string): Promise<Buffer | null> {
  const { rows } = await db.pool.query<RestingBytes>(
    `SELECT ${restingColumns('f')} FROM journal_file f WHERE document_id = $1`,
    [id],
  );
  return rows[0] ? openedRow(db, placeOf('journal_file', id), rows[0]) : null;
}
