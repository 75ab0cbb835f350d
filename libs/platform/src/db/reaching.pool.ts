import type { Pool, PoolClient } from 'pg';
import { currentReach, settingsOf } from './reach.js';

type Querying = Pick<PoolClient, 'query'>;

/** The connections of a pool before they are told what they reach. */
export interface ReachingPool {
  connect(): Promise<PoolClient>;
  /** Tells a connection what the request reaches, where it was told otherwise before. */
  reach(client: PoolClient, through?: Querying): Promise<void>;
}

/**
 * Makes every way into the pool tell its connection what the request reaches. The telling travels in
 * the packet of the statement behind it, and no answer is given where it failed.
 */
export function guardPool(pool: Pool): ReachingPool {
  const connect = pool.connect.bind(pool) as () => Promise<PoolClient>;
  const told = new WeakMap<PoolClient, string>();

  const reach = async (client: PoolClient, through: Querying = client): Promise<void> => {
    const current = currentReach();
    const settings = current ? settingsOf(current) : ['', '', '', ''];
    const wanted = settings.join('|');
    if ((told.get(client) ?? '|||') === wanted) return;
    told.set(client, wanted);
    await through.query({ name: 'reach', text: REACH, values: settings });
  };

  const query = async (...statement: Parameters<PoolClient['query']>) => {
    const client = await connect();
    let broken: Error | undefined;
    // A server that goes away in the middle says so by this event too; unheard it ends the process.
    const lost = (error: Error) => (broken = error);
    client.on('error', lost);
    try {
      const reached = reach(client).catch((error: Error) => {
        broken = error;
        throw error;
      });
      const asked = client.query(...statement) as unknown as Promise<unknown>;
      const [, result] = await Promise.all([reached, asked]);
      return result;
    } finally {
      client.off('error', lost);
      client.release(broken);
    }
  };

  const connectAndReach = async () => {
    const client = await connect();
    try {
      await reach(client);
    } catch (error) {
      client.release(error as Error);
      throw error;
    }
    return client;
  };

  // TypeORM asks by callback.
  const connectEitherWay = (
    callback?: (
      error: Error | undefined,
      client?: PoolClient,
      done?: PoolClient['release'],
    ) => void,
  ) => {
    const connected = connectAndReach();
    if (!callback) return connected;
    connected.then(
      (client) => callback(undefined, client, client.release.bind(client)),
      (error: Error) => callback(error, undefined, () => undefined),
    );
    return undefined;
  };

  Object.assign(pool, { query, connect: connectEitherWay });
  return { connect, reach };
}

const REACH = `SELECT set_config('tilgang.person', $1, false),
  set_config('tilgang.relations', $2, false), set_config('tilgang.barred', $3, false),
  set_config('tilgang.cases', $4, false)`;
