import type { Schedule } from '../queue/schedule.js';
import type { PostgresFileStore } from './file.store.js';

const piecesAtATime = 200;

/** Moves files under the newest data key, a hundred mebibytes at a time, while everything runs. */
export function newestKeySchedule(store: PostgresFileStore): Schedule {
  return {
    name: 'files under the newest data key',
    everyMs: 30_000,
    run: async () => void (await store.moveToNewestKey(piecesAtATime)),
  };
}
