import type { Actor } from '#parties';
import type { CaseKind } from './case.model.js';
import { type Relation, relationFor } from './case.relation.rules.js';
import { partSight } from './case.visibility.js';
import type { Place, Sort } from './worklist.cursor.rules.js';

export interface WorklistFilter {
  limit: number;
  sort: Sort;
  after: Place | null;
  /** The calendar date in Norway; what was due before it is overdue. */
  today: string;
  state?: string | undefined;
  kind?: CaseKind | undefined;
  /** A party, or `registry` for any of them. */
  waitingFor?: string | undefined;
  registryId?: string | undefined;
  /** `me`, `none` or a person's id. */
  assignee?: string | undefined;
  overdue?: boolean | undefined;
  search?: string | undefined;
}

/**
 * One page of a worklist as SQL that holds only the conditions asked for, so that each list is read
 * from the index made for it. Null where the person has no relation to any case.
 */
export function worklistQueryFor(
  actor: Actor,
  filter: WorklistFilter,
): { text: string; values: unknown[] } | null {
  const values: unknown[] = [];
  const given = (value: unknown) => `$${values.push(value)}`;
  const relations = relationsThrough(actor, () => true);
  if (relations.length === 0) return null;

  const { orderBy, place } = orders[filter.sort];
  const conditions = [
    `c.relations && ${given(relations)}::text[]`,
    ...inOwnCases(actor, given),
    ...chosen(actor, filter, given),
    ...searched(actor, filter.search, given),
    ...(filter.after ? [orders[filter.sort].after(filter.after, given)] : []),
  ];
  const today = given(filter.today);
  return {
    text: `
  SELECT c.id, c.reference, c.kind, c.title, c.applicant_id AS "applicantId",
         applicant.name AS "applicantName", assignee.name AS "assigneeName",
         c.application_state AS "applicationState", c.waiting_for AS "waitingFor",
         c.due_on::text AS "dueOn", coalesce(c.due_on < ${today}::date, false) AS "isOverdue",
         c.registry_ids AS "registryIds", c.created_at AS "createdAt", c.changed_at AS "changedAt",
         c.relations, ${place} AS place
    FROM access_case c
    JOIN person applicant ON applicant.id = c.applicant_id
    LEFT JOIN person assignee ON assignee.id = c.assignee_id
   WHERE ${conditions.join('\n     AND ')}
   ORDER BY ${orderBy}
   LIMIT ${given(filter.limit)}`,
    values,
  };
}

type Given = (value: unknown) => string;

/** Times leave and enter as text in UTC with all their digits, so that no page repeats a case. */
const instantOf = (column: string) => `(${column} AT TIME ZONE 'UTC')::text`;

const orders: Record<
  Sort,
  { orderBy: string; place: string; after: (place: Place, given: Given) => string }
> = {
  changed: {
    orderBy: 'c.changed_at DESC, c.id DESC',
    place: instantOf('c.changed_at'),
    after: ({ place, id }, given) =>
      `(c.changed_at, c.id) < (${given(`${place}Z`)}::timestamptz, ${given(id)}::uuid)`,
  },
  created: {
    orderBy: 'c.created_at, c.id',
    place: instantOf('c.created_at'),
    after: ({ place, id }, given) =>
      `(c.created_at, c.id) > (${given(`${place}Z`)}::timestamptz, ${given(id)}::uuid)`,
  },
  due: {
    orderBy: "coalesce(c.due_on, 'infinity'), c.id",
    place: "coalesce(c.due_on, 'infinity')::text",
    after: ({ place, id }, given) =>
      `(coalesce(c.due_on, 'infinity'), c.id) > (${given(place)}::date, ${given(id)}::uuid)`,
  },
};

/** Who is applicant in a case is nothing else in it (forvaltningsloven section 6). */
function inOwnCases(actor: Actor, given: Given): string[] {
  const isApplicant = actor.roles.some(({ role }) => role === 'applicant');
  return isApplicant
    ? []
    : [`NOT c.relations @> ${given([`applicant:${actor.personId}`])}::text[]`];
}

function chosen(actor: Actor, filter: WorklistFilter, given: Given): string[] {
  const { state, kind, waitingFor, registryId, assignee, overdue, today } = filter;
  return [
    ...(state ? [`c.application_state = ${given(state)}`] : []),
    ...(kind ? [`c.kind = ${given(kind)}`] : []),
    ...(registryId ? [`c.registry_ids @> ${given([registryId])}::text[]`] : []),
    ...(waitingFor ? [waitsFor(waitingFor, given)] : []),
    ...knowing(actor, [registryId, waitingFor?.split(':')[1]], given),
    ...(assignee === 'none' ? ['c.assignee_id IS NULL'] : []),
    ...(assignee === 'me' ? [`c.assignee_id = ${given(actor.personId)}`] : []),
    ...(assignee && !['me', 'none'].includes(assignee)
      ? [`c.assignee_id = ${given(assignee)}::uuid`]
      : []),
    ...(overdue ? [`coalesce(c.due_on, 'infinity') < ${given(today)}::date`] : []),
  ];
}

function waitsFor(party: string, given: Given): string {
  return party === 'registry'
    ? "c.waiting_for LIKE 'registry:%'"
    : `c.waiting_for = ${given(party)}`;
}

/** To ask for a registry's cases is to learn of its part in them: that takes sight of all parts. */
function knowing(
  actor: Actor,
  registryIds: readonly (string | undefined)[],
  given: Given,
): string[] {
  const asked = registryIds.filter((id) => id !== undefined);
  const isOthers = asked.some((id) => !actor.roles.some((grant) => grant.registryId === id));
  if (!isOthers) return [];
  return [`c.relations && ${given(relationsThrough(actor, seesAllRegistries))}::text[]`];
}

/**
 * Words are looked for as Norwegian finds them, in any inflection, and the last one also as the
 * beginning of a word; only where the person may read what is searched.
 */
function searched(actor: Actor, search: string | undefined, given: Given): string[] {
  if (!search) return [];
  const reference = /^HDS-\d{4}-\d{1,9}$/i.exec(search.trim());
  if (reference) return [`c.reference = ${given(reference[0].toUpperCase())}`];
  const words = search.match(/[\p{L}\p{N}]+/gu) ?? [];
  const last = words.at(-1);
  if (last === undefined) return ['false'];
  const found = (text: string) => `plainto_tsquery('norwegian', ${given(text)})`;
  const head = words.slice(0, -1).join(' ');
  const tail = `(${found(last)} || to_tsquery('simple', ${given(`${last.toLowerCase()}:*`)}))`;
  const readable = relationsThrough(actor, seesApplication);
  return [
    `c.search_words @@ (${head === '' ? tail : `${found(head)} && ${tail}`})`,
    `c.relations && ${given(readable)}::text[]`,
  ];
}

type Roles = Actor['roles'][number];

const seesApplication = ({ role }: Roles) => partSight.application[role] !== undefined;

const seesAllRegistries = ({ role }: Roles) =>
  partSight.application[role] === 'all' || role === 'linkage-custodian';

function relationsThrough(actor: Actor, holds: (grant: Roles) => boolean): Relation[] {
  const relations = actor.roles.filter(holds).map((grant) => relationFor(grant, actor.personId));
  return [...new Set(relations.filter((relation) => relation !== null))];
}
