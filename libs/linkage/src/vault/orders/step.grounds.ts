import type { Tx } from '#platform';
import { refuse } from '../vault.refusals.js';
import type { StepKind } from './order.dto.js';
import { populationKinds } from './order.rules.js';

interface Standing {
  orderId: string;
  place: number;
  kind: StepKind;
}

/** The runs that a step rests on: those that settled who the people are before it. */
export interface Grounds {
  /** A step that has not been carried out; null where all have. */
  missing: string | null;
  runs: string;
}

export async function groundsOf(
  db: Tx,
  step: Standing,
  populationOrderId: string | null,
): Promise<Grounds> {
  const isSettling = populationKinds.includes(step.kind);
  const { rows } = await db.query<{ id: string; run_id: string | null }>(
    `SELECT id, run_id FROM order_step
     WHERE order_id = $1 AND kind = ANY ($2) AND (NOT $3 OR place < $4) ORDER BY place`,
    [populationOrderId, populationKinds, isSettling, step.place],
  );
  return {
    missing: rows.find(({ run_id }) => run_id === null)?.id ?? null,
    runs: rows.map(({ run_id }) => run_id).join(),
  };
}

/** The steps, of this order and of later ones, that rested on what a step settled before. */
export async function undoAfter(
  tx: Tx,
  { orderId, place, domainId }: Standing & { domainId: string },
  at: Date,
): Promise<{ orderId: string; id: string; registryId: string }[]> {
  // A later order rests on this one until an order settles its people anew.
  const { rows } = await tx.query<{ order_id: string; id: string; registry_id: string }>(
    `WITH own AS (SELECT created_at FROM linkage_order WHERE id = $1),
     resting AS (
       SELECT later.id FROM linkage_order AS later, own
        WHERE later.domain_id = $3 AND later.created_at > own.created_at
          AND NOT EXISTS (
            SELECT FROM linkage_order AS other
              JOIN order_step AS settling ON settling.order_id = other.id
             WHERE other.domain_id = $3 AND settling.kind = ANY ($4)
               AND other.created_at > own.created_at AND other.created_at <= later.created_at)),
     undone AS (
       SELECT order_id, place, state FROM order_step
        WHERE (order_id = $1 AND place > $2) OR order_id IN (SELECT id FROM resting)
          FOR UPDATE)
     UPDATE order_step AS step SET run_id = NULL,
       state = CASE undone.state WHEN 'done' THEN 'awaiting' ELSE undone.state END,
       reason = CASE undone.state WHEN 'done' THEN 'reissue' ELSE step.reason END,
       changed_at = $5
     FROM undone
     WHERE step.order_id = undone.order_id AND step.place = undone.place
       AND step.run_id IS NOT NULL
     RETURNING step.order_id, step.id, step.registry_id`,
    [orderId, place, domainId, populationKinds, at],
  );
  return rows.map((row) => ({
    orderId: row.order_id,
    id: row.id,
    registryId: row.registry_id,
  }));
}

export const populationChanged = 'population-changed';

/** Who the people are was settled anew while the list was on its way. */
export const otherGrounds = (): Error =>
  refuse('state', populationChanged, [
    {
      field: 'list',
      rule: 'an earlier list of the plan was corrected while this one was read',
      todo: 'Send the same list again, once the plan asks for it.',
    },
  ]);
