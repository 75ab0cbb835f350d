import { setMaxListeners } from 'node:events';
import type { Database } from '../db/database.js';
import type { Log } from '../log.js';
import { neverRests, type Rest } from './rest.js';

export interface Schedule {
  name: string;
  everyMs: number;
  /** Looks for what is due and does it. Must cope with being late: a missed night is caught up. */
  run: () => Promise<void>;
}

/**
 * Runs the schedules in turn until stopped. Of many workers only one runs a schedule at a time: whoever
 * holds the advisory lock of its name.
 *
 * @returns stops them, waiting for what is under way.
 */
export function startSchedules(
  schedules: readonly Schedule[],
  db: Database,
  log: Log,
  rest: Rest = neverRests,
): () => Promise<void> {
  const stopping = new AbortController();
  // Each schedule waits on it: more than ten are no leak.
  setMaxListeners(schedules.length, stopping.signal);
  // One after another: each holds a connection for its lock while its work asks for more, and many
  // at once would wait for each other's for ever.
  let turn: Promise<void> = Promise.resolve();
  const loops = schedules.map(async (schedule) => {
    while (!stopping.signal.aborted) {
      turn = turn.then(() => runOnce(schedule, { db, log, rest, signal: stopping.signal }));
      await turn;
      await pause(schedule.everyMs, stopping.signal);
    }
  });
  return async () => {
    stopping.abort();
    await Promise.all(loops);
  };
}

async function runOnce(
  schedule: Schedule,
  { db, log, rest, signal }: { db: Database; log: Log; rest: Rest; signal: AbortSignal },
): Promise<void> {
  if (signal.aborted) return;
  try {
    const end = await rest.begin();
    if (end) await runAlone(schedule, db).finally(end);
  } catch (error) {
    log.warn({ schedule: schedule.name, err: (error as Error).name }, 'schedule: will try again');
  }
}

async function runAlone({ name, run }: Schedule, db: Database): Promise<void> {
  await db.transaction(async (tx) => {
    const { rows } = await tx.query<{ held: boolean }>(
      'SELECT pg_try_advisory_xact_lock(hashtextextended($1, 0)) AS held',
      [`schedule ${name}`],
    );
    if (rows[0]?.held) await run();
  });
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done, { once: true });
    function done() {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
  });
}
