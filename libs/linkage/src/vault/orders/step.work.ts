import { setTimeout as pause } from 'node:timers/promises';
import { randomUUID } from 'node:crypto';
import { type Clock, type Database, Refused, type Tx } from '#platform';
import type { ControlsWanted, RelativesWanted, StepKind } from './order.dto.js';
import { populationKinds } from './order.rules.js';
import { groundsOf, otherGrounds, populationChanged, undoAfter } from './step.grounds.js';
import { refuse } from '../vault.refusals.js';

/** One step of an order, as it stood when work on it began. */
export interface OpenStep {
  orderId: string;
  domainId: string;
  place: number;
  id: string;
  kind: StepKind;
  registryId: string;
  givesKeyFile: boolean;
  /** The order that settles who the people are: this, or an earlier one of the domain; null: every list counts. */
  populationOrderId: string | null;
  /** The runs that settled who the people are, as they were when the work began. */
  grounds: string;
  controls: ControlsWanted | null;
  relatives: RelativesWanted | null;
}

/** What came of a step. */
export interface StepCounts {
  people?: number;
  outside?: number;
  unmet?: number;
}

const askEveryMs = 250;
/** A pause longer than this ends the work with nothing changed: the list is sent again. */
const longestPauseMs = 1_800_000;

/**
 * Work on a step: says how far it has come and stops at the next boundary when a custodian has
 * paused the order. Progress stands outside the work's own transaction, so that others see it.
 */
export class StepWork {
  private askedAt = performance.now();
  private rows = 0;
  private parts = 0;
  private shownParts = 0;
  private readAt: Date | null = null;
  private showAfterMs: number;

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    readonly step: OpenStep,
    /** Whether the work waits here while the order is paused; a list at rest is set aside instead. */
    private readonly waits: boolean,
    /** How far numbering has come is told at the end of slots, as its outcome is; 0: at once. */
    slotMs: number,
  ) {
    this.showAfterMs = slotMs;
  }

  /** Does the work; a refusal is the state of the step, anything else leaves it awaiting. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    await this.enter('reading');
    try {
      return await work();
    } catch (error) {
      const code = error instanceof Refused ? error.refusal.code : null;
      if (code === populationChanged) await this.enter('awaiting', 'reissue');
      else if (code === null || code === 'order-paused') await this.enter('awaiting', 'broken-off');
      else await this.enter('refused', code);
      throw error;
    }
  }

  /** The list's chunks, one by one as the order is not paused. */
  async *chunks(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of bytes) {
      yield chunk;
      await this.pass();
    }
    await this.report();
  }

  rowsRead(rows: number): void {
    this.rows = rows;
  }

  /** Numbering has begun: the list has been read to its end. */
  async numbering(): Promise<void> {
    this.readAt = await this.clock.now();
    await this.db.pool.query(
      `UPDATE order_step SET state = 'numbering', changed_at = $3 WHERE order_id = $1 AND place = $2`,
      [this.step.orderId, this.step.place, this.readAt],
    );
    await this.report();
  }

  async partDone(part: number): Promise<void> {
    this.parts = part + 1;
    await this.pass();
  }

  /**
   * In the transaction of the work, with the domain locked: refuses 409 `population-changed` where
   * the people of the plan are no longer those that the work began with.
   */
  async refuseOtherGrounds(tx: Tx): Promise<void> {
    const { runs } = await groundsOf(tx, this.step, this.step.populationOrderId);
    if (runs !== this.step.grounds) throw otherGrounds();
  }

  /**
   * In the transaction of the work: the step is done, and what rested on its earlier outcome is not;
   * `at` is when both may be known.
   */
  async done(tx: Tx, runId: string, counts: StepCounts, at: Date): Promise<void> {
    const { orderId, place, kind } = this.step;
    await tx.query(
      `UPDATE order_step SET state = 'done', reason = NULL, rows_read = $3,
         people = $4, outside = $5, unmet = $6, changed_at = $7, run_id = $8
       WHERE order_id = $1 AND place = $2`,
      [
        orderId,
        place,
        this.rows,
        counts.people ?? null,
        counts.outside ?? null,
        counts.unmet ?? null,
        at,
        runId,
      ],
    );
    await noteStep(tx, this.step, { state: 'done', ...counts }, at);
    if (!populationKinds.includes(kind)) return;
    for (const undone of await undoAfter(tx, this.step, at)) {
      const step = { ...this.step, ...undone };
      await noteStep(tx, step, { state: 'awaiting', reason: 'reissue' }, at);
    }
  }

  private async enter(state: 'reading' | 'refused' | 'awaiting', reason?: string): Promise<void> {
    const at = await this.clock.now();
    await this.db.transaction(async (tx) => {
      await tx.query(
        `UPDATE order_step SET state = $3, reason = $4, changed_at = $5, rows_read = 0, parts_done = 0
         WHERE order_id = $1 AND place = $2`,
        [this.step.orderId, this.step.place, state, reason ?? null, at],
      );
      await noteStep(tx, this.step, { state, ...(reason && { reason }) }, at);
    });
  }

  private async pass(): Promise<void> {
    if (performance.now() - this.askedAt >= askEveryMs) await this.report();
  }

  /** Says how far the work has come, and waits here while the order is paused. */
  private async report(): Promise<void> {
    const until = performance.now() + longestPauseMs;
    while ((await this.isPaused()) && this.waits) {
      if (performance.now() > until) throw paused();
      await pause(askEveryMs);
    }
    this.askedAt = performance.now();
  }

  /** The parts done by the end of the last slot: their time would tell what the slot hides. */
  private async partsToShow(): Promise<number> {
    if (this.readAt === null) return 0;
    const worked = (await this.clock.now()).getTime() - this.readAt.getTime();
    if (worked >= this.showAfterMs) this.shownParts = this.parts;
    while (this.showAfterMs > 0 && worked >= this.showAfterMs) this.showAfterMs *= 2;
    return this.shownParts;
  }

  private async isPaused(): Promise<boolean> {
    const { rows } = await this.db.pool.query<{ paused: boolean }>(
      `UPDATE order_step SET rows_read = $3, parts_done = $4 FROM linkage_order
       WHERE linkage_order.id = order_id AND order_id = $1 AND place = $2
       RETURNING paused_at IS NOT NULL AS paused`,
      [this.step.orderId, this.step.place, this.rows, await this.partsToShow()],
    );
    return rows[0]?.paused ?? false;
  }
}

export const paused = (): Refused =>
  refuse('state', 'order-paused', [
    {
      field: 'order',
      rule: 'a paused order takes no new work',
      todo: 'Wait until a custodian resumes it, and send the same list again.',
    },
  ]);

/** Tells the case system of a step: its state, its counts and the time. */
export async function noteStep(
  tx: Tx,
  {
    domainId,
    registryId,
    orderId,
    id,
  }: Pick<OpenStep, 'domainId' | 'registryId' | 'orderId' | 'id'>,
  fact: StepCounts & { state: string; reason?: string },
  at: Date,
): Promise<void> {
  await tx.query(
    `INSERT INTO notice (id, kind, domain_id, registry_id, at, data)
     VALUES ($1, 'order-step', $2, $3, $4, $5)`,
    [
      randomUUID(),
      domainId,
      registryId,
      at,
      JSON.stringify({ orderId, step: id, at: at.toISOString(), ...fact }),
    ],
  );
}
