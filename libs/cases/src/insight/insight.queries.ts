import { z } from 'zod';
import type { Person, Role } from '#parties';
import { calendarDay, type Database, Refused, type Tx } from '#platform';
import { osloDate } from '../clocks/calendar.rules.js';
import { caseById } from '../case.queries.js';
import { rolesInCase } from '../case.relation.rules.js';
import { settingsOf } from '../settings/setting.queries.js';
import { caseUnknown } from './insight.rules.js';

/** What a person of the house is told of a case before they give a reason: its number. */
export interface InsightStatus {
  caseId: string;
  reference: string;
  /** How they see it: as one who has to do with it, by insight, or not. */
  sight: 'need-to-know' | 'insight' | 'none';
  isOwn: boolean;
  /** How long an insight lasts that begins now. */
  hours: number;
  /** When the running one is over. */
  endsAt: Date | null;
}

/** Throws {@link Refused} `case-unknown` for what is no case, and for a draft. */
export async function insightStatus(
  db: Database,
  wanted: { id: string | null; reference: string | null },
  person: Person,
  now: Date,
): Promise<InsightStatus> {
  const { rows } = await db.pool.query<{ id: string; reference: string; isOwn: boolean }>(
    'SELECT id, reference, is_own AS "isOwn" FROM case_in_house($1, $2, $3)',
    [wanted.id, wanted.reference, person.personId],
  );
  const found = rows[0];
  if (!found) throw new Refused(caseUnknown);
  const [accessCase, settings, endsAt] = await Promise.all([
    caseById(db, found.id),
    settingsOf(db, osloDate(now)),
    runningUntil(db.pool, found.id, person.personId, now),
  ]);
  const here = accessCase ? rolesInCase(accessCase, person) : [];
  const isByInsight = here.some(({ role }) => role === 'insight');
  return {
    caseId: found.id,
    reference: found.reference,
    sight: isByInsight ? 'insight' : here.length > 0 ? 'need-to-know' : 'none',
    isOwn: found.isOwn,
    hours: settings['insight-hours'],
    endsAt: isByInsight ? endsAt : null,
  };
}

/** Whether this person has insight in the case already. */
export async function isInsightRunning(
  tx: Tx,
  caseId: string,
  personId: string,
  now: Date,
): Promise<boolean> {
  return (await runningUntil(tx, caseId, personId, now)) !== null;
}

async function runningUntil(
  db: Tx,
  caseId: string,
  personId: string,
  now: Date,
): Promise<Date | null> {
  const { rows } = await db.query<{ endsAt: Date | null }>(
    `SELECT max(ends_at) AS "endsAt" FROM insight
      WHERE case_id = $1 AND person_id = $2 AND ends_at > $3`,
    [caseId, personId, now],
  );
  return rows[0]?.endsAt ?? null;
}

/** The cases that a person has insight in now. */
export async function runningInsights(db: Tx, personId: string, now: Date): Promise<string[]> {
  const { rows } = await db.query<{ ids: string[] }>({
    name: 'insights-of',
    text: 'SELECT insights_of($1, $2) AS ids',
    values: [personId, now],
  });
  return rows[0]?.ids ?? [];
}

export const insightQuery = z.strictObject({
  cursor: z
    .string()
    .max(200)
    .refine((cursor) => placeIn(cursor) !== null, 'a cursor that a page gave')
    .optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  /** The number of a case. */
  reference: z
    .string()
    .trim()
    .regex(/^HDS-\d{4}-\d{1,9}$/i, 'the number of a case')
    .transform((reference) => reference.toUpperCase())
    .optional(),
  personId: z.uuid('the id of a person').optional(),
  running: z.stringbool().optional(),
  fromOn: calendarDay.optional(),
  toOn: calendarDay.optional(),
});

export type InsightQuery = z.infer<typeof insightQuery>;

export interface InsightItem {
  id: string;
  caseId: string;
  reference: string;
  unitName: string | null;
  personId: string;
  personName: string;
  role: Role;
  reason: string;
  begunAt: Date;
  endsAt: Date;
  isRunning: boolean;
  /** How often something of the case was read by it. */
  readings: number;
}

/** Of whose cases: of units, of caseworkers, or of both; all where both are null. */
export interface InsightsIn {
  /** An empty id: of no unit. */
  unitIds: readonly string[] | null;
  caseworkerIds: readonly string[] | null;
}

/** Insights, the latest first. */
export async function insights(
  db: Database,
  { unitIds, caseworkerIds }: InsightsIn,
  query: InsightQuery,
  now: Date,
): Promise<{ items: InsightItem[]; nextCursor: string | null }> {
  const { limit, reference, personId, running, fromOn, toOn } = query;
  const place = placeIn(query.cursor ?? '');
  const { rows } = await db.pool.query<InsightItem>(LIST, [
    unitIds,
    now,
    reference ?? null,
    personId ?? null,
    running ?? null,
    fromOn ?? null,
    toOn ?? null,
    place?.[0] ?? null,
    place?.[1] ?? null,
    limit + 1,
    caseworkerIds,
  ]);
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last ? cursorOf(last) : null };
}

function cursorOf({ begunAt, id }: InsightItem): string {
  return Buffer.from(`${begunAt.toISOString()}|${id}`).toString('base64url');
}

/** A day that does not exist is none. */
function isPossible(at: string): boolean {
  return !Number.isNaN(Date.parse(at)) && new Date(at).toISOString() === at;
}

const form =
  /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)\|([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

function placeIn(cursor: string): [string, string] | null {
  const [, at, id] = form.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  return at && id && isPossible(at) ? [at, id] : null;
}

const LIST = `
  SELECT i.id, i.case_id AS "caseId", c.reference, unit.name AS "unitName",
         i.person_id AS "personId", p.name AS "personName", i.role, t.body AS reason,
         i.begun_at AS "begunAt", i.ends_at AS "endsAt", i.ends_at > $2 AS "isRunning",
         (SELECT count(*)::int FROM case_event e
           WHERE e.case_id = i.case_id AND e.actor_id = i.person_id AND e.outcome = 'read'
             AND e.actor_role = 'insight' AND e.at BETWEEN i.begun_at AND i.ends_at) AS readings
    FROM insight i
    JOIN access_case c ON c.id = i.case_id
    JOIN person p ON p.id = i.person_id
    JOIN case_text t ON t.id = i.text_id
    LEFT JOIN unit ON unit.id = c.unit_id
   WHERE (($1::text[] IS NULL AND $11::uuid[] IS NULL)
          OR c.assignee_id = ANY ($11)
          OR (c.assignee_id IS NOT NULL AND coalesce(c.unit_id, '') = ANY ($1)))
     AND ($3::text IS NULL OR c.reference = $3)
     AND ($4::uuid IS NULL OR i.person_id = $4)
     AND ($5::boolean IS NULL OR (i.ends_at > $2) = $5)
     AND ($6::date IS NULL OR i.begun_at >= ($6::date::timestamp AT TIME ZONE 'Europe/Oslo'))
     AND ($7::date IS NULL OR i.begun_at < (($7::date + 1)::timestamp AT TIME ZONE 'Europe/Oslo'))
     AND ($8::timestamptz IS NULL OR (i.begun_at, i.id) < ($8, $9::uuid))
   ORDER BY i.begun_at DESC, i.id DESC
   LIMIT $10`;
