import type { Queue } from 'bullmq';
import type { Clock } from '../clock/clock.js';
import type { Database } from '../db/database.js';
import type { Log } from '../log.js';
import type { QueueName } from './outbox.js';
import { neverRests, type Rest } from './rest.js';

interface PendingRow {
  id: string;
  queue: QueueName;
  job: string;
  payload: Record<string, string>;
}

/** Rows published this long ago and still unprocessed are published again: the store may be new. */
const REPUBLISH_AFTER_MINUTES = 10;
const BATCH = 200;

/**
 * Carries committed outbox rows to the queue, in order of creation and at least once. The row's id
 * is the job's id, so a row sent twice is still one job. Any number of relays may run at once.
 */
export class Relay {
  private stopping = false;
  private running: Promise<void> | undefined;

  constructor(
    private readonly db: Database,
    private readonly queues: ReadonlyMap<QueueName, Queue>,
    private readonly clock: Clock,
    private readonly log: Log,
    private readonly settings: { idleMs?: number; rest?: Rest } = {},
  ) {}

  start(): void {
    this.running = this.run();
  }

  async stop(): Promise<void> {
    this.stopping = true;
    await this.running;
  }

  /** Publishes one batch and says how many rows it held. */
  async publishBatch(): Promise<number> {
    const now = await this.clock.now();
    return this.db.transaction(async (tx) => {
      const { rows } = await tx.query<PendingRow>(
        `SELECT id, queue, job, payload FROM outbox
          WHERE processed_at IS NULL AND failed_at IS NULL AND (due_at IS NULL OR due_at <= $1)
            AND (published_at IS NULL
                 OR published_at < $1::timestamptz - make_interval(mins => ${REPUBLISH_AFTER_MINUTES}))
          ORDER BY created_at, id
          LIMIT ${BATCH}
          FOR UPDATE SKIP LOCKED`,
        [now],
      );
      for (const [name, queue] of this.queues) {
        const jobs = rows.filter((row) => row.queue === name);
        if (jobs.length > 0) {
          await queue.addBulk(
            jobs.map((row) => ({ name: row.job, data: row.payload, opts: { jobId: row.id } })),
          );
        }
      }
      if (rows.length > 0) {
        await tx.query('UPDATE outbox SET published_at = $2 WHERE id = ANY ($1::uuid[])', [
          rows.map((row) => row.id),
          now,
        ]);
      }
      return rows.length;
    });
  }

  private async run(): Promise<void> {
    const { idleMs = 200, rest = neverRests } = this.settings;
    while (!this.stopping) {
      let published = 0;
      try {
        const end = await rest.begin();
        if (end) published = await this.publishBatch().finally(end);
      } catch (error) {
        this.log.error({ err: (error as Error).name }, 'relay: batch failed, will try again');
      }
      if (published < BATCH) await new Promise((resolve) => setTimeout(resolve, idleMs));
    }
  }
}
