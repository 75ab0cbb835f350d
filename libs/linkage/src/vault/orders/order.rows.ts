import type { Tx } from '#platform';
import type { ControlsWanted, RelativesWanted, StepKind } from './order.dto.js';

export interface OrderRow {
  id: string;
  domain_id: string;
  case_reference: string;
  plan: { controls: ControlsWanted | null; relatives: RelativesWanted | null };
  paused_at: Date | null;
  paused_by: string | null;
}

export interface StepRow {
  order_id: string;
  place: number;
  id: string;
  kind: StepKind;
  registry_id: string;
  gives_key_file: boolean;
  state: string;
  rows_read: number;
  parts_done: number;
  people: number | null;
  outside: number | null;
  unmet: number | null;
  reason: string | null;
  changed_at: Date;
}

/** The steps whose lists are on their way in parts, or wait here to be worked on. */
export async function arrivingIn(
  db: Tx,
  domainId: string,
  steps: readonly StepRow[],
): Promise<ReadonlySet<string>> {
  const { rows } = await db.query<{ registry_id: string }>(
    `SELECT DISTINCT registry_id FROM incoming_list
     WHERE domain_id = $1 AND state IN ('receiving', 'received')`,
    [domainId],
  );
  const next = rows.map(({ registry_id }) =>
    steps.find(
      (step) =>
        step.registry_id === registry_id &&
        step.kind !== 'key-file' &&
        (step.state === 'awaiting' || step.state === 'refused'),
    ),
  );
  return new Set(next.flatMap((step) => (step ? [step.id] : [])));
}

export async function ordersOf(db: Tx, domainId: string): Promise<OrderRow[]> {
  const { rows } = await db.query<OrderRow>(
    `SELECT id, domain_id, case_reference, plan, paused_at, paused_by FROM linkage_order
     WHERE domain_id = $1 ORDER BY created_at DESC, id LIMIT 1000`,
    [domainId],
  );
  return rows;
}

/** What has come of a list stands here before it may be known (runs/answer.slots.ts). */
export async function stepsOf(db: Tx, orderIds: readonly string[], now: Date): Promise<StepRow[]> {
  const { rows } = await db.query<StepRow>(
    'SELECT * FROM order_step WHERE order_id = ANY ($1) ORDER BY order_id, place',
    [orderIds],
  );
  return rows.map((step) => (step.changed_at > now ? asBefore(step, now) : step));
}

function asBefore(step: StepRow, now: Date): StepRow {
  const before = { ...step, changed_at: now };
  const unknown = { people: null, outside: null, unmet: null, reason: null };
  if (step.state === 'done') return { ...before, ...unknown, state: 'numbering' };
  // Undone by what was done a moment ago.
  return step.reason === 'reissue' ? { ...before, state: 'done', reason: null } : before;
}
