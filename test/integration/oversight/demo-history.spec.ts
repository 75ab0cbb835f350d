import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { verifyLog } from '#audit';
import { importCatalogue, seedDemoPeople } from '#parties';
import { createLog, Database, DemoClock, loadConfig, whileWorkRests } from '#platform';
import { playHistory } from '../../../apps/worker/src/demo/history.play.js';
import { type RunningWorker, startWorker } from '../../../apps/worker/src/worker.app.js';
import { report } from '../../../libs/oversight/src/reports/report.queries.js';
import { createTestDatabase, type TestDatabase } from '../../support/cluster.js';

/** Where the histories end. The clock of the worker is put beyond it. */
const until = new Date('2026-11-01T12:00:00Z');
const wanted = { seed: 'spec', months: 3, monthly: 6, until };
const setting = { mode: 'test', issuer: 'https://issuer.example', seal: null, lanes: 3 } as const;

interface Demonstration {
  database: TestDatabase;
  db: Database;
  worker: RunningWorker | null;
}

const open: Demonstration[] = [];

/** An installation with the people of the demonstration, and a worker where one is asked for. */
async function demonstration({ isWorking = false } = {}): Promise<Demonstration> {
  const database = await createTestDatabase();
  const owner = await Database.connect({ url: database.ownerUrl, schema: 'tilgang', poolSize: 2 });
  const csv = await readFile('data/registries.csv', 'utf8');
  await owner.transaction((tx) => importCatalogue(tx, csv, until));
  await owner.close();
  const db = await Database.connect({ url: database.workerUrl, schema: 'tilgang', poolSize: 12 });
  await seedDemoPeople(db, setting, until);
  const worker = isWorking ? await aWorker(database, db) : null;
  const made = { database, db, worker };
  open.push(made);
  return made;
}

async function aWorker({ workerUrl }: TestDatabase, db: Database): Promise<RunningWorker> {
  await new DemoClock(db).set(new Date('2027-02-01T08:00:00Z'));
  const config = loadConfig('worker', {
    TILGANG_MODE: 'test',
    DATABASE_URL: workerUrl,
    // No vault answers there; none of this is about one.
    VAULT_URL: 'http://127.0.0.1:9',
    VAULT_TOKEN: 'only-in-tests-only-in-tests',
    PUBLIC_URL: 'http://127.0.0.1',
  });
  return startWorker(config, createLog('worker', 'silent'));
}

afterAll(async () => {
  for (const { worker, db, database } of open) {
    await worker?.close();
    await db.close();
    await database.drop();
  }
}, 60_000);

const rowsOf = async <T extends object>({ db }: Demonstration, text: string): Promise<T[]> =>
  (await db.pool.query<T>(text)).rows;

const figures = (of: Demonstration) =>
  rowsOf(
    of,
    `SELECT measure, month, kind, unit_id, part, value, count FROM figure ORDER BY 1, 2, 3, 4, 5, 6`,
  );

/** What people and time did; letters leave some seconds sooner or later, as jobs come to their turn. */
const courses = (of: Demonstration) =>
  rowsOf(
    of,
    `SELECT c.reference, c.kind, string_agg(e.type || ' ' || e.at, ', ' ORDER BY e.at, e.type) AS course
       FROM access_case c JOIN case_event e ON e.case_id = c.id
      WHERE e.type NOT LIKE 'letter-%' GROUP BY 1, 2 ORDER BY 1`,
  );

describe('a history of a demonstration', () => {
  let beside: { last: Date; late: string; courses: object[]; figures: object[] };
  let alone: Demonstration;
  let refused: [string, number][];

  beforeAll(async () => {
    const working = await demonstration({ isWorking: true });
    beside = await whileWorkRests(working.db, async () => {
      await playHistory(working.db, wanted, setting);
      const [found] = await rowsOf<{ last: Date; late: string }>(
        working,
        `SELECT max(at) AS last, count(*) FILTER (WHERE at > '2026-11-01T12:00:00Z') AS late
           FROM case_event`,
      );
      return { ...found!, courses: await courses(working), figures: await figures(working) };
    });
    alone = await demonstration();
    const { played } = await playHistory(alone.db, wanted, { ...setting, lanes: 1 });
    refused = [...played.refused];
  }, 600_000);

  it('is played without the worker, whose clock is another, having touched a case in between', () => {
    expect(beside.late).toBe('0');
    expect(beside.last.getTime()).toBeGreaterThan(Date.parse('2026-10-25'));
  });

  it('is the same again for the same seed, event by event and figure by figure', async () => {
    expect(await courses(alone)).toEqual(beside.courses);
    expect(await figures(alone)).toEqual(beside.figures);
    expect(beside.figures.length).toBeGreaterThan(50);
  });

  it('leaves a log that is whole, and figures that count every case that was submitted', async () => {
    expect(refused).toEqual([]);
    expect((await verifyLog(alone.db)).faults).toEqual([]);
    const period = { fromMonth: '2026-08', toMonth: '2026-11', asOfOn: '2026-11-01' };
    const byMonth = await report(alone.db, 'by-month', period, '2026-11-01');
    const received = byMonth.columns.findIndex(({ id }) => id === 'received');
    const counted = byMonth.rows.reduce((sum, { cells }) => sum + (cells[received] ?? 0), 0);
    const [submitted] = await rowsOf<{ count: number }>(
      alone,
      `SELECT count(*)::int FROM access_case
        WHERE tracks #>> '{application,submittedOn}' IS NOT NULL`,
    );
    expect(counted).toBe(submitted?.count);
    expect(counted).toBeGreaterThan(8);
  });
});
