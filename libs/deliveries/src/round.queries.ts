import { z } from 'zod';
import type { Database, Reach } from '#platform';

/** The states in which a round waits for its registry. */
export const openStates = [
  'ordered',
  'accepted',
  'in-preparation',
  'quality-checked',
  'error-reported',
] as const;

const closedStates = ['delivered', 'received', 'redelivered', 'cancelled'] as const;

export const roundQuery = z.strictObject({
  /** `open`: what waits for a registry. */
  state: z.enum(['open', ...openStates, ...closedStates]).default('open'),
  registryId: z
    .string()
    .regex(/^[a-z0-9-]{1,120}$/)
    .optional(),
  /** Due on or before this day. */
  dueBy: z.iso.date().optional(),
  cursor: z
    .string()
    .max(400)
    .refine((cursor) => placeIn(cursor) !== null, 'a cursor that a page gave')
    .optional(),
});

export type RoundQuery = z.infer<typeof roundQuery>;

export interface Round {
  caseId: string;
  caseReference: string;
  projectTitle: string;
  deliveryId: string;
  registryId: string;
  registryName: string;
  round: number;
  kind: 'first' | 'partial' | 'recurring';
  state: string;
  orderedOn: string | null;
  promisedOn: string | null;
  dueOn: string | null;
  deliveredOn: string | null;
  progressPercent: number | null;
  isOverdue: boolean;
}

const PAGE = 50;

/** Whose rounds somebody sees: in the cases they reach, of some registries or (null) of all. */
export interface RoundSight extends Pick<Reach, 'relations' | 'barred' | 'cases'> {
  registryIds: readonly string[] | null;
}

/** Rounds of delivery by due date, so that what is overdue comes first. */
export async function rounds(
  db: Database,
  { registryIds, relations, barred, cases }: RoundSight,
  { state, registryId, dueBy, cursor }: RoundQuery,
  today: string,
): Promise<{ items: Round[]; nextCursor: string | null }> {
  const isOpen = state === 'open';
  const place = placeIn(cursor ?? '');
  const { rows } = await db.pool.query<Round>(isOpen ? LIST_OPEN : LIST, [
    registryIds,
    registryId ?? null,
    dueBy ?? null,
    place?.[0] ?? null,
    place?.[1] ?? null,
    place?.[2] ?? null,
    PAGE + 1,
    today,
    relations,
    barred,
    cases,
    ...(isOpen ? [] : [state]),
  ]);
  const items = rows.slice(0, PAGE);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > PAGE && last ? cursorOf(last) : null };
}

function cursorOf({ dueOn, caseId, deliveryId }: Round): string {
  return Buffer.from([dueOn ?? 'infinity', caseId, deliveryId].join('|')).toString('base64url');
}

function placeIn(cursor: string): [string, string, string] | null {
  const [, dueOn, caseId, deliveryId] =
    /^([12]\d{3}-[01]\d-[0-3]\d|infinity)\|([0-9a-f-]{36})\|([a-z0-9-]{1,120}(?:\.\d{1,4})?)$/.exec(
      Buffer.from(cursor, 'base64url').toString(),
    ) ?? [];
  return dueOn && caseId && deliveryId ? [dueOn, caseId, deliveryId] : null;
}

const list = (states: string) => `
  SELECT d.case_id AS "caseId", c.reference AS "caseReference", coalesce(c.title, '') AS "projectTitle",
         d.delivery_id AS "deliveryId", d.registry_id AS "registryId",
         coalesce(r.name, d.registry_id) AS "registryName", d.round, d.kind, d.state,
         d.ordered_on::text AS "orderedOn", d.promised_on::text AS "promisedOn",
         d.due_on::text AS "dueOn", d.delivered_on::text AS "deliveredOn",
         d.progress_percent AS "progressPercent",
         (d.state IN (${quoted(openStates)}) AND d.due_on < $8::date) IS TRUE AS "isOverdue"
    FROM delivery_round d
    JOIN access_case c ON c.id = d.case_id
    LEFT JOIN registry r ON r.id = d.registry_id
   WHERE ${states}
     AND ((c.relations && $9::text[] AND NOT c.relations && $10::text[]) OR c.id = ANY ($11::uuid[]))
     AND ($1::text[] IS NULL OR d.registry_id = ANY ($1))
     AND ($2::text IS NULL OR d.registry_id = $2)
     AND ($3::date IS NULL OR d.due_on <= $3)
     AND ($4::date IS NULL
          OR (coalesce(d.due_on, 'infinity'), d.case_id, d.delivery_id) > ($4, $5::uuid, $6::text))
   ORDER BY coalesce(d.due_on, 'infinity'), d.case_id, d.delivery_id
   LIMIT $7`;

// Nothing is waited for in a case that is over, or whose permit has ended.
const LIST_OPEN = list(
  `d.state IN (${quoted(openStates)}) AND c.application_state = 'in-delivery'
     AND c.tracks #>> '{permit,state}' NOT IN ('expired', 'revoked')`,
);
const LIST = list('d.state = $12');

function quoted(states: readonly string[]): string {
  return states.map((state) => `'${state}'`).join(', ');
}
