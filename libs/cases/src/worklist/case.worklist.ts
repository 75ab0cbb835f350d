import type { Actor } from '#parties';
import { type Database, Refused } from '#platform';
import type { CaseKind } from '../case.model.js';
import { rolesThrough } from '../case.relation.rules.js';
import { sightOf, visibleParty, visibleRegistryIds } from '../case.visibility.js';
import { type WorklistFilter, worklistQueryFor } from './case.worklist.query.js';
import { cursorOf, type Place, readCursor, type Sort } from './worklist.cursor.rules.js';

export interface WorklistRow {
  id: string;
  reference: string;
  kind: CaseKind;
  title: string | null;
  applicantName: string | null;
  assigneeName: string | null;
  applicationState: string;
  waitingFor: string;
  dueOn: string | null;
  isOverdue: boolean;
  registryIds: string[];
  createdAt: Date;
  changedAt: Date;
  /** What a command for the case names, where it is given from the list. */
  version: number;
}

export interface Worklist {
  items: WorklistRow[];
  nextCursor: string | null;
}

interface StoredRow extends WorklistRow {
  applicantId: string;
  relations: string[];
  /** Where the row stands in the order asked for, as the database writes it. */
  place: string;
}

export interface WorklistRequest extends Omit<WorklistFilter, 'after'> {
  cursor?: string | undefined;
}

/**
 * The cases a person may see, in the order asked for, a page at a time. Each row shows what the
 * person's roles in that very case may see.
 *
 * Throws {@link Refused} `cursor-invalid` for a cursor that no page of this order gave.
 */
export async function worklist(
  db: Database,
  actor: Actor,
  request: WorklistRequest,
): Promise<Worklist> {
  const { cursor, ...filter } = request;
  const after = cursor === undefined ? null : placeIn(cursor, filter.sort);
  const query = worklistQueryFor(actor, { ...filter, after, limit: filter.limit + 1 });
  if (query === null) return { items: [], nextCursor: null };
  const { rows } = await db.pool.query<StoredRow>(query.text, query.values);
  const shown = rows.slice(0, filter.limit);
  const last = shown.at(-1);
  return {
    items: shown.map((row) => shownTo(actor, row)),
    nextCursor: rows.length > filter.limit && last ? cursorOf(filter.sort, last) : null,
  };
}

/** The queues a person works from; each is also a filter of the worklist. */
const queueFilters = {
  mine: { assignee: 'me' },
  unassigned: { assignee: 'none', state: 'submitted' },
  overdue: { overdue: true },
  waitingForUs: { waitingFor: 'helsedataservice' },
} as const;

/** Beyond this a number says no more than that there is plenty. */
const MOST_COUNTED = 1_000;

/** How many cases lie in each queue, counted no further than 1000. */
export async function queues(
  db: Database,
  actor: Actor,
  today: string,
): Promise<Record<keyof typeof queueFilters, number>> {
  const counts = await Promise.all(
    Object.entries(queueFilters).map(async ([name, filter]) => {
      const bounds = { sort: 'changed', after: null, limit: MOST_COUNTED, today } as const;
      const query = worklistQueryFor(actor, { ...bounds, ...filter });
      if (query === null) return [name, 0] as const;
      const { rows } = await db.pool.query<{ n: number }>(
        `SELECT count(*)::int AS n FROM (${query.text}) AS queue`,
        query.values,
      );
      return [name, rows[0]?.n ?? 0] as const;
    }),
  );
  return Object.fromEntries(counts) as Record<keyof typeof queueFilters, number>;
}

/** A registry's people know of their own registry in a case; a custodian of no free text. */
function shownTo(
  actor: Actor,
  { applicantId: _, relations, place, ...row }: StoredRow,
): WorklistRow {
  const here = rolesThrough({ id: row.id, relations }, actor);
  const registryIds = visibleRegistryIds(row.registryIds, here);
  return {
    ...row,
    title: sightOf('application', here) ? row.title : null,
    applicantName: sightOf('applicant', here) ? row.applicantName : null,
    registryIds,
    waitingFor: visibleParty(row.waitingFor, registryIds),
  };
}

function placeIn(cursor: string, sort: Sort): Place {
  const place = readCursor(cursor, sort);
  if (place) return place;
  throw new Refused({
    code: 'cursor-invalid',
    kind: 'facts',
    problems: [
      { field: 'cursor', rule: 'a cursor from a previous page', todo: 'begin at the first page' },
    ],
  });
}
