import { randomUUID } from 'node:crypto';
import type { Clock, Database } from '#platform';
import { type AccessLog, type Requester, vaultItself } from '../access/access.log.js';
import { refuse } from '../vault.refusals.js';
import type { DomainKeyring, WrappedKey } from './domain.keyring.js';
import { FileCustody } from './file.custody.js';
import { KeyAbsent, KeyDestroyed } from './key.custody.js';

/**
 * `master`: the key file of a file custody. `domains`: a new version of every domain's key in the
 * custody, and every wrapped key anew under it. `retire`: the old versions are thrown away, which
 * closes backups of the database from before the last rotation.
 */
export type RotationKind = 'master' | 'domains' | 'retire';

export interface RotationView {
  id: string;
  kind: RotationKind;
  startedAt: string;
  finishedAt: string | null;
  done: number;
  total: number;
}

interface RotationRow {
  id: string;
  kind: RotationKind;
  started_at: Date;
  finished_at: Date | null;
  last_domain: string | null;
  done: number;
  total: number;
}

interface KeyRow {
  id: string;
  custody: WrappedKey['custody'];
  wrapped_key: Buffer;
}

const atATime = 50;
const first = '00000000-0000-0000-0000-000000000000';

/**
 * Rotates keys while the vault works: lists under way hold their domain's key already, and what the
 * old version wrapped opens until it is wrapped anew. Broken off, it goes on at the next start.
 */
export class KeyRotation {
  private running: Promise<void> = Promise.resolve();
  private isStopping = false;
  /** Why the last rotation stopped, for who looks into it. */
  failure: unknown = null;

  constructor(
    private readonly db: Database,
    private readonly keyring: DomainKeyring,
    private readonly clock: Clock,
    private readonly log: AccessLog,
  ) {}

  /**
   * Begins a rotation; it goes on by itself. Refuses 409 `rotation-under-way` and, for a master
   * where keys are kept elsewhere, `no-master-here`.
   */
  async begin(kind: RotationKind, requester: Requester): Promise<RotationView> {
    if (kind === 'master' && !this.masterCustody()) throw refuse('state', 'no-master-here');
    const now = await this.clock.now();
    const id = randomUUID();
    const { rowCount } = await this.db.pool.query(
      `INSERT INTO rotation (id, kind, ordered_by, started_at, total)
       SELECT $1, $2, $3, $4, (SELECT count(*) FROM domain WHERE state = 'active')
       ON CONFLICT DO NOTHING`,
      [id, kind, requester.id, now],
    );
    if (rowCount === 0) throw refuse('state', 'rotation-under-way');
    await this.logged(requester, `${kind}-begun`);
    this.run(id);
    return (await this.newest())!;
  }

  async newest(): Promise<RotationView | null> {
    const { rows } = await this.db.pool.query<RotationRow>(
      'SELECT * FROM rotation ORDER BY started_at DESC, id LIMIT 1',
    );
    return rows[0] ? viewOf(rows[0]) : null;
  }

  /** Goes on with a rotation that broke off. */
  async resume(): Promise<void> {
    const { rows } = await this.db.pool.query<RotationRow>(
      'SELECT * FROM rotation WHERE finished_at IS NULL',
    );
    if (rows[0]) this.run(rows[0].id);
  }

  /** Stops between two keys; the next start goes on. */
  async stop(): Promise<void> {
    this.isStopping = true;
    await this.running;
  }

  private run(id: string): void {
    this.running = this.work(id).catch(async (error: unknown) => {
      await this.logged(vaultItself, 'failed').catch(() => undefined);
      this.failure = error;
    });
  }

  private async work(id: string): Promise<void> {
    const { rows } = await this.db.pool.query<RotationRow>('SELECT * FROM rotation WHERE id = $1', [
      id,
    ]);
    const rotation = rows[0]!;
    if (rotation.kind === 'master') {
      await this.masterCustody()!.changeMaster();
    } else {
      if (!(await this.everyDomain(rotation))) return;
    }
    await this.db.pool.query('UPDATE rotation SET finished_at = $2, done = total WHERE id = $1', [
      id,
      await this.clock.now(),
    ]);
    await this.logged(vaultItself, `${rotation.kind}-done`);
  }

  /** False when it was stopped on the way. */
  private async everyDomain({ id, kind, last_domain, done }: RotationRow): Promise<boolean> {
    let after = last_domain ?? first;
    for (let count = done; ;) {
      const { rows } = await this.db.pool.query<KeyRow>(
        `SELECT id, custody, wrapped_key FROM domain
         WHERE id > $1 AND state = 'active' ORDER BY id LIMIT $2`,
        [after, atATime],
      );
      for (const row of rows) {
        if (this.isStopping) return false;
        await this.rotateOne(kind, row);
      }
      count += rows.length;
      after = rows.at(-1)?.id ?? after;
      await this.db.pool.query('UPDATE rotation SET last_domain = $2, done = $3 WHERE id = $1', [
        id,
        after,
        count,
      ]);
      if (rows.length < atATime) return true;
    }
  }

  private async rotateOne(kind: RotationKind, row: KeyRow): Promise<void> {
    // Keys of a former custody are moved at start, and not rotated there.
    if (row.custody !== this.keyring.custodies.current.kind) return;
    try {
      if (kind === 'retire') await this.retire(row);
      else await this.rewrap(row);
    } catch (error) {
      // One key that is not there, or was destroyed meanwhile, does not hold up the others.
      if (!(error instanceof KeyAbsent) && !(error instanceof KeyDestroyed)) throw error;
      await this.logged(vaultItself, error.name, row.id);
    }
  }

  private async rewrap(row: KeyRow): Promise<void> {
    await this.keyring.custodies.current.rotate(row.id);
    await this.wrapAnew(row);
  }

  private async retire(row: KeyRow): Promise<void> {
    // What rests must be under the newest version before the others go.
    if (await this.wrapAnew(row)) await this.keyring.custodies.current.retire(row.id);
  }

  /** False when somebody else has changed the key meanwhile: then their word holds. */
  private async wrapAnew({ id, wrapped_key }: KeyRow): Promise<boolean> {
    const { current } = this.keyring.custodies;
    const domainKey = await current.unwrap(id, wrapped_key);
    const wrapped = await current.wrap(id, domainKey);
    domainKey.fill(0);
    const { rowCount } = await this.db.pool.query(
      'UPDATE domain SET wrapped_key = $3 WHERE id = $1 AND wrapped_key = $2',
      [id, wrapped_key, wrapped],
    );
    return rowCount === 1;
  }

  private masterCustody(): FileCustody | undefined {
    return this.keyring.all.find((custody) => custody instanceof FileCustody);
  }

  private async logged(
    requester: Requester,
    outcome: string,
    domainId: string | null = null,
  ): Promise<void> {
    const entry = { requester, action: 'rotate-keys', domainId, outcome } as const;
    await this.log.add({ ...entry, registryId: null }, await this.clock.now());
  }
}

function viewOf(row: RotationRow): RotationView {
  return {
    id: row.id,
    kind: row.kind,
    startedAt: row.started_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
    done: row.done,
    total: row.total,
  };
}
