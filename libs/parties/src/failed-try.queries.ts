import { createHash } from 'node:crypto';
import type { Tx } from '#platform';

/**
 * Counts a try at something that only who knows a secret should manage, by what is tried and who
 * tries it, in every process together. Runs on the database's own time, as sessions do.
 *
 * @returns how many tries there have been within `seconds` of the first, this one counted
 */
export async function triesOf(
  db: Tx,
  what: string,
  source: string,
  seconds: number,
): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    `WITH over AS (DELETE FROM failed_try WHERE until_at <= now() AND source_hash <> $1)
     INSERT INTO failed_try AS known (source_hash, count, until_at)
     VALUES ($1, 1, now() + make_interval(secs => $2))
     ON CONFLICT (source_hash) DO UPDATE
       SET count = CASE WHEN known.until_at <= now() THEN 1 ELSE known.count + 1 END,
           until_at = CASE WHEN known.until_at <= now() THEN excluded.until_at
                           ELSE known.until_at END
     RETURNING count`,
    [hashOf(what, source), seconds],
  );
  return rows[0]?.count ?? 1;
}

/** Who managed it starts afresh. */
export async function forgetTries(db: Tx, what: string, source: string): Promise<void> {
  await db.query('DELETE FROM failed_try WHERE source_hash = $1', [hashOf(what, source)]);
}

function hashOf(what: string, source: string): Buffer {
  return createHash('sha256')
    .update(JSON.stringify([what, source]))
    .digest();
}
