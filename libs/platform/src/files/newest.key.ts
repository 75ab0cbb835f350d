import type { Schedule } from '../queue/schedule.js';
import type { Database } from '../db/database.js';
import type { PostgresFileStore } from './file.store.js';
import { moveRowsToNewestKey } from './sealed.rows.js';

const piecesAtATime = 200;

const rowsAtATime = 500;

/** Moves files under the newest data key, a hundred mebibytes at a time, while everything runs. */
export function newestKeySchedule(store: PostgresFileStore, db: Database): Schedule {
  return {
    name: 'files under the newest data key',
    everyMs: 30_000,
    run: async () => {
      await store.moveToNewestKey(piecesAtATime);
      await moveRowsToNewestKey(db, rowsAtATime);
    },
  };
}
