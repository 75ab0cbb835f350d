import type { Clock, Database, Schedule, Tx } from '#platform';
import { giveUp } from './dispatch.service.js';
import type { EFormidlingClient, MessageStatus } from './eformidling.client.js';

/** How many messages one pass asks about, and how long one is left alone after it was asked about. */
const AT_ONCE = 50;
const FOLLOW_EVERY_MINUTES = 5;
/** What nobody has opened by then is not asked about any more. */
const FOLLOW_FOR_DAYS = 60;

interface Followed {
  id: string;
  letterId: string;
  reference: string;
}

/** Follows what the integration point has taken until it is delivered, read or lost. */
export function eFormidlingSchedules(
  db: Database,
  clock: Clock,
  client: EFormidlingClient,
): Schedule[] {
  return [
    {
      name: 'follow letters in eFormidling',
      everyMs: 10_000,
      run: () => followLetters(db, clock, client),
    },
    {
      name: 'read receipts of eFormidling',
      everyMs: 10_000,
      run: () => readReceipts(db, clock, client),
    },
  ];
}

/** Asks what has become of the letters under way and records it with its times. */
export async function followLetters(
  db: Database,
  clock: Clock,
  client: EFormidlingClient,
): Promise<void> {
  const now = await clock.now();
  const { rows } = await db.pool.query<Followed>(
    `UPDATE dispatch SET followed_at = $1
      WHERE id IN (SELECT id FROM dispatch
                    WHERE channel = 'eformidling' AND status = 'sent' AND opened_at IS NULL
                      AND finished_at > $1::timestamptz - make_interval(days => $4)
                      AND (followed_at IS NULL
                           OR followed_at <= $1::timestamptz - make_interval(mins => $3))
                    ORDER BY followed_at NULLS FIRST LIMIT $2 FOR UPDATE SKIP LOCKED)
     RETURNING id, letter_id AS "letterId", reference`,
    [now, AT_ONCE, FOLLOW_EVERY_MINUTES, FOLLOW_FOR_DAYS],
  );
  for (const followed of rows) {
    const statuses = await client.statusesOf(followed.reference);
    await db.transaction((tx) => recordStatuses(tx, followed, statuses, now));
  }
}

async function recordStatuses(
  tx: Tx,
  { id, letterId, reference }: Followed,
  statuses: readonly MessageStatus[],
  now: Date,
): Promise<void> {
  const at = (names: string[]) =>
    statuses.find(({ status }) => names.includes(status))?.lastUpdate ?? null;
  const receipt = statuses.at(-1)?.status ?? null;
  if (receipt === null) return;
  await tx.query(
    `UPDATE dispatch SET delivered_at = coalesce(delivered_at, $2),
            opened_at = coalesce(opened_at, $3), receipt = $4
      WHERE id = $1`,
    [id, at(['LEVERT', 'LEST']), at(['LEST']), receipt],
  );
  if (at(['FEIL', 'LEVETID_UTLOPT'])) await lose(tx, letterId, reference, now);
}

/** Reads what the recipients' archives answer, records it, and only then takes it away. */
export async function readReceipts(
  db: Database,
  clock: Clock,
  client: EFormidlingClient,
): Promise<void> {
  for (let read = 0; read < AT_ONCE; read += 1) {
    const receipt = await client.peekReceipt();
    if (!receipt) return;
    const now = await clock.now();
    const { messageId, relatedToMessageId, receiptType } = receipt;
    if (relatedToMessageId && receiptType) {
      await db.transaction(async (tx) => {
        const { rows } = await tx.query<{ letterId: string }>(
          `UPDATE dispatch SET receipt = $2,
                  delivered_at = CASE WHEN $3 THEN coalesce(delivered_at, $4) ELSE delivered_at END
            WHERE reference::text = $1 AND channel = 'eformidling' AND status = 'sent'
           RETURNING letter_id AS "letterId"`,
          [relatedToMessageId, `receipt-${receiptType}`, receiptType !== 'ERROR', now],
        );
        if (rows[0] && receiptType === 'ERROR') {
          await lose(tx, rows[0].letterId, relatedToMessageId, now);
        }
      });
    }
    await client.deleteReceipt(messageId);
  }
}

/** The channel took the letter and did not bring it: it is a person's to send anew. */
async function lose(tx: Tx, letterId: string, reference: string, now: Date): Promise<void> {
  await tx.query('SELECT 1 FROM letter WHERE id = $1 FOR UPDATE', [letterId]);
  const { rows } = await tx.query<{ id: string; isCopy: boolean }>(
    `UPDATE dispatch SET status = 'dead'
      WHERE letter_id = $1 AND reference = $2 AND channel = 'eformidling' AND status = 'sent'
     RETURNING id, is_copy AS "isCopy"`,
    [letterId, reference],
  );
  for (const row of rows) await giveUp(tx, letterId, row, now);
}
