import type { Tx } from '#platform';
import type { JournalOrder } from './journal.model.js';

/** A journal entry with its ids, as it is inserted with its event. */
export type JournalRow = JournalOrder & {
  id: string;
  documents: { id: string; number: number; fileId: string | null }[];
};

/** Gives an entry and its documents their ids. */
export function journalRow(order: JournalOrder | null, newId: () => string): JournalRow | null {
  if (!order) return null;
  // A drawn page or a letter stands first; what came with it follows.
  const files =
    order.isDrawn || order.fileIds.length === 0 ? [null, ...order.fileIds] : order.fileIds;
  return {
    ...order,
    id: newId(),
    documents: files.map((fileId, index) => ({ id: newId(), number: index + 1, fileId })),
  };
}

/**
 * The parts of a statement that insert an entry, its documents and its place in the line for a
 * number. The number within the case is safe because the case's row is locked.
 */
export function JOURNAL(caseId: string, seq: string, row: string, at: string): string {
  return `journalled AS (
    INSERT INTO journal_entry (id, case_id, number, event_seq, kind, type, party_kind, party_id,
                               party_name, institution, title, exemption, document_on, received_on,
                               sent_on, letter_id, created_at)
    SELECT id, ${caseId},
           (SELECT coalesce(max(j.number), 0) + 1 FROM journal_entry j WHERE j.case_id = ${caseId}),
           ${seq}, kind, type, "partyKind", "partyId", "partyName", institution, title, exemption,
           "documentOn", "receivedOn", "sentOn", "letterId", ${at}
      FROM jsonb_to_record(${row}::jsonb) AS row (
           id uuid, kind text, type text, "partyKind" text, "partyId" text, "partyName" text,
           institution text, title text, exemption text, "documentOn" date, "receivedOn" date,
           "sentOn" date, "letterId" uuid)
     WHERE id IS NOT NULL
    RETURNING id
  ), in_line AS (
    INSERT INTO journal_waiting (entry_id) SELECT id FROM journalled
  ), documents AS (
    INSERT INTO journal_document (id, entry_id, number, file_id)
    SELECT document.id, journalled.id, document.number, document."fileId"
      FROM journalled, jsonb_to_recordset(${row}::jsonb -> 'documents') AS document (
           id uuid, number integer, "fileId" uuid)
  )`;
}

/** Journals a letter as it is dispatched; once, whatever calls again. */
export async function insertLetterEntry(
  tx: Tx,
  caseId: string,
  seq: number,
  row: JournalRow & { letterId: string },
  at: Date,
): Promise<void> {
  await tx.query(`WITH ${JOURNAL('$1', '$2', '$3', '$4')} SELECT FROM journalled`, [
    caseId,
    seq,
    JSON.stringify(row),
    at,
  ]);
}
