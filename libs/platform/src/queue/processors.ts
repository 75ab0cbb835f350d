import { type Job, UnrecoverableError, type Worker } from 'bullmq';
import type { Clock } from '../clock/clock.js';
import type { Database } from '../db/database.js';
import { Refused } from '../http/refused.js';
import type { Log } from '../log.js';
import { type JobDefinition, type QueueName, queueNames } from './outbox.js';
import { neverRests, type Rest } from './rest.js';
import { openWorker, type QueueStore } from './store.js';

type Payload = Record<string, string>;

/** A job and the code that does it. Must be idempotent: it may run again after a crash. */
export interface Processor {
  job: JobDefinition<Payload>;
  process: (payload: Payload) => Promise<void>;
}

export function processor<P extends Payload>(
  job: JobDefinition<P>,
  process: (payload: P) => Promise<void>,
): Processor {
  return { job, process: (payload) => process(payload as P) };
}

export interface ProcessorSettings {
  store: QueueStore;
  concurrency: number;
  /** A worker silent for this long is taken for dead and its jobs go to another. */
  lockDurationMs?: number;
  rest?: Rest;
}

/**
 * Starts one BullMQ worker per queue. Throws when a job has two processors, so that a mistake shows
 * at start and not when the first letter waits.
 */
export function startWorkers(
  processors: readonly Processor[],
  db: Database,
  clock: Clock,
  log: Log,
  settings: ProcessorSettings,
): Worker[] {
  const byName = new Map<string, Processor>();
  for (const entry of processors) {
    const key = jobKey(entry.job.queue, entry.job.name);
    if (byName.has(key)) throw new Error(`Two processors for job ${key}`);
    byName.set(key, entry);
  }
  const lockDuration = settings.lockDurationMs ?? 10_000;
  const rest = settings.rest ?? neverRests;
  return queueNames.map((queue) => {
    const process = async (job: Job) => {
      const end = await rest.beginWhenOver();
      await run(byName, queue, job, db, clock).finally(end);
    };
    const worker = openWorker(settings.store, queue, process, {
      concurrency: settings.concurrency,
      lockDuration,
      stalledInterval: lockDuration,
      maxStalledCount: 20,
    });
    worker.on('failed', (job, error) => void noteFailure(db, clock, log, job, error));
    worker.on('error', (error) => log.warn({ err: error.name }, `queue ${queue}: ${error.name}`));
    return worker;
  });
}

async function run(
  byName: ReadonlyMap<string, Processor>,
  queue: QueueName,
  job: Job,
  db: Database,
  clock: Clock,
): Promise<void> {
  const entry = byName.get(jobKey(queue, job.name));
  if (!entry) throw new UnrecoverableError(`no-processor-for-${job.name}`);
  const { rows } = await db.pool.query<{ processed: boolean }>(
    'SELECT processed_at IS NOT NULL AS processed FROM outbox WHERE id = $1',
    [job.id],
  );
  if (rows[0]?.processed) return;
  try {
    await entry.process(job.data as Payload);
  } catch (error) {
    // A refusal will not become an acceptance by trying again.
    if (error instanceof Refused) throw new UnrecoverableError(error.refusal.code);
    throw error;
  }
  await db.pool.query('UPDATE outbox SET processed_at = $2 WHERE id = $1', [
    job.id,
    await clock.now(),
  ]);
}

async function noteFailure(
  db: Database,
  clock: Clock,
  log: Log,
  job: Job | undefined,
  error: Error,
): Promise<void> {
  if (!job) return;
  const isFinal = error instanceof UnrecoverableError;
  log.warn({ job: job.name, id: job.id, attempt: job.attemptsMade, isFinal }, error.name);
  if (!isFinal && job.attemptsMade < (job.opts.attempts ?? 1)) return;
  // What may pass is never given up, however long it lasts: the relay publishes the row anew.
  await db.pool
    .query('UPDATE outbox SET failed_at = $2, failure = $3 WHERE id = $1', [
      job.id,
      isFinal ? await clock.now() : null,
      // Codes only: a message could carry content.
      isFinal ? error.message.slice(0, 200) : error.name,
    ])
    .catch((failure: Error) => log.error({ err: failure.name }, 'could not note a failed job'));
}

function jobKey(queue: string, name: string): string {
  return `${queue}/${name}`;
}
