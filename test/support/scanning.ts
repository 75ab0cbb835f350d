import { setTimeout as pause } from 'node:timers/promises';
import { CaseService, scanCaseFile } from '#cases';
import { Database, DemoClock, EicarScanner, PostgresFileStore } from '#platform';

/** Scans the files that come, as a worker does, beside an API that has none. Ends with `stop`. */
export async function scanAsTheyCome(url: string): Promise<{ stop: () => Promise<void> }> {
  const db = await Database.connect({ url, schema: 'tilgang', poolSize: 2 });
  const clock = new DemoClock(db);
  const parts = {
    db,
    clock,
    store: new PostgresFileStore(db),
    scanner: new EicarScanner(),
    cases: new CaseService(db, clock),
  };
  const stopping = new AbortController();
  const work = (async () => {
    while (!stopping.signal.aborted) {
      const { rows } = await db.pool.query<{ id: string }>(
        `SELECT id FROM case_file WHERE state = 'scanning'`,
      );
      for (const { id } of rows) await scanCaseFile(parts, id);
      await pause(100, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  })();
  return {
    stop: async () => {
      stopping.abort();
      await work;
      await db.close();
    },
  };
}
