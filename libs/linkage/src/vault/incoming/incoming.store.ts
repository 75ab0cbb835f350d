import { randomUUID } from 'node:crypto';
import type { Clock, Database, Tx } from '#platform';
import type { Requester } from '../access/access.log.js';
import type { DomainService } from '../domains/domain.service.js';
import type { DomainKeys } from '../keys/domain.keys.js';
import { copyOut } from '../map/copy.out.js';
import { seal, unseal } from '../map/segment.seal.js';
import { refuse } from '../vault.refusals.js';
import { type ArrivingList, listColumns, type ListProgress, progressOf } from './incoming.list.js';

const pieceBytes = 1_048_576;
const hoursToArrive = 48;
const mostOpenLists = 20;

/** A list somebody begins to send. */
export interface ListToCome {
  domainId: string;
  registryId: string;
  source: ArrivingList['source'];
  sizeBytes: number;
  sha256: string | null;
  /** Of a file in the drop folder: its name, and which file it is. */
  name?: string;
  mark?: string;
}

/**
 * Lists as they arrive: in pieces, each sealed under a key of its domain before it rests. How far a
 * list has come is what lies here, never a counter beside it.
 */
export class IncomingStore {
  constructor(
    private readonly db: Database,
    private readonly domains: DomainService,
    private readonly clock: Clock,
    readonly mostBytes: number,
  ) {}

  /** Refuses as {@link DomainService.active}, 413 `list-too-large` and 422 `too-many-lists`. */
  async begin(list: ListToCome, sentBy: Requester): Promise<ArrivingList> {
    const { domainId, registryId } = list;
    const domain = await this.domains.active(domainId, registryId);
    if (list.sizeBytes > this.mostBytes) throw tooLarge(this.mostBytes);
    await this.sweep();
    await this.assertFewOpen(domainId, registryId);
    const id = randomUUID();
    let sealedName: Buffer | null = null;
    if (list.name !== undefined) {
      const keys = await this.domains.keysOf(domain, {
        requester: sentBy,
        purpose: 'send-list',
        registryId,
      });
      sealedName = seal(keys.arrival, `${id}/name`, Buffer.from(list.name));
      keys.forget();
    }
    const now = await this.clock.now();
    const { rows } = await this.db.pool.query<ArrivingList>(
      `INSERT INTO incoming_list (id, domain_id, registry_id, source, sent_by_kind, sent_by,
         size_bytes, sha256, began_at, expires_at, sealed_name, drop_mark)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) RETURNING ${listColumns}`,
      [
        id,
        domainId,
        registryId,
        list.source,
        sentBy.kind,
        sentBy.id,
        list.sizeBytes,
        list.sha256,
        now,
        new Date(now.getTime() + hoursToArrive * 3_600_000),
        sealedName,
        list.mark ?? null,
      ],
    );
    return rows[0]!;
  }

  /** One list of a registry, or null. */
  async find(domainId: string, registryId: string, id: string): Promise<ArrivingList | null> {
    const { rows } = await this.db.pool.query<ArrivingList>(
      `SELECT ${listColumns} FROM incoming_list
       WHERE id = $1 AND domain_id = $2 AND registry_id = $3`,
      [id, domainId, registryId],
    );
    return rows[0] ?? null;
  }

  async arrivedBytes({ id, state, sizeBytes }: ArrivingList): Promise<number> {
    if (state !== 'receiving') return sizeBytes;
    const { rows } = await this.db.pool.query<{ arrived: number }>(
      `SELECT (at_byte + bytes)::float8 AS arrived FROM incoming_chunk
       WHERE list_id = $1 ORDER BY at_byte DESC LIMIT 1`,
      [id],
    );
    return rows[0]?.arrived ?? 0;
  }

  async progress(list: ArrivingList): Promise<ListProgress> {
    return progressOf(list, await this.arrivedBytes(list), await this.clock.now());
  }

  /**
   * Adds bytes behind those that are here, and gives how many are here then. What came before a
   * sender went away stays. Of two senders at one place one gets 409 `upload-offset-differs`.
   */
  async append(
    list: ArrivingList,
    from: number,
    bytes: AsyncIterable<Uint8Array>,
    requester: Requester = list.sentBy,
  ): Promise<number> {
    const keys = await this.keysOf(list, requester);
    const pieces = new Pieces(this.db.pool, list.id, keys.arrival, from);
    try {
      for await (const chunk of bytes) await pieces.add(chunk);
    } finally {
      await pieces.end().finally(() => keys.forget());
    }
    return pieces.at;
  }

  /** Says that all of a list is here; the second time changes nothing. */
  async received({ id }: ArrivingList): Promise<void> {
    await this.db.pool.query(
      `UPDATE incoming_list SET state = 'received', received_at = $2
       WHERE id = $1 AND state = 'receiving'`,
      [id, await this.clock.now()],
    );
  }

  /** The whole list in order, one piece in memory at a time. */
  async *bytes(tx: Tx, list: ArrivingList): AsyncGenerator<Buffer> {
    const keys = await this.keysOf(list, list.sentBy);
    try {
      for (let at = 0; at < list.sizeBytes;) {
        const [sealed] = await copyOut(
          tx,
          `SELECT sealed FROM incoming_chunk WHERE list_id = '${list.id}' AND at_byte = ${at}`,
        );
        const piece = unseal(keys.arrival, `${list.id}/${at}`, sealed!);
        yield piece;
        at += piece.length;
      }
    } finally {
      keys.forget();
    }
  }

  /** What a file of the drop folder was called. */
  async nameOf(list: ArrivingList): Promise<string> {
    const keys = await this.keysOf(list, list.sentBy);
    try {
      return unseal(keys.arrival, `${list.id}/name`, list.sealedName!).toString();
    } finally {
      keys.forget();
    }
  }

  /** Ends a list that is worked on no more, and takes what arrived of it away. */
  async end(
    { id }: Pick<ArrivingList, 'id'>,
    end: { state: 'refused' | 'given-up'; refusal?: ArrivingList['refusal'] },
  ): Promise<void> {
    const now = await this.clock.now();
    await this.db.transaction(async (tx) => {
      const { rowCount } = await tx.query(
        `UPDATE incoming_list SET state = $2, refusal = $3, ended_at = $4
         WHERE id = $1 AND ended_at IS NULL`,
        [id, end.state, end.refusal ? JSON.stringify(end.refusal) : null, now],
      );
      if (rowCount === 1) await removeChunks(tx, id);
    });
  }

  /** Gives up lists whose time to arrive is over. */
  async sweep(): Promise<void> {
    const { rows } = await this.db.pool.query<{ id: string }>(
      `SELECT id FROM incoming_list WHERE state = 'receiving' AND expires_at <= $1 LIMIT 100`,
      [await this.clock.now()],
    );
    for (const list of rows) await this.end(list, { state: 'given-up' });
  }

  private async keysOf(list: ArrivingList, requester: Requester): Promise<DomainKeys> {
    const { domainId, registryId } = list;
    const domain = await this.domains.active(domainId, registryId);
    return this.domains.keysOf(domain, { requester, purpose: 'send-list', registryId });
  }

  private async assertFewOpen(domainId: string, registryId: string): Promise<void> {
    const { rows } = await this.db.pool.query<{ open: number }>(
      `SELECT count(*)::int AS open FROM incoming_list
       WHERE domain_id = $1 AND registry_id = $2 AND state = 'receiving'`,
      [domainId, registryId],
    );
    if (rows[0]!.open < mostOpenLists) return;
    throw refuse('facts', 'too-many-lists', [
      {
        field: 'list',
        rule: `at most ${mostOpenLists} lists of a registry are on their way at once`,
        todo: 'finish the lists that were begun, or give them up',
      },
    ]);
  }
}

/** In the transaction that ends the list: what arrived of it goes. */
export async function removeChunks(tx: Tx, listId: string): Promise<void> {
  await tx.query('DELETE FROM incoming_chunk WHERE list_id = $1', [listId]);
}

/** Cuts what arrives into pieces, and stores each sealed. */
class Pieces {
  private readonly piece = Buffer.allocUnsafeSlow(pieceBytes);
  private filled = 0;

  constructor(
    private readonly tx: Tx,
    private readonly listId: string,
    private readonly key: Uint8Array,
    /** Where the next piece begins. */
    public at: number,
  ) {}

  async add(chunk: Uint8Array): Promise<void> {
    for (let from = 0; from < chunk.length;) {
      const taken = Math.min(chunk.length - from, pieceBytes - this.filled);
      this.piece.set(chunk.subarray(from, from + taken), this.filled);
      this.filled += taken;
      from += taken;
      if (this.filled === pieceBytes) await this.store();
    }
  }

  async end(): Promise<void> {
    try {
      if (this.filled > 0) await this.store();
    } finally {
      this.piece.fill(0);
    }
  }

  private async store(): Promise<void> {
    const bytes = this.filled;
    const sealed = seal(this.key, `${this.listId}/${this.at}`, this.piece.subarray(0, bytes));
    this.filled = 0;
    // A list that has ended in the meantime, and a place that somebody else has filled, take nothing.
    const { rowCount } = await this.tx.query(
      `INSERT INTO incoming_chunk (list_id, at_byte, bytes, sealed)
       SELECT id, $2, $3, $4 FROM incoming_list WHERE id = $1 AND state = 'receiving'
       ON CONFLICT DO NOTHING`,
      [this.listId, this.at, bytes, sealed],
    );
    if (rowCount !== 1) throw otherOffset();
    this.at += bytes;
  }
}

export function otherOffset(): Error {
  return refuse('state', 'upload-offset-differs', [
    {
      field: 'Upload-Offset',
      rule: 'a part begins where the last one ended',
      todo: 'ask how far the list has come, and go on from there',
    },
  ]);
}

export function tooLarge(mostBytes: number): Error {
  return refuse('too-large', 'list-too-large', [
    {
      field: 'list',
      rule: `a list is at most ${mostBytes} bytes`,
      todo: 'send the column with identity numbers alone, or the list in several parts',
    },
  ]);
}
