import { randomUUID } from 'node:crypto';
import type { Tx } from '#platform';
import type { LetterStatus } from '../letter.entity.js';
import type { Language, LetterKind, LetterOrder, Recipient } from '../wording/letter.templates.js';
import type { ChannelName, ChosenChannel, DispatchFacts } from './dispatch.model.js';

/** The SQL of a dispatch. A letter's row is the lock of all that is done to its attempts. */

export interface LetterToSend {
  id: string;
  kind: LetterKind;
  language: Language;
  recipient: Recipient;
  data: LetterOrder['data'];
  status: LetterStatus;
  created_at: Date;
  sha256: Buffer | null;
  /** As it rests. */
  pdf: Buffer | null;
  keyId: string | null;
  rowKey: Buffer | null;
}

export interface Attempt {
  id: string;
  channel: ChannelName;
  attempt: number;
  status: 'sending' | 'sent' | 'failed' | 'waiting' | 'dead';
  reference: string;
  reason: ChosenChannel['reason'];
  isCopy: boolean;
  try: number;
  nextAttemptAt: Date | null;
}

export interface NewAttempt extends Omit<ChosenChannel, 'channel'> {
  channel: ChannelName;
  reference: string;
  try: number;
  requestedBy: string | null;
}

/** Locks a letter and reads what is to be sent; null where there is none. */
export async function lockLetterToSend(tx: Tx, letterId: string): Promise<LetterToSend | null> {
  // Two statements in one trip: the second sees what was committed while the first waited.
  const [, { rows }] = await Promise.all([
    tx.query('SELECT 1 FROM letter WHERE id = $1 FOR UPDATE', [letterId]),
    tx.query<LetterToSend>(
      `SELECT l.id, l.kind, l.language, l.recipient, l.data, l.status, l.created_at, l.sha256,
              f.pdf, f.key_id AS "keyId", f.row_key AS "rowKey"
         FROM letter l LEFT JOIN letter_file f ON f.letter_id = l.id
        WHERE l.id = $1`,
      [letterId],
    ),
  ]);
  return rows[0] ?? null;
}

/** The newest attempt of a letter by each channel. */
export async function latestAttempts(tx: Tx, letterId: string): Promise<Attempt[]> {
  const { rows } = await tx.query<Attempt>(
    `SELECT DISTINCT ON (channel) id, channel, attempt, status, reference, reason,
            is_copy AS "isCopy", try, next_attempt_at AS "nextAttemptAt"
       FROM dispatch WHERE letter_id = $1
      ORDER BY channel, attempt DESC`,
    [letterId],
  );
  return rows;
}

/** Opens an attempt; post waits for a person from the start. */
export async function openAttempt(
  tx: Tx,
  letterId: string,
  chosen: NewAttempt,
  now: Date,
): Promise<Attempt> {
  const status = chosen.channel === 'print' ? 'waiting' : 'sending';
  const { rows } = await tx.query<Attempt>(
    `INSERT INTO dispatch (id, letter_id, channel, attempt, status, requested_at, reference, reason,
                           is_copy, try, requested_by)
     VALUES ($1, $2, $3, (SELECT coalesce(max(attempt), 0) + 1 FROM dispatch WHERE letter_id = $2),
             $4, $5, $6, $7, $8, $9, $10)
     RETURNING id, channel, attempt, status, reference, reason, is_copy AS "isCopy", try,
               next_attempt_at AS "nextAttemptAt"`,
    [
      randomUUID(),
      letterId,
      chosen.channel,
      status,
      now,
      chosen.reference,
      chosen.reason,
      chosen.isCopy,
      chosen.try,
      chosen.requestedBy,
    ],
  );
  return rows[0]!;
}

const portalRoles: Record<Recipient['kind'], string[]> = {
  applicant: [],
  registry: ['registry-adviser', 'registry-delivery'],
  rek: ['rek-secretary'],
  'appeals-body': [],
  operator: [],
};

/** What the choice of a channel depends on, as it is now. */
export async function dispatchFacts(
  tx: Tx,
  { kind, id }: Recipient,
): Promise<Omit<DispatchFacts, 'hasEFormidling'>> {
  const { rows } = await tx.query<Omit<DispatchFacts, 'hasEFormidling' | 'recipientKind'>>(
    `SELECT coalesce(p.reserved_at IS NOT NULL, false) AS "isReserved",
            coalesce(p.email <> '', false) AS "hasEmail",
            c.organisation_number AS "organisationNumber",
            EXISTS (SELECT FROM person_role r
                     WHERE r.role = ANY ($3) AND r.registry_id IS NOT DISTINCT FROM $2)
              AS "hasPortalUsers"
       FROM (SELECT 1) AS only_row
       LEFT JOIN person p ON $1 = 'applicant' AND p.id::text = $2
       LEFT JOIN recipient_contact c ON c.kind = $1 AND c.registry_id IS NOT DISTINCT FROM $2`,
    [kind, id, portalRoles[kind]],
  );
  return { recipientKind: kind, ...rows[0]! };
}
