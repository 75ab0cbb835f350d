import { randomUUID } from 'node:crypto';
import { type Database, enqueue, outboxRow } from '#platform';
import { sendAlert } from './alert.service.js';

/**
 * Orders the e-mail that tells of one letter in the portal, once for each letter. It takes the
 * case's waiting notices with it, so that the day's e-mail does not tell of them again.
 */
export async function orderLetterAlert(db: Database, letterId: string, now: Date): Promise<void> {
  await db.transaction(async (tx) => {
    const { rows } = await tx.query<{ id: string }>(
      `WITH made AS (
         INSERT INTO alert (id, person_id, notice_count, created_at, letter_id)
         SELECT gen_random_uuid(), c.applicant_id, 1, $2, l.id
           FROM letter l JOIN access_case c ON c.id = l.case_id
          WHERE l.id = $1 AND l.recipient ->> 'kind' = 'applicant'
            AND EXISTS (SELECT FROM dispatch d WHERE d.letter_id = l.id
                           AND d.channel = 'portal' AND d.status = 'sent')
         -- One that was refused is tried again when the letter is sent anew.
         ON CONFLICT (letter_id) DO UPDATE SET failed_at = NULL, failure = NULL
                 WHERE alert.failed_at IS NOT NULL
         RETURNING id, person_id
       ), told AS (
         UPDATE notice n SET alert_id = made.id
           FROM made, letter l
          WHERE l.id = $1 AND n.case_id = l.case_id AND n.person_id = made.person_id
            AND n.alert_id IS NULL AND n.is_alerted
       )
       SELECT id FROM made`,
      [letterId, now],
    );
    const orders = rows.map(({ id }) => outboxRow(sendAlert, { alertId: id }, randomUUID()));
    await enqueue(tx, orders, now);
  });
}
