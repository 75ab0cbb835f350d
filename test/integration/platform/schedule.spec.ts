import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createLog, Database, startSchedules } from '#platform';
import { createTestDatabase } from '../../support/cluster.js';
import { until } from '../../support/until.js';

type TestDatabase = Awaited<ReturnType<typeof createTestDatabase>>;

let database: TestDatabase;
let db: Database;
beforeAll(async () => {
  database = await createTestDatabase();
  db = await Database.connect({ url: database.workerUrl, schema: 'tilgang', poolSize: 2 });
});
afterAll(async () => {
  await db.close();
  await database.drop();
});

const log = createLog('worker', 'silent');

/** A schedule that counts its runs, each of which asks for a connection of its own. */
function counting(name: string) {
  const schedule = {
    name,
    everyMs: 10,
    runs: 0,
    run: async () => {
      await db.pool.query('SELECT pg_sleep(0.01)');
      schedule.runs += 1;
    },
  };
  return schedule;
}

describe('schedules', () => {
  it('all come to their turn, also when there are more of them than connections', async () => {
    const schedules = ['a', 'b', 'c', 'd'].map(counting);
    const stop = startSchedules(schedules, db, log);
    await until('each has run twice', () => schedules.every(({ runs }) => runs >= 2));
    await stop();
  });

  it('go on when one of them fails', async () => {
    const failing = { name: 'fails', everyMs: 10, run: () => Promise.reject(new Error('no')) };
    const other = counting('other');
    const stop = startSchedules([failing, other], db, log);
    await until('the other has run three times', () => other.runs >= 3);
    await stop();
  });

  it('run in one worker at a time', async () => {
    let running = 0;
    let most = 0;
    let runs = 0;
    const schedule = {
      name: 'alone',
      everyMs: 1,
      run: async () => {
        most = Math.max(most, ++running);
        await db.pool.query('SELECT pg_sleep(0.005)');
        running -= 1;
        runs += 1;
      },
    };
    const others = await Database.connect({
      url: database.workerUrl,
      schema: 'tilgang',
      poolSize: 2,
    });
    const stops = [startSchedules([schedule], db, log), startSchedules([schedule], others, log)];
    await until('it has run ten times', () => runs >= 10);
    await Promise.all(stops.map((stop) => stop()));
    await others.close();
    expect(most).toBe(1);
  });
});
