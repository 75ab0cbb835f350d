import type { Writable } from 'node:stream';
import { type EntitySchema, type MixedList, DataSource } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';
import type { Pool, PoolClient } from 'pg';
import type { RowSealing } from '../keys/row.sealing.js';
import { currentReach } from './reach.js';
import { guardPool, type ReachingPool } from './reaching.pool.js';

/** A connection inside an open transaction: the argument that every writer asks for. */
export type Tx = Pick<PoolClient, 'query'>;

export interface DatabaseOptions {
  url: string;
  /** The PostgreSQL schema this role works in. */
  schema: string;
  // eslint-disable-next-line @typescript-eslint/no-unsafe-function-type -- TypeORM's own type for entity classes
  entities?: MixedList<Function | string | EntitySchema>;
  poolSize?: number;
}

/**
 * One pool, two ways in: TypeORM for schema and quiet reads, plain `pg` where every round trip
 * counts (docs/decisions/0004).
 */
export class Database {
  /** What documents in rows are encrypted with; null where no key is set up, as outside production. */
  sealing: RowSealing | null = null;

  private constructor(
    readonly orm: DataSource,
    private readonly reaching: ReachingPool,
  ) {}

  static async connect(options: DatabaseOptions): Promise<Database> {
    const orm = new DataSource({
      type: 'postgres',
      url: options.url,
      schema: options.schema,
      entities: options.entities ?? [],
      synchronize: false,
      extra: {
        max: options.poolSize ?? 10,
        // Lets BEGIN travel with the first statement and COMMIT with the last.
        pipeline: true,
        options: `-c search_path=${options.schema}`,
      },
    });
    await orm.initialize();
    return new Database(orm, guardPool((orm.driver as PostgresDriver).master as Pool));
  }

  get pool(): Pool {
    return (this.orm.driver as PostgresDriver).master as Pool;
  }

  /** Runs `work` in one transaction; the commit is awaited, a throw rolls back and is rethrown. */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.transactionEndingWith(async (tx) => ({ result: await work(tx), last: null }));
  }

  /**
   * As {@link transaction}, for where every round trip counts: `work` gives its last statement
   * without awaiting it, and the commit travels right behind. Where that statement fails the
   * commit rolls back.
   */
  async transactionEndingWith<T>(
    work: (tx: Tx) => Promise<{ result: T; last: Promise<unknown> | null }>,
  ): Promise<T> {
    const client = await this.reaching.connect();
    let broken: Error | undefined;
    // A server that goes away in the middle says so by this event too; unheard it ends the process.
    const lost = (error: Error) => (broken = error);
    client.on('error', lost);
    try {
      const tx = inOnePacket(client);
      const reached = this.reaching.reach(client, tx).catch((error: Error) => {
        // What it reaches is not known: no other request may have this connection.
        broken = error;
        throw error;
      });
      const [, , { result, last }] = await Promise.all([reached, tx.query('BEGIN'), work(tx)]);
      await Promise.all([last, tx.query('COMMIT')]);
      return result;
    } catch (error) {
      await client.query('ROLLBACK').catch((failure: Error) => (broken = failure));
      throw error;
    } finally {
      client.off('error', lost);
      client.release(broken);
    }
  }

  close(): Promise<void> {
    return this.orm.destroy();
  }
}

/**
 * Lets the rest of this transaction reach a case by its id, within a request: for the door that
 * decides by the rules of the case and logs whom it turns away.
 */
export async function reachCase(tx: Tx, id: string): Promise<void> {
  const reach = currentReach();
  if (!reach) return;
  await tx.query({
    name: 'reach-case',
    text: "SELECT set_config('tilgang.cases', $1, true)",
    values: [[...reach.cases, id].join(',')],
  });
}

/**
 * Statements given in the same turn leave in one packet instead of one each: a third of what a
 * command cost the API was the writing to its socket (docs/decisions/0004).
 */
function inOnePacket(client: PoolClient): Tx {
  const { stream } = (client as PoolClient & { connection: { stream: Writable } }).connection;
  let isHeld = false;
  const hold = () => {
    if (isHeld) return;
    isHeld = true;
    stream.cork();
    process.nextTick(() => {
      isHeld = false;
      stream.uncork();
    });
  };
  const query = (...statement: Parameters<PoolClient['query']>) => {
    hold();
    return client.query(...statement);
  };
  return { query: query as unknown as Tx['query'] };
}
