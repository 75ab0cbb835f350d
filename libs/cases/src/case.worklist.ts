import type { Actor } from '#parties';
import { type Database, Refused } from '#platform';
import { partSight, visibleParty, visibleRegistryIds } from './case.visibility.js';

export interface WorklistFilter {
  cursor?: string | undefined;
  limit: number;
  state?: string | undefined;
  waitingFor?: string | undefined;
  search?: string | undefined;
}

export interface WorklistRow {
  id: string;
  reference: string;
  title: string | null;
  applicantName: string | null;
  assigneeName: string | null;
  applicationState: string;
  waitingFor: string;
  dueOn: string | null;
  registryIds: string[];
  changedAt: Date;
}

export interface Worklist {
  items: WorklistRow[];
  nextCursor: string | null;
}

/**
 * The cases a person may see, last changed first, a page at a time. The conditions mirror
 * `rolesInCase`; a test holds the two against each other.
 */
export async function worklist(
  db: Database,
  actor: Actor,
  filter: WorklistFilter,
): Promise<Worklist> {
  const holds = (role: string) => actor.roles.some((grant) => grant.role === role);
  const registriesOf = (role: string) =>
    actor.roles.filter((grant) => grant.role === role).map(({ registryId }) => registryId);
  const after = filter.cursor === undefined ? null : readCursor(filter.cursor);
  const { rows } = await db.pool.query<WorklistRow>(WORKLIST, [
    actor.personId,
    holds('applicant'),
    holds('caseworker') || holds('decision-maker'),
    holds('auditor'),
    holds('rek-secretary'),
    holds('linkage-custodian'),
    registriesOf('registry-adviser'),
    registriesOf('registry-delivery'),
    filter.state ?? null,
    filter.waitingFor ?? null,
    filter.search ? `%${filter.search.replace(/[\\%_]/g, '\\$&')}%` : null,
    after?.changedAt ?? null,
    after?.id ?? null,
    filter.limit + 1,
    actor.roles.some(({ role }) => partSight.application[role] !== undefined),
  ]);
  const items = rows.slice(0, filter.limit).map((row) => shownTo(actor, row));
  const last = items.at(-1);
  return { items, nextCursor: rows.length > filter.limit && last ? cursorOf(last) : null };
}

/** A registry's people know of their own registry in a case, not of its other sources. */
function shownTo(actor: Actor, row: WorklistRow): WorklistRow {
  const registryIds = visibleRegistryIds(row.registryIds, actor.roles);
  return { ...row, registryIds, waitingFor: visibleParty(row.waitingFor, registryIds) };
}

function cursorOf({ changedAt, id }: WorklistRow): string {
  return Buffer.from(`${changedAt.toISOString()} ${id}`).toString('base64url');
}

function readCursor(cursor: string): { changedAt: string; id: string } {
  const [changedAt = '', id = ''] = Buffer.from(cursor, 'base64url').toString().split(' ');
  if (!isInstant(changedAt) || !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) {
    throw new Refused({
      code: 'cursor-invalid',
      kind: 'facts',
      problems: [
        { field: 'cursor', rule: 'a cursor from a previous page', todo: 'begin at the first page' },
      ],
    });
  }
  return { changedAt, id };
}

/** Whether it is a moment as a cursor writes it; a day that does not exist is none. */
function isInstant(text: string): boolean {
  const at = new Date(text);
  return !Number.isNaN(at.getTime()) && at.toISOString() === text;
}

const WORKLIST = `
  SELECT c.id, c.reference,
         CASE WHEN $15 THEN a.content ->> 'title' END AS title,
         CASE WHEN $15 THEN applicant.name END AS "applicantName",
         assignee.name AS "assigneeName", c.application_state AS "applicationState",
         c.waiting_for AS "waitingFor", c.due_on::text AS "dueOn", c.registry_ids AS "registryIds",
         c.changed_at AS "changedAt"
    FROM access_case c
    JOIN application a ON a.case_id = c.id
    JOIN person applicant ON applicant.id = c.applicant_id
    LEFT JOIN person assignee ON assignee.id = c.assignee_id
   WHERE (   ($2 AND c.applicant_id = $1)
          OR (c.applicant_id <> $1
              AND (   (($3 OR $4) AND c.tracks #> '{application}' ? 'submittedOn')
                   OR ($5 AND c.tracks #>> '{ethics,state}' NOT IN ('undetermined', 'not-required', 'required'))
                   OR ($6 AND c.tracks #>> '{linkage,state}' <> 'none')
                   OR (c.tracks -> 'consultation' ?| $7::text[])
                   OR (c.tracks -> 'delivery' ?| $8::text[])
                   OR (c.tracks #> '{linkage,registryIds}' ?| $8::text[]))))
     AND ($9::text IS NULL OR c.application_state = $9)
     AND ($10::text IS NULL OR c.waiting_for = $10
          OR ($10 = 'registry' AND c.waiting_for LIKE 'registry:%'))
     AND ($11::text IS NULL OR c.reference ILIKE $11
          OR ($15 AND (a.content ->> 'title' ILIKE $11 OR applicant.name ILIKE $11)))
     AND ($12::timestamptz IS NULL OR (c.changed_at, c.id) < ($12, $13::uuid))
   ORDER BY c.changed_at DESC, c.id DESC
   LIMIT $14`;
