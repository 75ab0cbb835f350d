import { setTimeout as pause } from 'node:timers/promises';
import type { PoolClient } from 'pg';
import { Database } from '../db/database.js';
import type { Log } from '../log.js';

/** Ends a piece of work that was begun. */
export type EndWork = () => Promise<void>;

/**
 * Lets a worker rest while somebody else plays its part with another clock: a piece of work begins
 * only where none does, and who asks for the rest waits for the pieces under way.
 */
export interface Rest {
  /** Null while work rests. */
  begin(): Promise<EndWork | null>;
  /** Begins as soon as work goes on; throws where the worker stops first. */
  beginWhenOver(): Promise<EndWork>;
  /** Nobody waits any longer: the worker stops. */
  stop(): void;
  close(): Promise<void>;
}

const ends: EndWork = () => Promise.resolve();

/** In production nobody plays the worker's part. */
export const neverRests: Rest = {
  begin: () => Promise.resolve(ends),
  beginWhenOver: () => Promise.resolve(ends),
  stop: () => undefined,
  close: () => Promise.resolve(),
};

/** Held by who wants work to rest: nobody begins anything new. */
const WISH = "hashtextextended('work is to rest', 0)";
/** Shared by workers while something is under way; alone with who has them rest. */
const WORK = "hashtextextended('work goes on', 0)";

const LOOK_AGAIN_MS = 500;
/** A print or an export under way may take this long. */
const WAIT_SECONDS = 60;

/**
 * The worker's side, over advisory locks: a process that is killed lets go of them. They are held on
 * a connection of their own, for work waits for those of the pool.
 */
export class WorkerRest implements Rest {
  private readonly stopping = new AbortController();
  private turn: Promise<unknown> = Promise.resolve();
  private underWay = 0;
  private holding: PoolClient | null = null;
  private isResting = false;

  constructor(
    private readonly db: Database,
    private readonly log: Log,
  ) {}

  static async connect(url: string, log: Log): Promise<WorkerRest> {
    return new WorkerRest(await Database.connect({ url, schema: 'tilgang', poolSize: 1 }), log);
  }

  begin(): Promise<EndWork | null> {
    return this.inTurn(async () => {
      const isFree = await this.isFree();
      this.tell(!isFree);
      if (isFree) this.underWay += 1;
      else await this.letGo();
      return isFree ? () => this.end() : null;
    });
  }

  async beginWhenOver(): Promise<EndWork> {
    for (;;) {
      const end = await this.begin();
      if (end) return end;
      await pause(LOOK_AGAIN_MS, undefined, { signal: this.stopping.signal });
    }
  }

  stop(): void {
    this.stopping.abort();
  }

  close(): Promise<void> {
    return this.inTurn(() => this.db.close());
  }

  private end(): Promise<void> {
    return this.inTurn(async () => {
      this.underWay -= 1;
      await this.letGo();
    });
  }

  /** The work is held before the wish is looked for: so one of the two always sees the other. */
  private async isFree(): Promise<boolean> {
    const client = (this.holding ??= await this.connection());
    try {
      return (
        (await isTaken(client, `pg_try_advisory_lock_shared(${WORK})`)) &&
        // Taken and let go in one statement.
        (await isTaken(client, `pg_try_advisory_xact_lock_shared(${WISH})`))
      );
    } catch (error) {
      this.lose(client, error as Error);
      throw error;
    }
  }

  /** Where the server goes away the locks have gone with it. */
  private async connection(): Promise<PoolClient> {
    const client = await this.db.pool.connect();
    client.on('error', (error) => this.lose(client, error));
    return client;
  }

  private lose(client: PoolClient, error: Error): void {
    if (this.holding !== client) return;
    this.holding = null;
    client.release(error);
  }

  private async letGo(): Promise<void> {
    const client = this.holding;
    if (this.underWay > 0 || !client) return;
    try {
      await client.query('SELECT pg_advisory_unlock_all()');
      this.holding = null;
      client.removeAllListeners('error');
      client.release();
    } catch (error) {
      this.lose(client, error as Error);
    }
  }

  private tell(isResting: boolean): void {
    if (isResting === this.isResting) return;
    this.isResting = isResting;
    this.log.warn(isResting ? 'work rests: history is being played' : 'work goes on');
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.turn.then(work);
    this.turn = mine.catch(() => undefined);
    return mine;
  }
}

async function isTaken(client: PoolClient, lock: string): Promise<boolean> {
  const { rows } = await client.query<{ taken: boolean }>(`SELECT ${lock} AS taken`);
  return rows[0]?.taken ?? false;
}

/** Why work was not had to rest. */
export class RestRefused extends Error {
  constructor(readonly because: 'others-play' | 'work-under-way') {
    super(because);
    this.name = 'RestRefused';
  }
}

/** Does `work` while every worker rests. Throws {@link RestRefused}. */
export async function whileWorkRests<T>(db: Database, work: () => Promise<T>): Promise<T> {
  const client = await db.pool.connect();
  let broken: Error | undefined;
  const lost = (error: Error) => (broken = error);
  client.on('error', lost);
  try {
    if (!(await isTaken(client, `pg_try_advisory_lock(${WISH})`))) {
      throw new RestRefused('others-play');
    }
    await client.query(`SET lock_timeout = '${WAIT_SECONDS}s'`);
    try {
      await client.query(`SELECT pg_advisory_lock(${WORK})`);
    } catch (error) {
      if ((error as { code?: string }).code !== '55P03') throw error;
      throw new RestRefused('work-under-way');
    }
    return await work();
  } finally {
    await client
      .query('RESET lock_timeout; SELECT pg_advisory_unlock_all()')
      .catch((error: Error) => (broken = error));
    client.off('error', lost);
    client.release(broken);
  }
}
