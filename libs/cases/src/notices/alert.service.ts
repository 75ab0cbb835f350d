import { randomUUID } from 'node:crypto';
import { alertRefused } from '#letters';
import type { Language } from '#parties';
import {
  type Clock,
  type Database,
  defineJob,
  enqueue,
  outboxRow,
  type Processor,
  processor,
  type Schedule,
} from '#platform';
import { type AlertChannel, MailRefused } from './alert.channel.js';
import { alertWords, letterAlertWords } from './alert.words.js';

export const sendAlert = defineJob<{ alertId: string }>('cases', 'send-alert');

/** An alert of a letter was taken by the mail system; noted on the case. */
export const letterAlerted = defineJob<{ letterId: string; alertId: string }>(
  'cases',
  'letter-alerted',
);

/**
 * One person gets at most one e-mail in this time, about all that is new. A letter with a deadline
 * does not wait for it: it has an alert of its own (letter.alert.ts).
 */
const DIGEST_HOURS = 24;
const PEOPLE_AT_ONCE = 200;
/** An e-mail names no more cases than can be read; the portal has them all. */
const MOST_CASES_NAMED = 20;

export function alertSchedules(db: Database, clock: Clock): Schedule[] {
  return [
    {
      name: 'alert people',
      everyMs: 2_000,
      run: async () => orderAlerts(db, await clock.now()),
    },
  ];
}

/**
 * Gathers what is new to each person into one alert and orders its e-mail, in one transaction: a
 * notice belongs to one alert, and a killed process leaves either both or none.
 */
export async function orderAlerts(db: Database, now: Date): Promise<void> {
  await db.transaction(async (tx) => {
    const { rows } = await tx.query<{ id: string }>(
      `WITH waiting AS (
         SELECT person_id, count(*)::int AS notice_count
           FROM notice WHERE alert_id IS NULL AND is_alerted AND created_at <= $1
          GROUP BY person_id
         HAVING NOT EXISTS (SELECT FROM alert a WHERE a.person_id = notice.person_id
                               AND a.letter_id IS NULL AND a.created_at > $1::timestamptz - make_interval(hours => $2))
          LIMIT $3
       ), made AS (
         INSERT INTO alert (id, person_id, notice_count, created_at)
         SELECT gen_random_uuid(), person_id, notice_count, $1 FROM waiting
         RETURNING id, person_id
       ), told AS (
         UPDATE notice SET alert_id = made.id
           FROM made
          WHERE notice.person_id = made.person_id AND notice.alert_id IS NULL AND is_alerted
            AND notice.created_at <= $1
       )
       SELECT id FROM made`,
      [now, DIGEST_HOURS, PEOPLE_AT_ONCE],
    );
    const orders = rows.map(({ id }) => outboxRow(sendAlert, { alertId: id }, randomUUID()));
    await enqueue(tx, orders, now);
  });
}

export function alertProcessors(
  db: Database,
  clock: Clock,
  channel: AlertChannel,
  url: string,
): Processor[] {
  return [
    processor(sendAlert, async ({ alertId }) => {
      const { rows } = await db.pool.query<{
        email: string;
        language: Language;
        noticeCount: number;
        references: string[];
        letterId: string | null;
      }>(
        `SELECT p.email, p.language, a.notice_count AS "noticeCount", a.letter_id AS "letterId",
                ARRAY(SELECT c.reference FROM access_case c
                       WHERE c.id IN (SELECT n.case_id FROM notice n WHERE n.alert_id = a.id
                                      UNION SELECT l.case_id FROM letter l WHERE l.id = a.letter_id)
                       ORDER BY c.reference LIMIT $2) AS references
           FROM alert a JOIN person p ON p.id = a.person_id
          WHERE a.id = $1 AND a.sent_at IS NULL AND a.failed_at IS NULL`,
        [alertId, MOST_CASES_NAMED],
      );
      const alert = rows[0];
      if (!alert) return;
      const { email, language, noticeCount, references, letterId } = alert;
      const about = { noticeCount, references, url };
      const mail = letterId ? letterAlertWords(language, about) : alertWords(language, about);
      try {
        await channel.send({ reference: alertId, to: email, ...mail });
      } catch (error) {
        if (!(error instanceof MailRefused)) throw error;
        return recordRefusal(db, alertId, letterId, error.code, await clock.now());
      }
      await recordSent(db, alertId, letterId, await clock.now());
    }),
  ];
}

async function recordSent(
  db: Database,
  alertId: string,
  letterId: string | null,
  now: Date,
): Promise<void> {
  await db.transaction(async (tx) => {
    const { rowCount } = await tx.query(
      'UPDATE alert SET sent_at = $2 WHERE id = $1 AND sent_at IS NULL',
      [alertId, now],
    );
    if (rowCount !== 1 || !letterId) return;
    await tx.query('UPDATE letter SET alerted_at = $2 WHERE id = $1', [letterId, now]);
    await enqueue(tx, [outboxRow(letterAlerted, { letterId, alertId }, randomUUID())], now);
  });
}

/** Nobody was told: where a letter waits in the portal for them, somebody here must act. */
async function recordRefusal(
  db: Database,
  alertId: string,
  letterId: string | null,
  code: number,
  now: Date,
): Promise<void> {
  await db.transaction(async (tx) => {
    const { rowCount } = await tx.query(
      `UPDATE alert SET failed_at = $2, failure = $3
        WHERE id = $1 AND sent_at IS NULL AND failed_at IS NULL`,
      [alertId, now, `smtp-${code}`],
    );
    if (rowCount === 1 && letterId) await alertRefused(tx, letterId, now);
  });
}
