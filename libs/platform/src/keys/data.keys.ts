import { randomBytes, randomUUID } from 'node:crypto';
import type { Database, Tx } from '../db/database.js';
import type { KeyWrapping } from './key.wrapping.js';

export interface DataKey {
  id: string;
  key: Buffer;
}

interface KeyRow {
  id: string;
  wrapped_by: string;
  wrapped: Buffer;
}

const rememberNewestMs = 30_000;
const contextOf = (id: string) => `tilgang data key ${id}`;

/**
 * The keys that values of the case system are encrypted with: rows, each wrapped by the
 * key-encryption key. The newest encrypts; each value says by its `key_id` which one opens it. So
 * both kinds of keys are exchanged while everything runs.
 */
export class DataKeys {
  private readonly opened = new Map<string, Buffer>();
  private newest: { id: string; untilMs: number } | null = null;

  constructor(
    private readonly db: Database,
    private readonly wrapping: KeyWrapping,
  ) {}

  /** The key to encrypt with; the first one is made when it is asked for. */
  async current(): Promise<DataKey> {
    // Another process may have made a newer one; values under this one are found and moved later.
    if (!this.newest || this.newest.untilMs < Date.now()) {
      const { rows } = await this.db.pool.query<KeyRow>(newestKey);
      const row = rows[0] ?? (await this.db.transaction((tx) => this.first(tx)));
      this.newest = { id: row.id, untilMs: Date.now() + rememberNewestMs };
      await this.open(row);
    }
    return this.byId(this.newest.id);
  }

  /** The key a value was encrypted with. */
  async byId(id: string): Promise<DataKey> {
    const known = this.opened.get(id);
    if (known) return { id, key: known };
    const { rows } = await this.db.pool.query<KeyRow>(
      'SELECT id, wrapped_by, wrapped FROM data_key WHERE id = $1',
      [id],
    );
    if (!rows[0]) throw new Error('A value is under a data key that is not here.');
    return { id, key: await this.open(rows[0]) };
  }

  /** A new data key, which encrypts from now on. */
  async renew(): Promise<string> {
    const row = await this.db.transaction((tx) => this.make(tx));
    this.newest = null;
    return row.id;
  }

  /**
   * Puts every data key under the newest key-encryption key; the older ones open nothing afterwards
   * and may be taken away. Broken off, it goes on when it is called again.
   *
   * @returns how many were wrapped anew
   */
  async rewrap(): Promise<number> {
    const newest = await this.wrapping.newest();
    const { rows } = await this.db.pool.query<KeyRow>(
      'SELECT id, wrapped_by, wrapped FROM data_key WHERE wrapped_by <> $1 ORDER BY created_at LIMIT 1000',
      [newest],
    );
    for (const row of rows) {
      const { by, wrapped } = await this.wrapping.wrap(await this.open(row), contextOf(row.id));
      await this.db.pool.query(
        'UPDATE data_key SET wrapped_by = $2, wrapped = $3 WHERE id = $1 AND wrapped_by = $4',
        [row.id, by, wrapped, row.wrapped_by],
      );
    }
    return rows.length;
  }

  /** Forgets keys that no value is under any more, the newest apart. */
  async retireUnused(): Promise<number> {
    const { rowCount } = await this.db.pool.query(
      `DELETE FROM data_key k
        WHERE created_at < now() - interval '1 hour'
          AND id <> (SELECT id FROM data_key ORDER BY created_at DESC, id DESC LIMIT 1)
          AND NOT EXISTS (SELECT FROM file_piece p WHERE p.key_id = k.id)
          AND NOT EXISTS (SELECT FROM letter_file f WHERE f.key_id = k.id)
          AND NOT EXISTS (SELECT FROM journal_file f WHERE f.key_id = k.id)`,
    );
    return rowCount ?? 0;
  }

  private async first(tx: Tx): Promise<KeyRow> {
    await tx.query("SELECT pg_advisory_xact_lock(hashtextextended('the first data key', 0))");
    const { rows } = await tx.query<KeyRow>(newestKey);
    return rows[0] ?? this.make(tx);
  }

  private async make(tx: Tx): Promise<KeyRow> {
    const id = randomUUID();
    const key = randomBytes(32);
    const { by, wrapped } = await this.wrapping.wrap(key, contextOf(id));
    await tx.query(
      'INSERT INTO data_key (id, wrapped_by, wrapped, created_at) VALUES ($1, $2, $3, clock_timestamp())',
      [id, by, wrapped],
    );
    this.opened.set(id, key);
    return { id, wrapped_by: by, wrapped };
  }

  private async open({ id, wrapped_by: by, wrapped }: KeyRow): Promise<Buffer> {
    const known = this.opened.get(id);
    if (known) return known;
    const key = await this.wrapping.unwrap({ by, wrapped }, contextOf(id));
    this.opened.set(id, key);
    return key;
  }
}

const newestKey = `SELECT id, wrapped_by, wrapped FROM data_key
  ORDER BY created_at DESC, id DESC LIMIT 1`;
