import type { Clock, Database, Tx } from '#platform';
import type { Approval } from '../access/access.control.js';
import { type AccessLog, type Requester, type Witness } from '../access/access.log.js';
import { confirmOrder, endOrder, openOrder, placeOrder } from '../access/joint.orders.js';
import { domainDiffers, keysDestroyed, refuse } from '../vault.refusals.js';
import { type ApprovedPair, pairOf } from './approved.pair.js';
import type { DestructionCertificate, NamedPerson } from './certificate.rules.js';
import type { DestructionService } from './destruction.service.js';
import { lockDomain, readDomain } from './domain.service.js';

const validHours = 72;

/** How far the destruction of a domain's keys has come. */
export interface DestructionView {
  domainId: string;
  state: 'none' | 'ordered' | 'destroying' | 'destroyed';
  orderId: string | null;
  orderedBy: NamedPerson | null;
  orderedAt: string | null;
  /** Until when another custodian must have confirmed it. */
  expiresAt: string | null;
  certificate: DestructionCertificate | null;
}

/** Split custody of destruction: one person orders it, another confirms it within three days. */
export class DestructionOrders {
  constructor(
    private readonly db: Database,
    private readonly destructions: DestructionService,
    private readonly clock: Clock,
    private readonly log: AccessLog,
  ) {}

  async view(domainId: string): Promise<DestructionView> {
    const now = await this.clock.now();
    return this.db.transaction((tx) => this.viewIn(tx, domainId, now));
  }

  /**
   * The first person's word; the same person again finds the order as it is.
   *
   * Refuses 404 `unknown-domain`, 409 `domain-differs` and, when another person has ordered it,
   * `order-waiting`; 410 `keys-destroyed`.
   */
  async order(domainId: string, caseReference: string, by: Witness): Promise<DestructionView> {
    const now = await this.clock.now();
    return this.db.transaction(async (tx) => {
      const domain = await lockDomain(tx, domainId);
      if (domain.caseReference !== caseReference) throw domainDiffers();
      if (domain.state !== 'active') throw keysDestroyed();
      const open = await openOrder(tx, 'destroy', domainId, now);
      if (open && open.orderedBy.id !== by.id) {
        throw refuse('state', 'order-waiting', [
          {
            field: 'orderedBy',
            rule: 'another custodian has ordered it',
            todo: 'confirm that order instead of making another',
          },
        ]);
      }
      if (!open) {
        await placeOrder(tx, { kind: 'destroy', domainId, validHours }, by, now);
        const entry = { requester: by, domainId, registryId: null };
        await this.log.add({ ...entry, action: 'order-destruction', outcome: 'done' }, now, tx);
      }
      return this.viewIn(tx, domainId, now);
    });
  }

  /**
   * The second person's word, upon which the keys are destroyed. Again gives the same certificate.
   *
   * Refuses 404 `unknown-domain`, 409 `no-order-waiting`, 403 `same-person-twice`.
   */
  async confirm(
    domainId: string,
    by: Witness,
    requester: Requester = by,
  ): Promise<DestructionCertificate> {
    const now = await this.clock.now();
    await this.db.transaction(async (tx) => {
      const domain = await lockDomain(tx, domainId);
      if (domain.state !== 'active') return;
      const order = await openOrder(tx, 'destroy', domainId, now);
      if (!order) throw refuse('state', 'no-order-waiting');
      await confirmOrder(tx, order, by, now);
      const people = { orderedBy: order.orderedBy, confirmedBy: { id: by.id, name: by.name } };
      await this.destructions.beginOn(tx, domain, people, requester, now);
    });
    return this.destructions.finish(domainId, requester);
  }

  /**
   * What the case system passes on: that one person ordered it there and another confirmed that
   * order. It can be sent again at any time, also when the tickets have run out since, and ends in
   * the same certificate. An order that waits at the vault itself is overtaken by it.
   *
   * Refuses 404 `unknown-domain`, 409 `domain-differs`, and what {@link pairOf} refuses.
   */
  async approved(
    { domainId, caseReference }: { domainId: string; caseReference: string },
    shown: () => Promise<readonly Approval[]>,
    requester: Requester,
  ): Promise<DestructionView> {
    const found = await readDomain(this.db.pool, domainId);
    if (found.caseReference !== caseReference) throw domainDiffers();
    if (found.state === 'active') await this.begin(domainId, pairOf(await shown()), requester);
    await this.destructions.finish(domainId, requester);
    return this.view(domainId);
  }

  private async begin(
    domainId: string,
    { order, confirmation }: ApprovedPair,
    requester: Requester,
  ): Promise<void> {
    const now = await this.clock.now();
    await this.db.transaction(async (tx) => {
      const domain = await lockDomain(tx, domainId);
      if (domain.state !== 'active') return;
      const waiting = await openOrder(tx, 'destroy', domainId, now);
      if (waiting) await endOrder(tx, waiting.id, 'withdrawn');
      const wanted = { id: order.orderId, kind: 'destroy', domainId, validHours } as const;
      await confirmOrder(tx, await placeOrder(tx, wanted, order.by, now), confirmation.by, now);
      const people = { orderedBy: order.by, confirmedBy: confirmation.by };
      await this.destructions.beginOn(tx, domain, people, requester, now);
    });
  }

  /** Takes back an order nobody has confirmed; refuses 409 `no-order-waiting`. */
  async withdraw(domainId: string, by: Witness): Promise<void> {
    const now = await this.clock.now();
    await this.db.transaction(async (tx) => {
      await lockDomain(tx, domainId);
      const order = await openOrder(tx, 'destroy', domainId, now);
      if (order?.state !== 'pending') throw refuse('state', 'no-order-waiting');
      await endOrder(tx, order.id, 'withdrawn');
      const entry = { requester: by, domainId, registryId: null };
      await this.log.add({ ...entry, action: 'withdraw-order', outcome: 'done' }, now, tx);
    });
  }

  private async viewIn(tx: Tx, domainId: string, now: Date): Promise<DestructionView> {
    const domain = await lockDomain(tx, domainId);
    const order = await openOrder(tx, 'destroy', domainId, now);
    const waiting = order ? ('ordered' as const) : ('none' as const);
    return {
      domainId,
      state: domain.state === 'active' ? waiting : domain.state,
      orderId: order?.id ?? null,
      orderedBy: order?.orderedBy ?? null,
      orderedAt: order?.orderedAt.toISOString() ?? null,
      expiresAt: order?.expiresAt.toISOString() ?? null,
      certificate: await this.destructions.certificateOf(domainId),
    };
  }
}
