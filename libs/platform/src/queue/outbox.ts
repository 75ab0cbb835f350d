import { randomUUID } from 'node:crypto';
import type { Tx } from '../db/database.js';

/**
 * A kind of work that must happen after a commit. The sender defines it, a feature above or beside
 * it handles it. Payloads hold ids only: the queue never sees a person.
 */
export interface JobDefinition<Payload extends Record<string, string>> {
  readonly queue: QueueName;
  readonly name: string;
  /** Carries the payload type; never set. */
  readonly payload?: Payload;
}

export const queueNames = ['letters', 'cases', 'linkage', 'deliveries'] as const;
export type QueueName = (typeof queueNames)[number];

/** Every job there is, known as soon as its feature is loaded. */
const definedJobs: JobDefinition<Record<string, string>>[] = [];

export function defineJob<Payload extends Record<string, string>>(
  queue: QueueName,
  name: string,
): JobDefinition<Payload> {
  const job = { queue, name };
  definedJobs.push(job);
  return job;
}

/** The jobs that nobody would do: a worker does not start while there is one. */
export function jobsWithout(
  processors: readonly { job: JobDefinition<Record<string, string>> }[],
): string[] {
  return definedJobs
    .filter((job) => !processors.some((each) => each.job === job))
    .map(({ queue, name }) => `${queue}/${name}`);
}

/** A row of the outbox, as it is written in the transaction of the command that caused it. */
export interface OutboxRow {
  id: string;
  queue: QueueName;
  job: string;
  payload: Record<string, string>;
}

export function outboxRow<Payload extends Record<string, string>>(
  job: JobDefinition<Payload>,
  payload: Payload,
  id: string = randomUUID(),
): OutboxRow {
  return { id, queue: job.queue, job: job.name, payload };
}

/** Writes outbox rows in the caller's transaction; with `dueAt` they wait there until then. */
export async function enqueue(
  tx: Tx,
  rows: readonly OutboxRow[],
  at: Date,
  dueAt: Date | null = null,
): Promise<void> {
  if (rows.length === 0) return;
  await tx.query(
    `INSERT INTO outbox (id, queue, job, payload, created_at, due_at)
     SELECT id, queue, job, payload, $2, $3
       FROM jsonb_to_recordset($1::jsonb) AS row (id uuid, queue text, job text, payload jsonb)`,
    [JSON.stringify(rows), at, dueAt],
  );
}
