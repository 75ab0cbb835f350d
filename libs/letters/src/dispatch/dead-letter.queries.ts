import { type Database, Refused } from '#platform';
import type { Recipient } from '../wording/letter.templates.js';
import type { ChannelName } from './dispatch.model.js';

/** A letter, or a copy of one, that was given up and waits for a person. */
export interface DeadLetter {
  letterId: string;
  caseId: string;
  caseReference: string;
  kind: string;
  recipientKind: Recipient['kind'];
  recipientName: string;
  failedAt: Date;
  /** What was tried last; null: it could not even be made. */
  channel: ChannelName | null;
  reply: string | null;
  attempts: number;
  /** Whether the sending that counts has arrived all the same. */
  isCopy: boolean;
}

/** The dead letters, the longest dead first: they wait for a person. */
export async function deadLetters(
  db: Database,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
): Promise<{ items: DeadLetter[]; nextCursor: string | null }> {
  const [at = null, id = null] = cursor === undefined ? [] : placeOf(cursor);
  const { rows } = await db.pool.query<DeadLetter>(
    `SELECT l.id AS "letterId", l.case_id AS "caseId", l.data ->> 'caseReference' AS "caseReference", l.kind,
            l.recipient ->> 'kind' AS "recipientKind", l.recipient -> 'lines' ->> 0 AS "recipientName", l.failed_at AS "failedAt", d.channel,
            coalesce(d.receipt, d.reply) AS reply, coalesce(d.attempt, 0) AS attempts,
            coalesce(d.is_copy, false) AS "isCopy"
       FROM letter l
       LEFT JOIN LATERAL (SELECT * FROM dispatch d WHERE d.letter_id = l.id AND d.status = 'dead'
                           ORDER BY d.attempt DESC LIMIT 1) AS d ON true
      WHERE l.failed_at IS NOT NULL
        AND ($1::timestamptz IS NULL OR (l.failed_at, l.id) > ($1, $2::uuid))
      ORDER BY l.failed_at, l.id
      LIMIT $3`,
    [at, id, limit + 1],
  );
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  const nextCursor = rows.length > limit && last ? cursorOf(last) : null;
  return { items, nextCursor };
}

function cursorOf({ failedAt, letterId }: DeadLetter): string {
  return Buffer.from(`${failedAt.toISOString()}|${letterId}`).toString('base64url');
}

function placeOf(cursor: string): [string, string] {
  const [at = '', id = ''] = Buffer.from(cursor, 'base64url').toString().split('|');
  const isTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(at) && !isNaN(Date.parse(at));
  if (!isTime || !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) {
    throw new Refused({
      code: 'cursor-invalid',
      kind: 'facts',
      problems: [
        { field: 'cursor', rule: 'a cursor from a previous page', todo: 'begin at the first page' },
      ],
    });
  }
  return [at, id];
}
