import { randomUUID } from 'node:crypto';
import type { NamedPerson } from '../domains/certificate.rules.js';
import type { Tx } from '#platform';
import { refuse } from '../vault.refusals.js';
import type { Witness } from './access.log.js';

export type JointKind = 'destroy' | 'resolve' | 'enrol' | 'remove';

/** What one person ordered and another must confirm before it is done. */
export interface JointOrder {
  id: string;
  kind: JointKind;
  domainId: string | null;
  state: 'pending' | 'confirmed' | 'done' | 'withdrawn' | 'expired';
  orderedBy: NamedPerson;
  orderedAt: Date;
  expiresAt: Date;
  confirmedBy: NamedPerson | null;
  legalGround: string | null;
  reason: string | null;
  subject: Buffer | null;
}

export interface NewJointOrder {
  id?: string;
  kind: JointKind;
  domainId: string | null;
  /** How long it may wait for the second person. */
  validHours: number;
  legalGround?: string;
  reason?: string;
  subject?: Buffer;
}

interface JointOrderRow {
  id: string;
  kind: JointKind;
  domain_id: string | null;
  state: JointOrder['state'];
  ordered_by: string;
  ordered_by_name: string;
  ordered_at: Date;
  expires_at: Date;
  confirmed_by: string | null;
  confirmed_by_name: string | null;
  legal_ground: string | null;
  reason: string | null;
  subject: Buffer | null;
}

/**
 * Records an order that waits for a second person. Refuses 403 `ticket-used-before`: what somebody
 * signed once for a destruction, and then took back, cannot be shown for another.
 */
export async function placeOrder(
  tx: Tx,
  order: NewJointOrder,
  by: Witness,
  now: Date,
): Promise<JointOrder> {
  await refuseUsed(tx, order, by);
  const expiresAt = new Date(now.getTime() + order.validHours * 3_600_000);
  const { rows } = await tx.query<JointOrderRow>(
    `INSERT INTO joint_order (id, kind, domain_id, state, ordered_by, ordered_by_name, ordered_at,
       ordered_proof, expires_at, legal_ground, reason, subject)
     VALUES ($1, $2, $3, 'pending', $4, $5, $6, $7, $8, $9, $10, $11) RETURNING *`,
    [
      order.id ?? randomUUID(),
      order.kind,
      order.domainId,
      by.id,
      by.name,
      now,
      by.proof,
      expiresAt,
      order.legalGround ?? null,
      order.reason ?? null,
      order.subject ?? null,
    ],
  );
  return orderOf(rows[0]!);
}

/** The order of this kind on a domain that is neither done nor over, locked; what ran out is ended. */
export async function openOrder(
  tx: Tx,
  kind: JointKind,
  domainId: string,
  now: Date,
): Promise<JointOrder | null> {
  await tx.query(
    `UPDATE joint_order SET state = 'expired', subject = NULL
     WHERE domain_id = $1 AND kind = $2 AND state IN ('pending', 'confirmed') AND expires_at <= $3
       AND (kind <> 'destroy' OR state = 'pending')`,
    [domainId, kind, now],
  );
  const { rows } = await tx.query<JointOrderRow>(
    `SELECT * FROM joint_order
     WHERE domain_id = $1 AND kind = $2 AND state IN ('pending', 'confirmed') FOR UPDATE`,
    [domainId, kind],
  );
  return rows[0] ? orderOf(rows[0]) : null;
}

export async function orderById(tx: Tx, id: string, kind: JointKind): Promise<JointOrder> {
  const { rows } = await tx.query<JointOrderRow>(
    'SELECT * FROM joint_order WHERE id = $1 AND kind = $2 FOR UPDATE',
    [id, kind],
  );
  if (!rows[0]) throw refuse('absent', 'unknown-order');
  return orderOf(rows[0]);
}

/**
 * The second person's word. It holds from now on, or until `validUntil` where what it opens is open
 * for a while only.
 *
 * Refuses 409 `order-not-waiting` and `order-expired`, 403 `same-person-twice` and
 * `ticket-used-before`.
 */
export async function confirmOrder(
  tx: Tx,
  order: JointOrder,
  by: Witness,
  now: Date,
  validUntil: Date = order.expiresAt,
): Promise<void> {
  if (order.state !== 'pending') throw refuse('state', 'order-not-waiting');
  if (order.expiresAt <= now) throw refuse('state', 'order-expired');
  if (order.orderedBy.id === by.id) throw samePersonTwice();
  await refuseUsed(tx, order, by);
  await tx.query(
    `UPDATE joint_order SET state = 'confirmed', confirmed_by = $2, confirmed_by_name = $3,
       confirmed_at = $4, confirmed_proof = $5, expires_at = $6
     WHERE id = $1`,
    [order.id, by.id, by.name, now, by.proof, validUntil],
  );
}

async function refuseUsed(
  tx: Tx,
  { kind, domainId }: Pick<NewJointOrder, 'kind' | 'domainId'>,
  { proof }: Witness,
): Promise<void> {
  if (kind !== 'destroy') return;
  const { rows } = await tx.query(
    `SELECT FROM joint_order WHERE domain_id = $1 AND kind = $2
       AND (ordered_proof = $3 OR confirmed_proof = $3) LIMIT 1`,
    [domainId, kind, proof],
  );
  if (rows.length > 0) throw refuse('role', 'ticket-used-before');
}

export async function endOrder(
  tx: Tx,
  id: string,
  state: 'done' | 'withdrawn' | 'expired',
): Promise<void> {
  await tx.query('UPDATE joint_order SET state = $2, subject = NULL WHERE id = $1', [id, state]);
}

export const samePersonTwice = () =>
  refuse('role', 'same-person-twice', [
    {
      field: 'confirmedBy',
      rule: 'split custody: what one custodian orders, another confirms',
      todo: 'have another custodian confirm it',
    },
  ]);

function orderOf(row: JointOrderRow): JointOrder {
  return {
    id: row.id,
    kind: row.kind,
    domainId: row.domain_id,
    state: row.state,
    orderedBy: { id: row.ordered_by, name: row.ordered_by_name },
    orderedAt: row.ordered_at,
    expiresAt: row.expires_at,
    confirmedBy: row.confirmed_by
      ? { id: row.confirmed_by, name: row.confirmed_by_name ?? row.confirmed_by }
      : null,
    legalGround: row.legal_ground,
    reason: row.reason,
    subject: row.subject,
  };
}
