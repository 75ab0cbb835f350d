import { randomUUID } from 'node:crypto';
import type { Clock, Database, Refused, Tx } from '#platform';
import { type AccessLog, type Witness } from '../access/access.log.js';
import {
  confirmOrder,
  endOrder,
  type JointOrder,
  openOrder,
  orderById,
  placeOrder,
} from '../access/joint.orders.js';
import {
  type Domain,
  type DomainService,
  lockDomain,
  readDomain,
} from '../domains/domain.service.js';
import type { DomainKeys } from '../keys/domain.keys.js';
import { MapStore } from '../map/map.store.js';
import { seal, unseal } from '../map/segment.seal.js';
import { WritesInFlight } from '../map/writes.in-flight.js';
import { type SerialFault, SerialFormat } from '../numbers/serial.rules.js';
import { TagCipher, tagWords } from '../people/tag.cipher.js';
import { keysDestroyed, refuse } from '../vault.refusals.js';

export interface ResolveRequest {
  domainId: string;
  serialNumber: string;
  legalGround: 'significant-finding' | 'withdrawn-consent';
  /** Why, in words; without anything that names a person. */
  reason: string;
}

/** A request as both people see it: never the number it is about. */
export interface ResolvingView {
  orderId: string;
  state: JointOrder['state'];
  requestedBy: { id: string; name: string };
  approvedBy: { id: string; name: string } | null;
  legalGround: string | null;
  reason: string | null;
  /** Until when it must be approved, and then until when the requester may fetch the answer. */
  expiresAt: string;
}

const requestHours = 72;
const fetchMinutes = 30;
const mostPerDay = 20;

/**
 * Leads a serial number back to a person, where the installation allows it at all: for a
 * significant finding about the person's health (EHDS art. 58) or a consent withdrawn
 * (helseforskningsloven § 16). One custodian asks, another approves, the first fetches the answer,
 * once and in time; one person at a time in a domain.
 */
export class ResolveService {
  constructor(
    private readonly db: Database,
    private readonly domains: DomainService,
    private readonly isOn: boolean,
    private readonly clock: Clock,
    private readonly log: AccessLog,
  ) {}

  /**
   * Asks to name the person behind a serial number. Nobody is looked up yet.
   *
   * Refuses 410 `keys-destroyed`, 403 `resolving-is-off`, 404 `unknown-serial-number`, 409
   * `resolving-under-way`, 429 `resolved-too-often`.
   */
  async request(request: ResolveRequest, by: Witness): Promise<ResolvingView> {
    const now = await this.clock.now();
    const domain = await this.openDomain(request.domainId);
    const written = new SerialFormat(domain.serialShape).parse(request.serialNumber);
    if ('wrong' in written) throw unknownSerial(written.wrong);
    const use = { requester: by, purpose: 'request-resolving' } as const;
    const keys = await this.domains.keysOf(domain, use);
    try {
      return await this.db.transaction(async (tx) => {
        await lockDomain(tx, domain.id);
        if (await openOrder(tx, 'resolve', domain.id, now)) {
          throw refuse('state', 'resolving-under-way');
        }
        await refuseTooOften(tx, domain.id, now);
        if (!(await find(tx, domain, keys, written.serial))) throw unknownSerial();
        const id = randomUUID();
        const order = await placeOrder(
          tx,
          {
            id,
            kind: 'resolve',
            domainId: domain.id,
            validHours: requestHours,
            legalGround: request.legalGround,
            reason: request.reason,
            subject: seal(keys.map, contextOf(id), Buffer.from(String(written.serial))),
          },
          by,
          now,
        );
        await this.logged(tx, by, 'request-resolving', order, now);
        return viewOf(order);
      });
    } finally {
      keys.forget();
    }
  }

  /** Another custodian approves it. Refuses 403 `same-person-twice`, 409 `order-not-waiting`. */
  async approve(domainId: string, orderId: string, by: Witness): Promise<ResolvingView> {
    const now = await this.clock.now();
    await this.openDomain(domainId);
    return this.db.transaction(async (tx) => {
      const order = await orderHere(tx, domainId, orderId);
      const until = new Date(now.getTime() + fetchMinutes * 60_000);
      await confirmOrder(tx, order, by, now, until);
      await this.logged(tx, by, 'approve-resolving', order, now);
      return viewOf(await orderHere(tx, domainId, orderId));
    });
  }

  /**
   * The identity number, to the one who asked for it, once. It is in the access log before it is
   * given.
   *
   * Refuses 403 `only-for-requester`, 409 `not-approved` and `order-expired`, 410 `keys-destroyed`.
   */
  async fetch(domainId: string, orderId: string, by: Witness): Promise<{ identityNumber: string }> {
    const now = await this.clock.now();
    const domain = await this.openDomain(domainId);
    const use = { requester: by, purpose: 'resolve' } as const;
    return this.db.transaction(async (tx) => {
      const order = await orderHere(tx, domainId, orderId);
      if (order.orderedBy.id !== by.id) throw refuse('role', 'only-for-requester');
      if (order.state !== 'confirmed') throw refuse('state', 'not-approved');
      if (order.expiresAt <= now) throw refuse('state', 'order-expired');
      const keys = await this.domains.keysOf(domain, use);
      try {
        const serial = Number(unseal(keys.map, contextOf(orderId), order.subject!).toString());
        const identityNumber = await find(tx, domain, keys, serial);
        if (!identityNumber) throw unknownSerial();
        await endOrder(tx, orderId, 'done');
        await this.logged(tx, by, 'resolve', order, now);
        return { identityNumber };
      } finally {
        keys.forget();
      }
    });
  }

  /** Takes a request back; either of the two may. */
  async withdraw(domainId: string, orderId: string, by: Witness): Promise<void> {
    const now = await this.clock.now();
    await this.db.transaction(async (tx) => {
      const order = await orderHere(tx, domainId, orderId);
      if (order.state !== 'pending' && order.state !== 'confirmed') {
        throw refuse('state', 'order-not-waiting');
      }
      await endOrder(tx, orderId, 'withdrawn');
      await this.logged(tx, by, 'withdraw-order', order, now);
    });
  }

  /** The newest requests of a domain. */
  async list(domainId: string): Promise<ResolvingView[]> {
    await readDomain(this.db.pool, domainId);
    const { rows } = await this.db.pool.query<{ id: string }>(
      `SELECT id FROM joint_order WHERE domain_id = $1 AND kind = 'resolve'
       ORDER BY ordered_at DESC LIMIT 50`,
      [domainId],
    );
    return this.db.transaction(async (tx) => {
      const views: ResolvingView[] = [];
      for (const { id } of rows) views.push(viewOf(await orderById(tx, id, 'resolve')));
      return views;
    });
  }

  private async openDomain(domainId: string): Promise<Domain> {
    const domain = await readDomain(this.db.pool, domainId);
    if (domain.wrappedKey === null) throw keysDestroyed();
    if (!this.isOn) throw refuse('role', 'resolving-is-off');
    return domain;
  }

  private logged(
    tx: Tx,
    requester: Witness,
    action: 'request-resolving' | 'approve-resolving' | 'resolve' | 'withdraw-order',
    { domainId, legalGround }: JointOrder,
    now: Date,
  ): Promise<unknown> {
    const ground = legalGround ? { legalGround } : {};
    const entry = { requester, action, domainId, registryId: null, outcome: 'done', ...ground };
    return this.log.add(entry, now, tx);
  }
}

/** Whose serial number it is, as the domain's map tells. */
async function find(
  tx: Tx,
  domain: Domain,
  keys: DomainKeys,
  serial: number,
): Promise<string | null> {
  const store = new MapStore(tx, domain.id, keys, new WritesInFlight(0));
  for (const segment of await store.segments()) {
    const { tags, serials } = await store.mapAt(segment);
    const at = serials.indexOf(serial);
    if (at < 0) continue;
    return new TagCipher(keys.tag).identityOf(tags.slice(at * tagWords, (at + 1) * tagWords));
  }
  return null;
}

async function refuseTooOften(tx: Tx, domainId: string, now: Date): Promise<void> {
  const { rows } = await tx.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM joint_order
     WHERE domain_id = $1 AND kind = 'resolve' AND ordered_at > $2`,
    [domainId, new Date(now.getTime() - 86_400_000)],
  );
  if (rows[0]!.count >= mostPerDay) throw refuse('too-often', 'resolved-too-often');
}

async function orderHere(tx: Tx, domainId: string, orderId: string): Promise<JointOrder> {
  const order = await orderById(tx, orderId, 'resolve');
  if (order.domainId !== domainId) throw refuse('absent', 'unknown-order');
  return order;
}

const contextOf = (orderId: string): string => `resolve:${orderId}`;

function viewOf(order: JointOrder): ResolvingView {
  return {
    orderId: order.id,
    state: order.state,
    requestedBy: order.orderedBy,
    approvedBy: order.confirmedBy,
    legalGround: order.legalGround,
    reason: order.reason,
    expiresAt: order.expiresAt.toISOString(),
  };
}

function unknownSerial(wrong?: SerialFault): Refused {
  const todo = 'Check the number: a digit is wrong or two neighbours are swapped.';
  return refuse(
    'absent',
    'unknown-serial-number',
    wrong ? [{ field: 'serialNumber', rule: wrong, todo }] : [],
  );
}
