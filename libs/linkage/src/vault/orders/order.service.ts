import { randomUUID } from 'node:crypto';
import type { Clock, Database, Tx } from '#platform';
import type { AccessLog, Requester } from '../access/access.log.js';
import type { VaultShare } from '../../vault.share.js';
import { giveChildPrefix } from '../domains/domain.options.js';
import { type Domain, lockDomain } from '../domains/domain.service.js';
import { refuseUnusableKeys } from '../key-files/recipient.cipher.js';
import { partCount } from '../people/person.intake.js';
import { keysDestroyed, refuse } from '../vault.refusals.js';
import type { NewOrder, StepKind } from './order.dto.js';
import { arrivingIn, type OrderRow, ordersOf, type StepRow, stepsOf } from './order.rows.js';
import { populationKinds, stepFor } from './order.rules.js';
import { groundsOf } from './step.grounds.js';
import { paused, type OpenStep, StepWork } from './step.work.js';

/** How far an order has come: counts, states and times, read where the work is done. */
export interface OrderProgress {
  orderId: string;
  domainId: string;
  isPaused: boolean;
  pausedAt: string | null;
  pausedBy: string | null;
  steps: StepProgress[];
}

export interface StepProgress {
  id: string;
  kind: StepKind;
  registryId: string;
  state: string;
  rowsRead: number;
  /** Of 256 parts that numbering goes through. */
  partsDone: number;
  people: number | null;
  outside: number | null;
  unmet: number | null;
  reason: string | null;
  changedAt: string;
}

/** The linkage plans of the case system as orders that are carried out list by list. */
export class OrderService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly log: AccessLog,
    private readonly share: VaultShare,
    private readonly slotMs: number,
  ) {}

  /**
   * Takes an order; the same again changes nothing but the public key of a registry that has a new
   * one. A later order on the same domain lets more registries join it.
   *
   * Refuses 404 `unknown-domain`, 410 `keys-destroyed`, 409 `order-differs`, 422
   * `age-recipient-malformed` and `registry-not-ordered`.
   */
  async put(
    domainId: string,
    orderId: string,
    wanted: NewOrder,
    requester: Requester,
  ): Promise<{ created: boolean }> {
    await refuseFaulty(wanted);
    const now = await this.clock.now();
    return this.db.transaction(async (tx) => {
      const domain = await lockDomain(tx, domainId);
      if (domain.wrappedKey === null) throw keysDestroyed();
      const { caseReference, controls, relatives } = wanted;
      const { rowCount } = await tx.query(
        `INSERT INTO linkage_order (id, domain_id, case_reference, plan, created_at)
         VALUES ($1, $2, $3, $4, $5) ON CONFLICT (id) DO NOTHING`,
        [orderId, domainId, caseReference, JSON.stringify({ controls, relatives }), now],
      );
      if (rowCount === 0) {
        await refuseDiffering(tx, { domainId, orderId, now }, wanted);
        await this.join(tx, domain, wanted, { requester, now });
        return { created: false };
      }
      await this.join(tx, domain, wanted, { requester, now });
      for (const [place, step] of wanted.steps.entries()) {
        await tx.query(
          `INSERT INTO order_step (order_id, place, id, kind, registry_id, gives_key_file, changed_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7)`,
          [orderId, place, step.id, step.kind, step.registryId, step.givesKeyFile, now],
        );
      }
      const entry = { requester, domainId, registryId: null, outcome: 'done' };
      await this.log.add({ ...entry, action: 'order-linkage' }, now, tx);
      return { created: true };
    });
  }

  /** Registries that are new to a domain join it; one that has a new public key gets that one. */
  private async join(
    tx: Tx,
    { id: domainId, linker }: Domain,
    { registries }: NewOrder,
    { requester, now }: { requester: Requester; now: Date },
  ): Promise<void> {
    const { rows } = await tx.query<{ registry_id: string; was_there: boolean }>(
      `WITH wanted AS (SELECT * FROM jsonb_to_recordset($2::jsonb) AS row (id text, "ageRecipient" text)),
            linker AS (UPDATE domain SET linker_age_recipient = wanted."ageRecipient" FROM wanted
                        WHERE domain.id = $1 AND linker_id = wanted.id
                          AND linker_age_recipient <> wanted."ageRecipient")
       INSERT INTO domain_registry AS known (domain_id, registry_id, age_recipient)
       SELECT $1, id, "ageRecipient" FROM wanted
       ON CONFLICT (domain_id, registry_id) DO UPDATE SET age_recipient = excluded.age_recipient
             WHERE known.age_recipient <> excluded.age_recipient
       RETURNING registry_id, xmax <> 0 AS was_there`,
      [domainId, JSON.stringify(registries)],
    );
    for (const { registry_id: registryId, was_there: hasNewKey } of rows) {
      if (!hasNewKey) {
        if (linker) await giveChildPrefix(tx, domainId, registryId, this.share);
        continue;
      }
      const entry = { requester, domainId, registryId, outcome: 'done' };
      await this.log.add({ ...entry, action: 'replace-recipient-key' }, now, tx);
    }
  }

  /**
   * Work on the step that a registry's list is for; null where the domain has no order and takes
   * any list of its registries.
   *
   * Refuses 409 `order-paused`, `list-not-in-plan` and `list-out-of-order`; what is begun may end with
   * `population-changed`.
   */
  async open(
    domainId: string,
    registryId: string,
    which: { named?: string | undefined; isKeyFile?: boolean; waits?: boolean } = {},
  ): Promise<StepWork | null> {
    const orders = await ordersOf(this.db.pool, domainId);
    if (orders.length === 0) return null;
    const ids = orders.map(({ id }) => id);
    const steps = await stepsOf(this.db.pool, ids, await this.clock.now());
    const order =
      orders.find(({ id }) =>
        steps.some((step) => step.order_id === id && step.registry_id === registryId),
      ) ?? orders[0]!;
    const own = steps
      .filter(({ order_id }) => order_id === order.id)
      .map((step) => ({ ...step, registryId: step.registry_id }));
    const choice = stepFor(own, registryId, which);
    if ('refused' in choice) throw refusedList(choice);
    if (order.paused_at !== null) throw paused();
    const { step } = choice;
    const populationOrderId = populationOrderOf(orders.slice(orders.indexOf(order)), steps);
    const standing = { orderId: order.id, place: step.place, kind: step.kind };
    const grounds = await groundsOf(this.db.pool, standing, populationOrderId);
    if (grounds.missing !== null) {
      throw refusedList({ refused: 'list-out-of-order', first: grounds.missing });
    }
    const open: OpenStep = {
      ...standing,
      domainId,
      id: step.id,
      registryId,
      givesKeyFile: step.gives_key_file,
      populationOrderId,
      grounds: grounds.runs,
      ...order.plan,
    };
    return new StepWork(this.db, this.clock, open, which.waits ?? true, this.slotMs);
  }

  /** Pauses or resumes; again changes nothing. Refuses 404 `unknown-order`. */
  async setPaused(
    { domainId, orderId }: { domainId: string; orderId: string },
    isPaused: boolean,
    by: { name: string },
    requester: Requester,
  ): Promise<OrderProgress> {
    const now = await this.clock.now();
    await this.db.transaction(async (tx) => {
      const { rowCount } = await tx.query(
        `UPDATE linkage_order SET paused_at = $3, paused_by = $4
         WHERE id = $1 AND domain_id = $2 AND (paused_at IS NULL) = $5`,
        [orderId, domainId, isPaused ? now : null, isPaused ? by.name : null, isPaused],
      );
      if (rowCount === 0) return;
      // Lists that rest here are set aside at their next piece, and taken up again from the beginning.
      await tx.query(
        'UPDATE incoming_list SET held_at = $2 WHERE domain_id = $1 AND ended_at IS NULL',
        [domainId, isPaused ? now : null],
      );
      const entry = { requester, domainId, registryId: null, outcome: 'done' };
      await this.log.add({ ...entry, action: isPaused ? 'pause-order' : 'resume-order' }, now, tx);
      // The case system knows what it asked for itself.
      if (requester.kind === 'service') return;
      await tx.query(
        `INSERT INTO notice (id, kind, domain_id, registry_id, at, data)
         VALUES ($1, 'order-paused', $2, NULL, $3, $4)`,
        [randomUUID(), domainId, now, JSON.stringify({ orderId, isPaused })],
      );
    });
    return this.progress(domainId, orderId);
  }

  /** Refuses 404 `unknown-order`. */
  async progress(domainId: string, orderId: string): Promise<OrderProgress> {
    const order = (await ordersOf(this.db.pool, domainId)).find(({ id }) => id === orderId);
    if (!order) throw refuse('absent', 'unknown-order');
    const steps = await stepsOf(this.db.pool, [orderId], await this.clock.now());
    const arriving = await arrivingIn(this.db.pool, domainId, steps);
    return {
      orderId,
      domainId,
      isPaused: order.paused_at !== null,
      pausedAt: order.paused_at?.toISOString() ?? null,
      pausedBy: order.paused_by,
      steps: steps.map((step) => ({
        id: step.id,
        kind: step.kind,
        registryId: step.registry_id,
        state: arriving.has(step.id) ? 'receiving' : step.state,
        rowsRead: step.rows_read,
        partsDone: step.state === 'done' ? partCount : step.parts_done,
        people: step.people,
        outside: step.outside,
        unmet: step.unmet,
        reason: step.reason,
        changedAt: step.changed_at.toISOString(),
      })),
    };
  }

  /** At start: what a killed process was working on was undone with its transaction, and is awaited. */
  async recover(): Promise<void> {
    await this.db.pool.query(
      `UPDATE order_step SET state = 'awaiting', reason = 'broken-off', changed_at = $1
       WHERE state IN ('reading', 'numbering')`,
      [await this.clock.now()],
    );
  }
}

/** The newest of these orders that settles who the people are: a later one may add to an earlier's. */
function populationOrderOf(orders: readonly OrderRow[], steps: readonly StepRow[]): string | null {
  const order = orders.find(({ id }) =>
    steps.some((step) => step.order_id === id && populationKinds.includes(step.kind)),
  );
  return order?.id ?? null;
}

async function refuseFaulty({ registries, steps }: NewOrder): Promise<void> {
  await refuseUnusableKeys(
    registries.map(({ ageRecipient }, place) => ({
      field: `registries.${place}.ageRecipient`,
      publicKey: ageRecipient,
    })),
  );
  const known = new Set(registries.map(({ id }) => id));
  const place = steps.findIndex(({ registryId }) => !known.has(registryId));
  if (place < 0) return;
  throw refuse('facts', 'registry-not-ordered', [
    {
      field: `steps.${place}.registryId`,
      rule: 'a registry of the order',
      todo: 'Name the registry, with its public key.',
    },
  ]);
}

async function refuseDiffering(
  tx: Tx,
  { domainId, orderId, now }: { domainId: string; orderId: string; now: Date },
  wanted: NewOrder,
): Promise<void> {
  const order = (await ordersOf(tx, domainId)).find(({ id }) => id === orderId);
  const steps = await stepsOf(tx, [orderId], now);
  const asOrdered = steps.map(({ id, kind, registry_id, gives_key_file }) =>
    [id, kind, registry_id, gives_key_file].join(),
  );
  const asWanted = wanted.steps.map(({ id, kind, registryId, givesKeyFile }) =>
    [id, kind, registryId, givesKeyFile].join(),
  );
  if (order?.case_reference === wanted.caseReference && asOrdered.join() === asWanted.join())
    return;
  throw refuse('state', 'order-differs');
}

function refusedList(
  choice: { refused: 'list-not-in-plan' } | { refused: 'list-out-of-order'; first: string },
): Error {
  return choice.refused === 'list-not-in-plan'
    ? refuse('state', 'list-not-in-plan', [
        {
          field: 'list',
          rule: 'the plan asks the registry for this list',
          todo: 'Ask who made the plan.',
        },
      ])
    : refuse('state', 'list-out-of-order', [
        {
          field: 'list',
          rule: `comes after ${choice.first}`,
          todo: 'Wait until it is settled who the people are, and send the list again.',
        },
      ]);
}
