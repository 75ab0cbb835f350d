import {
  type ConnectionOptions,
  createPostgresBackend,
  type JobsOptions,
  Queue,
  runMigrations,
  Worker,
  type WorkerOptions,
} from 'bullmq';
import { Client } from 'pg';
import type { Secret } from '../config/secret.js';

/**
 * Where BullMQ keeps its jobs: Redis where `REDIS_URL` is set, else PostgreSQL. The choice is made
 * here and nowhere else; both run the same suite (docs/decisions/0003).
 */
export type QueueStore = { redis: string } | { postgres: string };

export function queueStore(config: {
  REDIS_URL?: Secret | undefined;
  DATABASE_URL: Secret;
}): QueueStore {
  return config.REDIS_URL
    ? { redis: config.REDIS_URL.reveal() }
    : { postgres: config.DATABASE_URL.reveal() };
}

export const jobDefaults: JobsOptions = {
  attempts: 8,
  backoff: { type: 'exponential', delay: 1_000 },
  removeOnComplete: true,
  // The outbox row keeps the failure; a failed job left behind would block its id.
  removeOnFail: true,
};

export function openQueue(store: QueueStore, name: string): Queue {
  const options = { connection: connectionOf(store), defaultJobOptions: jobDefaults };
  return 'redis' in store
    ? new Queue(name, options)
    : new Queue(name, options, createPostgresBackend as never);
}

export function openWorker(
  store: QueueStore,
  name: string,
  process: ConstructorParameters<typeof Worker>[1],
  options: Omit<WorkerOptions, 'connection'>,
): Worker {
  const all = { ...options, connection: connectionOf(store) };
  return 'redis' in store
    ? new Worker(name, process, all)
    : new Worker(name, process, all, createPostgresBackend as never);
}

/** Creates BullMQ's own schema; a worker on an empty database would spin on errors. */
export async function migrateQueueStore(ownerDatabaseUrl: string): Promise<void> {
  const client = new Client({ connectionString: ownerDatabaseUrl });
  await client.connect();
  try {
    await runMigrations(client as never);
    // CREATE, because BullMQ makes a sequence for each queue when its first job is added.
    await client.query(`
      GRANT USAGE, CREATE ON SCHEMA bullmq TO tilgang_app;
      GRANT ALL ON ALL TABLES IN SCHEMA bullmq TO tilgang_app;
      GRANT ALL ON ALL SEQUENCES IN SCHEMA bullmq TO tilgang_app;
      GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA bullmq TO tilgang_app;`);
  } finally {
    await client.end();
  }
}

function connectionOf(store: QueueStore): ConnectionOptions {
  return 'redis' in store
    ? ({ url: store.redis, maxRetriesPerRequest: null } as ConnectionOptions)
    : ({ connectionString: store.postgres, max: 4 } as unknown as ConnectionOptions);
}
