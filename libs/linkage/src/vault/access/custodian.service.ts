import { randomUUID } from 'node:crypto';
import type { Clock, Database, Tx } from '#platform';
import { refuse } from '../vault.refusals.js';
import { type AccessLog, type Requester, type Witness } from './access.log.js';
import { confirmOrder, endOrder, orderById, placeOrder } from './joint.orders.js';

/** A person who keeps the keys, by an Ed25519 key pair whose secret half never comes here. */
export interface Custodian {
  id: string;
  personId: string;
  name: string;
  publicKey: string;
  addedAt: string;
  removedAt: string | null;
}

export interface NewCustodian {
  personId: string;
  name: string;
  /** The 32 bytes as base64url, as `x` of a JWK. */
  publicKey: string;
}

interface CustodianRow {
  id: string;
  person_id: string;
  name: string;
  public_key: string;
  added_at: Date;
  removed_at: Date | null;
}

const needed = 2;
const validHours = 72;

/** The custodians: the first two by the one who sets the vault up, all others by two custodians. */
export class Custodians {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly log: AccessLog,
  ) {}

  async byId(id: string): Promise<Custodian | null> {
    if (!/^[0-9a-f-]{36}$/.test(id)) return null;
    const { rows } = await this.db.pool.query<CustodianRow>(
      'SELECT * FROM custodian WHERE id = $1 AND removed_at IS NULL',
      [id],
    );
    return rows[0] ? custodianOf(rows[0]) : null;
  }

  async all(): Promise<Custodian[]> {
    const { rows } = await this.db.pool.query<CustodianRow>(
      'SELECT * FROM custodian ORDER BY added_at, id LIMIT 500',
    );
    return rows.map(custodianOf);
  }

  /**
   * One of the first two, added with the setup token. Refuses 403 `setup-is-over` when two are
   * there, 409 `custodian-known` when this person or key is.
   */
  async addFirst(wanted: NewCustodian, requester: Requester): Promise<Custodian> {
    return this.db.transaction(async (tx) => {
      // One at a time: two requests at once must not make a third.
      await tx.query("SELECT pg_advisory_xact_lock(hashtext('vault.custodian'))");
      const { rows } = await tx.query<{ id: string }>(
        'SELECT id FROM custodian WHERE removed_at IS NULL LIMIT $1',
        [needed],
      );
      if (rows.length >= needed) throw refuse('role', 'setup-is-over');
      return this.insert(tx, wanted, requester);
    });
  }

  /** A custodian orders that somebody becomes one. */
  async orderAdding(wanted: NewCustodian, by: Witness): Promise<{ orderId: string }> {
    const now = await this.clock.now();
    return this.db.transaction(async (tx) => {
      const subject = Buffer.from(JSON.stringify(wanted));
      const order = { kind: 'enrol', domainId: null, validHours, subject } as const;
      const { id } = await placeOrder(tx, order, by, now);
      const entry = { requester: by, action: 'add-custodian', outcome: 'ordered' } as const;
      await this.log.add({ ...entry, domainId: null, registryId: null }, now, tx);
      return { orderId: id };
    });
  }

  /** Another custodian confirms it. */
  async confirmAdding(orderId: string, by: Witness): Promise<Custodian> {
    const now = await this.clock.now();
    return this.db.transaction(async (tx) => {
      const order = await orderById(tx, orderId, 'enrol');
      await confirmOrder(tx, order, by, now);
      const wanted = JSON.parse(order.subject!.toString()) as NewCustodian;
      const custodian = await this.insert(tx, wanted, by);
      await endOrder(tx, order.id, 'done');
      return custodian;
    });
  }

  /** Takes the right away at once: one custodian is enough, since a stolen key cannot wait. */
  async remove(id: string, by: Witness): Promise<void> {
    const now = await this.clock.now();
    await this.db.transaction(async (tx) => {
      const { rowCount } = await tx.query(
        'UPDATE custodian SET removed_at = $2 WHERE id = $1 AND removed_at IS NULL',
        [id, now],
      );
      if (rowCount === 0) throw refuse('absent', 'unknown-custodian');
      const entry = { requester: by, action: 'add-custodian', outcome: 'removed' } as const;
      await this.log.add({ ...entry, domainId: null, registryId: null }, now, tx);
    });
  }

  private async insert(tx: Tx, wanted: NewCustodian, requester: Requester): Promise<Custodian> {
    const now = await this.clock.now();
    const { rows: known } = await tx.query(
      `SELECT id FROM custodian
       WHERE public_key = $1 OR (person_id = $2 AND removed_at IS NULL) LIMIT 1`,
      [wanted.publicKey, wanted.personId],
    );
    if (known.length > 0) throw refuse('state', 'custodian-known');
    const { rows } = await tx.query<CustodianRow>(
      `INSERT INTO custodian (id, person_id, name, public_key, added_at)
       VALUES ($1, $2, $3, $4, $5) RETURNING *`,
      [randomUUID(), wanted.personId, wanted.name, wanted.publicKey, now],
    );
    const entry = { requester, action: 'add-custodian', outcome: 'done' } as const;
    await this.log.add({ ...entry, domainId: null, registryId: null }, now, tx);
    return custodianOf(rows[0]!);
  }
}

function custodianOf(row: CustodianRow): Custodian {
  return {
    id: row.id,
    personId: row.person_id,
    name: row.name,
    publicKey: row.public_key,
    addedAt: row.added_at.toISOString(),
    removedAt: row.removed_at?.toISOString() ?? null,
  };
}
