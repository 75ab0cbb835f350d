import type { Actor } from '#parties';
import type { CaseKind } from '../case.model.js';
import { insightsOf, relationsThrough } from '../case.relation.rules.js';
import { searchParts, wordsIn } from './case.search.query.js';
import { partSight } from '../case.sight.rules.js';
import type { Place, Sort } from './worklist.cursor.rules.js';
import { type Given, orders } from './worklist.order.rules.js';

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
 *
 * @param readInOrder how many cases a search reads in order before it asks the index of words.
 */
export function worklistQueryFor(
  actor: Actor,
  filter: WorklistFilter,
  readInOrder = 2_000,
): { text: string; values: unknown[] } | null {
  const values: unknown[] = [];
  const given = (value: unknown) => `$${values.push(value)}`;
  if (relationsThrough(actor).length === 0) return null;

  const order = orders[filter.sort];
  const limit = given(filter.limit);
  const found = findingOf(actor, filter.search, given);
  const conditions = [
    reached(actor, given),
    ...inOwnCases(actor, given),
    ...chosen(actor, filter, given),
    ...found.conditions,
    ...(filter.after ? [order.after('c', filter.after, given)] : []),
  ];
  const page = { order, after: filter.after, limit, readInOrder };
  const parts = found.words && searchParts(found.words, conditions, page, given);
  const today = given(filter.today);
  return {
    text: `${parts ?? ''}
  SELECT c.id, c.reference, c.kind, c.title, c.applicant_id AS "applicantId",
         applicant.name AS "applicantName", assignee.name AS "assigneeName",
         c.application_state AS "applicationState", c.waiting_for AS "waitingFor",
         c.due_on::text AS "dueOn", coalesce(c.due_on < ${today}::date, false) AS "isOverdue",
         c.registry_ids AS "registryIds", c.created_at AS "createdAt", c.changed_at AS "changedAt",
         c.version, c.relations, ${order.place} AS place
    FROM ${parts ? 'hits JOIN access_case c USING (id)' : 'access_case c'}
    JOIN person applicant ON applicant.id = c.applicant_id
    LEFT JOIN person assignee ON assignee.id = c.assignee_id
   ${parts ? '' : `WHERE ${conditions.join('\n     AND ')}`}
   ORDER BY ${order.by('c')}
   LIMIT ${limit}`,
    values,
  };
}

/**
 * The cases a person sees through the roles that hold, and those they have insight in. Written so that
 * the planner takes it to hold of every row: the second wall asks the same, and asked twice a tenth of
 * all cases was reckoned as a hundredth, and sorted whole instead of read in order.
 */
function reached(actor: Actor, given: Given, holds?: (grant: Roles) => boolean): string {
  const related = `c.relations && ${given(relationsThrough(actor, holds))}::text[]`;
  const insights = insightsOf(actor);
  const either =
    insights.length === 0 ? related : `(${related} OR c.id = ANY (${given(insights)}::uuid[]))`;
  return `nullif(${either}, false) IS NOT NULL`;
}

/** The same for some of the roles; nothing where all of them lead to the same cases. */
function reachedOnlyBy(actor: Actor, given: Given, holds: (grant: Roles) => boolean): string[] {
  const isNarrower = relationsThrough(actor, holds).length < relationsThrough(actor).length;
  return isNarrower ? [reached(actor, given, holds)] : [];
}

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
  return reachedOnlyBy(actor, given, seesAllRegistries);
}

/**
 * A reference leads to its case; other words are looked for in what is written, where the person may
 * read it.
 */
function findingOf(
  actor: Actor,
  search: string | undefined,
  given: Given,
): { conditions: readonly string[]; words: string | null } {
  if (!search) return { conditions: [], words: null };
  const reference = /^HDS-\d{4}-\d{1,9}$/i.exec(search.trim());
  if (reference) {
    return { conditions: [`c.reference = ${given(reference[0].toUpperCase())}`], words: null };
  }
  const words = wordsIn(search, given);
  if (words === null) return { conditions: ['false'], words };
  return { conditions: reachedOnlyBy(actor, given, seesApplication), words };
}

type Roles = Actor['roles'][number];

const seesApplication = ({ role }: Roles) => partSight.application[role] !== undefined;

const seesAllRegistries = ({ role }: Roles) =>
  partSight.application[role] === 'all' || role === 'linkage-custodian';
