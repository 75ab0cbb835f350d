import type { Clock } from '../clock/clock.js';
import type { Database } from '../db/database.js';
import type { Schedule } from '../queue/schedule.js';
import type { FileStore } from './file.store.js';

interface Kept {
  name: string;
  everyMs: number;
  /** The orders of what was made: `id`, by which the file is stored, and `ordered_at`. */
  table: 'case_print' | 'export_order';
  hours: number;
}

/** Takes files that were made to order away when their hours are over, the oldest first. */
export function takeAwaySchedule(
  { db, store, clock }: { db: Database; store: FileStore; clock: Clock },
  { name, everyMs, table, hours }: Kept,
): Schedule {
  return {
    name,
    everyMs,
    run: async () => {
      const { rows } = await db.pool.query<{ id: string }>(
        `DELETE FROM ${table} WHERE id IN (
           SELECT id FROM ${table}
            WHERE ordered_at < $1::timestamptz - make_interval(hours => $2)
            ORDER BY ordered_at LIMIT 100) RETURNING id`,
        [await clock.now(), hours],
      );
      if (rows.length > 0) await store.remove(rows.map(({ id }) => id));
    },
  };
}
