import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createPostgresBackend, type Queue, Worker } from 'bullmq';
import {
  type Clock,
  createLog,
  Database,
  defineJob,
  enqueue,
  openQueue,
  type OutboxRow,
  outboxRow,
  processor,
  type QueueName,
  queueNames,
  type QueueStore,
  Refused,
  Relay,
  startWorkers,
} from '#platform';
import { createTestDatabase, emptyQueueStore, type TestDatabase } from '../../support/cluster.js';
import { until } from '../../support/until.js';

const job = defineJob<{ letterId: string }>('letters', 'produce-test-letter');
const log = createLog('test', 'silent');

describe.each(['postgres', 'redis'] as const)(
  'work after a commit, with its queue in %s',
  (kind) => {
    let database: TestDatabase;
    let db: Database;
    let store: QueueStore;
    let queues: Map<QueueName, Queue>;
    let workers: Worker[];
    let now: Date;
    const clock: Clock = { now: () => Promise.resolve(now) };

    beforeAll(async () => {
      database = await createTestDatabase();
      db = await Database.connect({ url: database.workerUrl, schema: 'tilgang' });
      store = await emptyQueueStore(kind, database);
      queues = new Map(queueNames.map((name) => [name, openQueue(store, name)]));
    });

    beforeEach(() => {
      now = new Date('2027-03-01T08:00:00.000Z');
      workers = [];
    });

    afterEach(async () => {
      await Promise.all(workers.map((worker) => worker.close()));
    });

    afterAll(async () => {
      await Promise.all([...queues.values()].map((queue) => queue.close()));
      await db.close();
      await database.drop();
    });

    it('processes a committed row once and notes when', async () => {
      const done = startHandling(() => Promise.resolve());
      const row = await commitRow();
      expect(await relay().publishBatch()).toBe(1);
      const found = await outboxRowWhen(row, 'processed_at');
      expect(found).toMatchObject({ published_at: now, processed_at: now, failed_at: null });
      expect(done).toEqual([row.payload['letterId']]);
    });

    it('publishes nothing of a transaction that was rolled back', async () => {
      await expect(
        db.transaction(async (tx) => {
          await enqueue(tx, [outboxRow(job, { letterId: randomUUID() })], now);
          throw new Error('changed my mind');
        }),
      ).rejects.toThrow('changed my mind');
      expect(await relay().publishBatch()).toBe(0);
    });

    it('publishes each row once when several relays run at once', async () => {
      const done = startHandling(() => Promise.resolve());
      const rows = await commitRows(120);
      const published = await Promise.all([1, 2, 3].map(() => relay().publishBatch()));
      expect(published.reduce((sum, count) => sum + count)).toBe(120);
      await outboxRowsWhen(rows, 'processed_at');
      expect([...done].sort()).toEqual(rows.map((row) => row.payload['letterId']).sort());
    });

    it('makes one job of a row when a relay dies between publishing and noting it', async () => {
      const row = await commitRow();
      await expect(relay(dyingAfterAdding(queues)).publishBatch()).rejects.toThrow('killed');
      expect(await relay().publishBatch()).toBe(1);
      expect(await queues.get('letters')!.getJobCountByTypes('waiting', 'delayed')).toBe(1);
      const done = startHandling(() => Promise.resolve());
      await outboxRowWhen(row, 'processed_at');
      expect(done).toHaveLength(1);
    });

    it('does not try again what was refused, and keeps the code of the refusal', async () => {
      const done = startHandling(() => {
        throw new Refused({ code: 'template-missing', kind: 'facts' });
      });
      const row = await commitRow();
      await relay().publishBatch();
      const found = await outboxRowWhen(row, 'failed_at');
      expect(found).toMatchObject({ processed_at: null, failure: 'template-missing' });
      expect(done).toHaveLength(1);
      expect(await queues.get('letters')!.getJobCountByTypes('waiting', 'delayed', 'active')).toBe(
        0,
      );
      expect(await relay().publishBatch()).toBe(0);
    });

    it('tries again after an error that may pass', async () => {
      const done = startHandling((attempt) => {
        if (attempt === 1) throw new Error('connection lost');
        return Promise.resolve();
      });
      const row = await commitRow();
      await relay().publishBatch();
      const found = await outboxRowWhen(row, 'processed_at');
      expect(found).toMatchObject({ failed_at: null });
      expect(done).toHaveLength(2);
    });

    it('begins again later where every attempt failed, as when a server was away for long', async () => {
      const done = startHandling((attempt) => {
        if (attempt === 1) throw new Error('connection lost');
        return Promise.resolve();
      });
      const row = await commitRow();
      await relay(withAttempts(queues, 1)).publishBatch();
      const given = await outboxRowWhen(row, 'failure');
      expect(given).toMatchObject({ failure: 'Error', failed_at: null, processed_at: null });
      expect(await relay().publishBatch()).toBe(0);
      now = new Date(now.getTime() + 11 * 60_000);
      expect(await relay().publishBatch()).toBe(1);
      await outboxRowWhen(row, 'processed_at');
      expect(done).toHaveLength(2);
    });

    it('does nothing when a processed row is published again', async () => {
      const done = startHandling(() => Promise.resolve());
      const row = await commitRow();
      await relay().publishBatch();
      await outboxRowWhen(row, 'processed_at');
      const completedAgain = new Promise((resolve) => {
        for (const worker of workers) worker.on('completed', resolve);
      });
      await until(
        'the first job is gone',
        async () => !(await queues.get('letters')!.getJob(row.id)),
      );
      await queues.get('letters')!.add(row.job, row.payload, { jobId: row.id });
      await completedAgain;
      expect(done).toHaveLength(1);
    });

    it('gives the job of a worker that died to another', async () => {
      const row = await commitRow();
      await relay().publishBatch();
      const dead = openBareWorker(store, 'letters', { lockDuration: 400 });
      const taken = await dead.getNextJob('a-worker-that-will-not-come-back');
      expect(taken).toMatchObject({ id: row.id });
      await dead.close();
      const done = startHandling(() => Promise.resolve(), 400);
      await outboxRowWhen(row, 'processed_at');
      expect(done).toEqual([row.payload['letterId']]);
    });

    it('publishes again what a lost queue store never gave back', async () => {
      const row = await commitRow();
      await relay().publishBatch();
      await queues.get('letters')!.obliterate({ force: true });
      expect(await relay().publishBatch()).toBe(0);
      now = new Date(now.getTime() + 11 * 60_000);
      expect(await relay().publishBatch()).toBe(1);
      const done = startHandling(() => Promise.resolve());
      await outboxRowWhen(row, 'processed_at');
      expect(done).toHaveLength(1);
    });

    it('fails a job that no processor knows, and says so', async () => {
      startHandling(() => Promise.resolve());
      const row = await commitRow(
        outboxRow(defineJob<{ id: string }>('cases', 'unheard-of'), { id: '1' }),
      );
      await relay().publishBatch();
      const found = await outboxRowWhen(row, 'failed_at');
      expect(found).toMatchObject({ failure: 'no-processor-for-unheard-of' });
    });

    it('refuses to start with two processors for one job', () => {
      const twice = processor(job, () => Promise.resolve());
      expect(() => startWorkers([twice, twice], db, clock, log, { store, concurrency: 1 })).toThrow(
        'Two processors for job letters/produce-test-letter',
      );
    });

    /** Starts workers; the list returned grows by the letter's id each time one is handled. */
    function startHandling(handle: (attempt: number) => Promise<void>, lockDurationMs = 10_000) {
      const handled: string[] = [];
      const handling = processor(job, async ({ letterId }) => {
        handled.push(letterId);
        await handle(handled.filter((id) => id === letterId).length);
      });
      const settings = { store, concurrency: 8, lockDurationMs };
      workers.push(...startWorkers([handling], db, clock, log, settings));
      return handled;
    }

    function relay(to: ReadonlyMap<QueueName, Queue> = queues) {
      return new Relay(db, to, clock, log);
    }

    async function commitRow(row: OutboxRow = outboxRow(job, { letterId: randomUUID() })) {
      await db.transaction((tx) => enqueue(tx, [row], now));
      return row;
    }

    async function commitRows(count: number) {
      const rows = Array.from({ length: count }, () => outboxRow(job, { letterId: randomUUID() }));
      await db.transaction((tx) => enqueue(tx, rows, now));
      return rows;
    }

    async function outboxRowWhen(row: OutboxRow, column: OutcomeColumn) {
      return (await outboxRowsWhen([row], column))[0];
    }

    function outboxRowsWhen(rows: readonly OutboxRow[], column: OutcomeColumn) {
      return until(`all ${rows.length} rows have ${column}`, async () => {
        const found = await db.pool.query(
          `SELECT * FROM outbox WHERE id = ANY ($1::uuid[]) AND ${column} IS NOT NULL`,
          [rows.map(({ id }) => id)],
        );
        return found.rowCount === rows.length && found.rows;
      });
    }
  },
);

type OutcomeColumn = 'processed_at' | 'failed_at' | 'failure';

/** A worker without a processor: takes a job and its lock, and then does nothing about it. */
function openBareWorker(store: QueueStore, queue: QueueName, options: { lockDuration: number }) {
  return 'redis' in store
    ? new Worker(queue, null, {
        ...options,
        connection: { url: store.redis, maxRetriesPerRequest: null },
      })
    : new Worker(
        queue,
        null,
        { ...options, connection: { connectionString: store.postgres } as never },
        createPostgresBackend as never,
      );
}

/** Queues whose jobs are tried so many times and no more. */
function withAttempts(
  queues: ReadonlyMap<QueueName, Queue>,
  attempts: number,
): ReadonlyMap<QueueName, Queue> {
  return new Map(
    [...queues].map(([name, queue]) => {
      const addBulk: Queue['addBulk'] = (jobs) =>
        queue.addBulk(jobs.map((entry) => ({ ...entry, opts: { ...entry.opts, attempts } })));
      return [name, Object.assign(Object.create(queue) as Queue, { addBulk })];
    }),
  );
}

/** Queues that take the jobs and then fail, as for a relay that is killed at that moment. */
function dyingAfterAdding(queues: ReadonlyMap<QueueName, Queue>): ReadonlyMap<QueueName, Queue> {
  return new Map(
    [...queues].map(([name, queue]) => {
      const addBulk: Queue['addBulk'] = async (jobs) => {
        await queue.addBulk(jobs);
        throw new Error('killed');
      };
      return [name, Object.assign(Object.create(queue) as Queue, { addBulk })];
    }),
  );
}
