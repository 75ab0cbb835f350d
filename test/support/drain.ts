import type { Database, Processor } from '#platform';

/**
 * Does the jobs that wait in the outbox, as a worker would but one after another, until none of
 * these processors has more to do. A job that throws stays where it is.
 *
 * @returns the names of the errors of the jobs that failed.
 */
export async function drain(
  db: Database,
  processors: readonly Processor[],
  now: Date,
): Promise<string[]> {
  const failed = new Map<string, string>();
  for (;;) {
    const { rows } = await db.pool.query<{
      id: string;
      queue: string;
      job: string;
      payload: Record<string, string>;
    }>(
      `SELECT id, queue, job, payload FROM outbox
        WHERE processed_at IS NULL AND (due_at IS NULL OR due_at <= $1) AND id <> ALL ($2::uuid[])
        ORDER BY created_at, id LIMIT 500`,
      [now, [...failed.keys()]],
    );
    const known = rows.flatMap((row) => {
      const found = processors.find(({ job }) => job.queue === row.queue && job.name === row.job);
      return found ? [{ row, found }] : [];
    });
    if (known.length === 0) return [...failed.values()];
    for (const { row, found } of known) {
      try {
        await found.process(row.payload);
        await db.pool.query('UPDATE outbox SET processed_at = $2 WHERE id = $1', [row.id, now]);
      } catch (error) {
        failed.set(row.id, (error as Error).name);
      }
    }
  }
}
