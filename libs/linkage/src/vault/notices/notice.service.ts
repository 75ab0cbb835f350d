import type { Database } from '#platform';
import { refuse } from '../vault.refusals.js';

/** Something the case system should know; written together with what it tells of. */
export interface Notice {
  id: string;
  kind:
    | 'key-file-made'
    | 'order-step'
    | 'order-paused'
    | 'numbers-merged'
    | 'people-reserved'
    | 'keys-destroyed';
  domainId: string;
  /** Null where it is about the whole domain. */
  registryId: string | null;
  at: string;
  /** Counts, hashes, states and times. */
  data: Readonly<Record<string, unknown>>;
}

interface NoticeRow {
  id: string;
  kind: Notice['kind'];
  domain_id: string;
  registry_id: string | null;
  at: Date;
  data: Notice['data'];
}

/** Notices for the case system to fetch, so that the vault needs no credentials to it. */
export class NoticeService {
  constructor(private readonly db: Database) {}

  /**
   * Notices nobody has acknowledged, oldest first. What may not be known yet, and in its domain all
   * that was written after it, comes when its time does.
   */
  async waiting(limit: number, now: Date): Promise<Notice[]> {
    const { rows } = await this.db.pool.query<NoticeRow>(
      `SELECT id, kind, domain_id, registry_id, at, data FROM notice
       WHERE acknowledged_at IS NULL
         AND NOT EXISTS (SELECT FROM notice AS hidden
                          WHERE hidden.acknowledged_at IS NULL AND hidden.at > $2
                            AND hidden.domain_id = notice.domain_id AND hidden.seq <= notice.seq)
       ORDER BY seq LIMIT $1`,
      [limit, now],
    );
    return rows.map((row) => ({
      id: row.id,
      kind: row.kind,
      domainId: row.domain_id,
      registryId: row.registry_id,
      at: row.at.toISOString(),
      data: row.data,
    }));
  }

  /** Marks a notice as handled; again changes nothing. Refuses 404 `unknown-notice`. */
  async acknowledge(id: string, at: Date): Promise<void> {
    const { rowCount } = await this.db.pool.query(
      'UPDATE notice SET acknowledged_at = coalesce(acknowledged_at, $2) WHERE id = $1',
      [id, at],
    );
    if (rowCount === 0) throw refuse('absent', 'unknown-notice');
  }
}
