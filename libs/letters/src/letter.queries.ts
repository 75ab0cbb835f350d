import { type Database, openedRow, placeOf, type RestingBytes, restingColumns } from '#platform';
import type { ChannelName, ChannelReason } from './dispatch/dispatch.model.js';
import type { DispatchStatus, LetterStatus } from './letter.entity.js';
import { fileNames } from './wording/letter.names.js';
import type { Language, LetterKind, Recipient } from './wording/letter.templates.js';

/** A letter in the list of a case. */
export interface LetterSummary {
  id: string;
  kind: LetterKind;
  language: Language;
  status: LetterStatus;
  recipientKind: Recipient['kind'];
  recipientId: string | null;
  recipientName: string;
  createdAt: Date;
  dispatchedAt: Date | null;
  openedAt: Date | null;
}

/** What those who answer for a letter see of its way to the recipient. */
export interface LetterTrail {
  alertedAt: Date | null;
  failedAt: Date | null;
  /** When one by post is taken to have arrived. */
  arrivesOn: string | null;
  attempts: DispatchAttempt[];
}

export interface DispatchAttempt {
  attempt: number;
  channel: ChannelName;
  reason: ChannelReason;
  isCopy: boolean;
  status: DispatchStatus;
  requestedAt: string;
  finishedAt: string | null;
  nextAttemptAt: string | null;
  deliveredAt: string | null;
  openedAt: string | null;
  reply: string | null;
  receipt: string | null;
}

/** What the door must know before it hands out a letter; the file itself is {@link letterPdf}. */
export interface LetterForReading {
  id: string;
  caseId: string;
  kind: LetterKind;
  recipient: Recipient;
  status: LetterStatus;
  /** Of the file; null until the letter is produced. */
  sha256: Buffer | null;
  openedAt: Date | null;
  arrivesOn: string | null;
  fileName: string;
}

/** The letters of a case with their ways, oldest first. */
export async function lettersOfCase(
  db: Database,
  caseId: string,
): Promise<(LetterSummary & { trail: LetterTrail })[]> {
  const { rows } = await db.pool.query<
    LetterSummary & Omit<LetterTrail, 'attempts'> & { attempts: DispatchAttempt[] | null }
  >(
    `SELECT id, kind, language, status, recipient->>'kind' AS "recipientKind",
            recipient->>'id' AS "recipientId", recipient->'lines'->>0 AS "recipientName",
            created_at AS "createdAt", dispatched_at AS "dispatchedAt", opened_at AS "openedAt",
            alerted_at AS "alertedAt", failed_at AS "failedAt", arrives_on::text AS "arrivesOn",
            (SELECT jsonb_agg(jsonb_build_object(
                      'attempt', d.attempt, 'channel', d.channel, 'reason', d.reason,
                      'isCopy', d.is_copy, 'status', d.status,
                      'requestedAt', ${asUtc('requested_at')}, 'finishedAt', ${asUtc('finished_at')},
                      'nextAttemptAt', ${asUtc('next_attempt_at')},
                      'deliveredAt', ${asUtc('delivered_at')}, 'openedAt', ${asUtc('opened_at')},
                      'reply', d.reply, 'receipt', d.receipt) ORDER BY d.attempt)
               FROM dispatch d WHERE d.letter_id = letter.id) AS attempts
       FROM letter WHERE case_id = $1
      ORDER BY created_at, id`,
    [caseId],
  );
  return rows.map(({ alertedAt, failedAt, arrivesOn, attempts, ...letter }) => ({
    ...letter,
    trail: { alertedAt, failedAt, arrivesOn, attempts: attempts ?? [] },
  }));
}

/** A time inside JSON, in the form that the API answers in. */
function asUtc(column: string): string {
  return `to_char(d.${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}

/** One letter without its file, or null. */
export async function letterForReading(
  db: Database,
  letterId: string,
): Promise<LetterForReading | null> {
  const { rows } = await db.pool.query<
    Omit<LetterForReading, 'fileName'> & { language: Language; caseReference: string }
  >(
    `SELECT id, case_id AS "caseId", kind, language, recipient, status, sha256,
            opened_at AS "openedAt", arrives_on::text AS "arrivesOn",
            data->>'caseReference' AS "caseReference"
       FROM letter WHERE id = $1`,
    [letterId],
  );
  if (!rows[0]) return null;
  const { language, caseReference, ...letter } = rows[0];
  return { ...letter, fileName: fileName(letter.kind, language, caseReference) };
}

/** The stored file, or null until the letter is produced. */
export async function letterPdf(db: Database, letterId: string): Promise<Buffer | null> {
  const { rows } = await db.pool.query<RestingBytes>(
    `SELECT ${restingColumns('f')} FROM letter_file f WHERE letter_id = $1`,
    [letterId],
  );
  return rows[0] ? openedRow(db, placeOf('letter_file', letterId), rows[0]) : null;
}

/** What the row of a letter says of its file. */
export interface LetterFileFacts {
  sha256: Buffer | null;
  producedAt: Date | null;
  /** null: the letter was made before letters were sealed. */
  sealCertificateSha256: Buffer | null;
}

/** What is known of a letter's file, or null where there is no such letter. */
export async function letterFileFacts(
  db: Database,
  letterId: string,
): Promise<LetterFileFacts | null> {
  const { rows } = await db.pool.query<LetterFileFacts>(
    `SELECT sha256, produced_at AS "producedAt",
            seal_certificate_sha256 AS "sealCertificateSha256"
       FROM letter WHERE id = $1`,
    [letterId],
  );
  return rows[0] ?? null;
}

/** Notes that the recipient opened a dispatched letter; true the first time, when it counts. */
export async function markOpened(db: Database, letterId: string, at: Date): Promise<boolean> {
  const { rowCount } = await db.pool.query(
    `WITH opened AS (
       UPDATE dispatch SET opened_at = $2
        WHERE letter_id = $1 AND channel = 'portal' AND status = 'sent' AND opened_at IS NULL
     )
     UPDATE letter SET opened_at = $2
      WHERE id = $1 AND status = 'dispatched' AND opened_at IS NULL`,
    [letterId, at],
  );
  return rowCount === 1;
}

/** A name for the file as it is saved: letters, digits and hyphens. */
function fileName(kind: LetterKind, language: Language, caseReference: string): string {
  const reference = caseReference.replace(/[^0-9A-Za-z]+/g, '-');
  return `${fileNames[kind][language]}-${reference}.pdf`;
}
