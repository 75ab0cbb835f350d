import type { Database } from './database.js';

/** One statement whose rows are more than memory should hold. */
export interface LongRead {
  text: string;
  values: readonly unknown[];
  /** How many rows a page has; two pages are in memory. */
  pageSize: number;
}

/**
 * The rows of a statement, a page at a time, all as they stood when the first was read. The next
 * page comes while the last is looked at. Whoever stops early leaves nothing behind.
 */
export async function* pagesOf<Row extends object>(
  db: Database,
  { text, values, pageSize }: LongRead,
): AsyncGenerator<Row[]> {
  const client = await db.pool.connect();
  let broken: Error | undefined;
  const lost = (error: Error) => (broken = error);
  client.on('error', lost);
  const nextPage = async () => {
    const { rows } = await client.query<Row>(`FETCH ${pageSize} FROM pages`);
    return rows;
  };
  try {
    await client.query('BEGIN READ ONLY');
    // All of it will be read, so what counts is the last row and not the first.
    await client.query('SET LOCAL cursor_tuple_fraction = 1');
    await client.query(`DECLARE pages NO SCROLL CURSOR FOR ${text}`, [...values]);
    let coming: Promise<Row[]> | null = nextPage();
    while (coming) {
      const page: Row[] = await coming;
      coming = page.length === pageSize ? nextPage() : null;
      // Awaited in the next turn; where there is none, nobody else would hear that it failed.
      coming?.catch(() => undefined);
      if (page.length > 0) yield page;
    }
  } finally {
    await client.query('ROLLBACK').catch((failure: Error) => (broken = failure));
    client.off('error', lost);
    client.release(broken);
  }
}
