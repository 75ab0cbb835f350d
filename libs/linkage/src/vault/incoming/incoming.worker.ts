import type { PoolClient } from 'pg';
import { type Clock, type Database, type Log, Refused, type RefusalKind } from '#platform';
import { populationChanged } from '../orders/step.grounds.js';
import type { RunService } from '../runs/run.service.js';
import { refuse } from '../vault.refusals.js';
import { type ArrivingList, listColumns } from './incoming.list.js';
import { type IncomingStore, removeChunks } from './incoming.store.js';

const idleMs = 2_000;
const mostAttempts = 10;

/** Refusals that the same list would get again; all others are tried again. */
const final: ReadonlySet<RefusalKind> = new Set(['facts', 'gone', 'absent', 'too-large', 'state']);

interface Progress {
  bytes: number;
  rows: number;
}

/** Not an error: somebody holds the list, or the vault stops. */
class SetAside extends Error {}

/**
 * Works on lists that have arrived, one at a time so that memory stays that of one list. A list that
 * was cut off is taken up again from its beginning: nothing of it was written before it was whole.
 *
 * Who wants to pause a list sets `held_at`; who wants it to go on clears it.
 */
export class IncomingWorker {
  private readonly stopping = new AbortController();
  private working: Promise<void> = Promise.resolve();
  private wakeUp: () => void = () => undefined;
  private isAwake = false;
  /** When what came of lists may be known, and be laid out. */
  private shown: Date[] = [];

  constructor(
    private readonly db: Database,
    private readonly store: IncomingStore,
    private readonly runs: RunService,
    private readonly clock: Clock,
    private readonly log: Pick<Log, 'info' | 'warn'>,
    /** What else is looked for each time: the drop folder. */
    private readonly rounds: readonly (() => Promise<unknown>)[] = [],
  ) {}

  start(): void {
    this.working = this.loop();
  }

  /** There may be something to do. */
  wake(): void {
    this.isAwake = true;
    this.wakeUp();
  }

  /** Sets aside what is worked on, to be taken up by the next to start. */
  async stop(): Promise<void> {
    this.stopping.abort();
    this.wake();
    await this.working;
  }

  private async loop(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      this.isAwake = false;
      try {
        await this.store.sweep();
        for (const round of this.rounds) await round();
        while (!this.stopping.signal.aborted && (await this.workOnNext()));
      } catch (error) {
        this.log.warn({ err: (error as Error).name }, 'lists: will try again');
      }
      if (!this.isAwake) await this.pause(await this.restMs());
    }
  }

  /** False when nothing waits. */
  private async workOnNext(): Promise<boolean> {
    const client = await this.db.pool.connect();
    let list: ArrivingList | null = null;
    try {
      list = await takeNext(client);
      if (!list) return false;
      await this.workOn(client, list);
      // What it became may have to be laid out.
      this.isAwake = true;
      return true;
    } finally {
      if (list) await client.query('SELECT pg_advisory_unlock($1, hashtext($2))', lockOf(list.id));
      client.release();
    }
  }

  private async workOn(client: PoolClient, list: ArrivingList): Promise<void> {
    const { domainId, registryId, id: listId, sha256 } = list;
    const progress = { bytes: 0, rows: 0 };
    try {
      const { receipt, shownAt } = await this.runs.workOn(
        {
          domainId,
          registryId,
          // Given up on inside the step of its plan, so that the case is told as of any refused list.
          bytes: list.attempts > mostAttempts ? givenUp() : this.watched(client, list, progress),
          sha256,
          progress: (rows) => (progress.rows = rows),
          numbering: () => this.note(list, 'numbering', progress),
          settled: async (tx, runId, endedAt) => {
            await tx.query(
              `UPDATE incoming_list SET state = 'done', run_id = $2, ended_at = $3 WHERE id = $1`,
              [listId, runId, endedAt],
            );
            await removeChunks(tx, listId);
          },
        },
        list.sentBy,
      );
      this.shown.push(shownAt);
      this.log.info({ listId, runId: receipt.runId }, 'list done');
    } catch (error) {
      if (error instanceof SetAside) return;
      if (error instanceof Refused && error.refusal.code === populationChanged) {
        return await this.putBack(listId);
      }
      if (!(error instanceof Refused) || !final.has(error.refusal.kind)) {
        this.log.warn({ listId, err: (error as Error).name }, 'list: will try again');
        throw error;
      }
      const { code, problems = [] } = error.refusal;
      await this.store.end(list, { state: 'refused', refusal: { code, problems } });
      this.log.info({ listId, code }, 'list refused');
    }
  }

  /** The bytes of a list, with word of how far it has come after each piece. */
  private async *watched(
    client: PoolClient,
    list: ArrivingList,
    progress: Progress,
  ): AsyncGenerator<Uint8Array> {
    for await (const piece of this.store.bytes(client, list)) {
      yield piece;
      progress.bytes += piece.length;
      await this.note(list, 'reading', progress);
    }
  }

  /** Says how far a list has come; sets it aside where somebody holds it or the vault stops. */
  private async note(
    { id }: ArrivingList,
    state: 'reading' | 'numbering',
    progress: Progress,
  ): Promise<void> {
    const { rows } = await this.db.pool.query<{ held: boolean }>(
      `UPDATE incoming_list SET state = $2, read_bytes = $3, read_rows = $4
       WHERE id = $1 AND ended_at IS NULL
       RETURNING held_at IS NOT NULL AS held`,
      [id, state, progress.bytes, progress.rows],
    );
    if (rows[0] && !rows[0].held && !this.stopping.signal.aborted) return;
    await this.putBack(id);
    throw new SetAside();
  }

  /** The list rests again, to be worked on from its beginning. */
  private async putBack(listId: string): Promise<void> {
    await this.db.pool.query(
      `UPDATE incoming_list SET state = 'received', attempts = attempts - 1,
         read_bytes = 0, read_rows = 0
       WHERE id = $1 AND state IN ('reading', 'numbering')`,
      [listId],
    );
  }

  /** Until there is something to lay out, or something else may have come. */
  private async restMs(): Promise<number> {
    const now = (await this.clock.now()).getTime();
    const left = this.shown.map((at) => Math.max(0, at.getTime() - now));
    this.shown = this.shown.filter((at) => at.getTime() > now);
    return Math.min(idleMs, ...left);
  }

  private pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.wakeUp = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

const lockOf = (listId: string): [number, string] => [20_261_121, listId];

/** The list that waits longest and nobody works on, locked; the lock dies with its connection. */
async function takeNext(client: PoolClient): Promise<ArrivingList | null> {
  const { rows } = await client.query<{ id: string }>(
    `SELECT id FROM incoming_list
     WHERE state IN ('received', 'reading', 'numbering') AND held_at IS NULL
       AND NOT EXISTS (SELECT FROM linkage_order
                        WHERE linkage_order.domain_id = incoming_list.domain_id
                          AND paused_at IS NOT NULL)
     ORDER BY attempts, received_at LIMIT 100`,
  );
  for (const { id } of rows) {
    const locked = await client.query<{ locked: boolean }>(
      'SELECT pg_try_advisory_lock($1, hashtext($2)) AS locked',
      lockOf(id),
    );
    if (!locked.rows[0]?.locked) continue;
    const taken = await client.query<ArrivingList>(
      `UPDATE incoming_list SET state = 'reading', attempts = attempts + 1, read_bytes = 0,
         read_rows = 0
       WHERE id = $1 AND ended_at IS NULL AND held_at IS NULL RETURNING ${listColumns}`,
      [id],
    );
    if (taken.rows[0]) return taken.rows[0];
    await client.query('SELECT pg_advisory_unlock($1, hashtext($2))', lockOf(id));
  }
  return null;
}

// eslint-disable-next-line require-yield -- nothing of the list is read again
async function* givenUp(): AsyncGenerator<Uint8Array> {
  throw await Promise.resolve(givenUpOn());
}

function givenUpOn(): Error {
  return refuse('facts', 'list-not-worked-on', [
    {
      field: 'list',
      rule: `a list that breaks the work on it ${mostAttempts} times is set aside`,
      todo: 'tell those who run the vault, and send the list in another form',
    },
  ]);
}
