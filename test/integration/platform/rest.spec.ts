import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Queue } from 'bullmq';
import {
  createLog,
  Database,
  defineJob,
  enqueue,
  openQueue,
  outboxRow,
  processor,
  queueNames,
  Relay,
  type RestRefused,
  startSchedules,
  startWorkers,
  SystemClock,
  WorkerRest,
  whileWorkRests,
} from '#platform';
import { createTestDatabase, emptyQueueStore, type TestDatabase } from '../../support/cluster.js';
import { until } from '../../support/until.js';

const job = defineJob<{ letterId: string }>('letters', 'rests-with-the-rest');
const log = createLog('worker', 'silent');
const clock = new SystemClock();

let database: TestDatabase;
let db: Database;
let rest: WorkerRest;
let queues: Map<(typeof queueNames)[number], Queue>;
let closing: (() => Promise<unknown>)[];
let done: string[];

beforeAll(async () => {
  database = await createTestDatabase();
  db = await Database.connect({ url: database.workerUrl, schema: 'tilgang' });
});
beforeEach(async () => {
  done = [];
  rest = await WorkerRest.connect(database.workerUrl, log);
  closing = [() => rest.close()];
});
afterEach(async () => {
  rest.stop();
  for (const close of closing.reverse()) await close();
});
afterAll(async () => {
  await db.close();
  await database.drop();
});

/** A worker with one schedule, one kind of job and the relay, as the real one has them. */
async function startWork(work: () => Promise<void> = () => Promise.resolve()) {
  const store = await emptyQueueStore('postgres', database);
  queues = new Map(queueNames.map((name) => [name, openQueue(store, name)]));
  const jobs = processor(job, async () => {
    done.push('job');
    await work();
  });
  const workers = startWorkers([jobs], db, clock, log, { store, concurrency: 2, rest });
  const relay = new Relay(db, queues, clock, log, { idleMs: 5, rest });
  relay.start();
  const schedule = {
    name: 'rests with the rest',
    everyMs: 5,
    run: async () => {
      done.push('schedule');
      await work();
    },
  };
  const stop = startSchedules([schedule], db, log, rest);
  closing.push(
    () => Promise.all([...queues.values()].map((queue) => queue.close())),
    () => Promise.all(workers.map((worker) => worker.close())),
    () => Promise.all([relay.stop(), stop()]),
  );
}

const order = () =>
  db.transaction((tx) =>
    enqueue(tx, [outboxRow(job, { letterId: randomUUID() })], new Date('2026-01-01')),
  );

const ask = (what: string) =>
  db.pool
    .query<{ count: string }>(`SELECT count(*) FROM outbox WHERE ${what}`)
    .then(({ rows }) => Number(rows[0]?.count));

describe('the rest of a worker', () => {
  it('begins nothing, of schedules, jobs and the outbox, and goes on when it is over', async () => {
    await startWork();
    await until('work is done', () => done.includes('schedule'));
    await whileWorkRests(db, async () => {
      done.length = 0;
      await order();
      // Handed to the queue past the relay: it waits there.
      await queues.get('letters')?.add(job.name, { letterId: '1' }, { jobId: randomUUID() });
      await db.pool.query('SELECT pg_sleep(0.4)');
      expect(done).toEqual([]);
      expect(await ask('published_at IS NOT NULL')).toBe(0);
    });
    await until('both jobs are done', () => done.filter((each) => each === 'job').length === 2);
    expect(done).toContain('schedule');
  });

  it('comes when what is under way is done, however much waits to begin', async () => {
    let underWay = 0;
    await startWork(async () => {
      underWay += 1;
      await db.pool.query('SELECT pg_sleep(0.05)');
      underWay -= 1;
    });
    for (let orders = 0; orders < 10; orders++) await order();
    await until('work is under way', () => underWay > 0);
    await whileWorkRests(db, () => {
      expect(underWay).toBe(0);
      return Promise.resolve();
    });
  });

  it('is had by one at a time', async () => {
    await whileWorkRests(db, async () => {
      const second = whileWorkRests(db, () => Promise.resolve());
      await expect(second).rejects.toMatchObject({
        because: 'others-play',
      } satisfies Partial<RestRefused>);
    });
    await expect(whileWorkRests(db, () => Promise.resolve('again'))).resolves.toBe('again');
  });

  it('is not waited for by a worker that stops', async () => {
    await whileWorkRests(db, async () => {
      const waiting = rest.beginWhenOver();
      rest.stop();
      await expect(waiting).rejects.toThrow();
    });
  });
});
