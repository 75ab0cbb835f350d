import { randomUUID } from 'node:crypto';
import { type Database, Refused } from '#platform';
import type { SavedFilter } from './worklist.form.js';

const MOST_PER_PERSON = 50;

/** The filters a person has kept, by name. */
export async function savedFiltersOf(
  db: Database,
  personId: string,
): Promise<(SavedFilter & { id: string })[]> {
  const { rows } = await db.pool.query<SavedFilter & { id: string }>(
    'SELECT id, name, filter FROM saved_filter WHERE person_id = $1 ORDER BY lower(name), id',
    [personId],
  );
  return rows;
}

/**
 * Keeps a filter under its name, or replaces what stood there; gives its id. Throws {@link Refused}
 * `too-many-filters` where the person already keeps 50 others.
 */
export async function saveFilter(
  db: Database,
  personId: string,
  { name, filter }: SavedFilter,
  now: Date,
): Promise<string> {
  const { rows } = await db.pool.query<{ id: string }>(
    `INSERT INTO saved_filter (id, person_id, name, filter, created_at)
     SELECT $1, $2, $3, $4, $5
      WHERE (SELECT count(*) FROM saved_filter WHERE person_id = $2 AND name <> $3) < $6
     ON CONFLICT (person_id, name) DO UPDATE SET filter = EXCLUDED.filter
     RETURNING id`,
    [randomUUID(), personId, name, JSON.stringify(filter), now, MOST_PER_PERSON],
  );
  if (rows[0]) return rows[0].id;
  throw new Refused({
    code: 'too-many-filters',
    kind: 'facts',
    problems: [
      {
        field: 'name',
        rule: `a person keeps at most ${MOST_PER_PERSON} filters`,
        todo: 'remove one first',
      },
    ],
  });
}

/** Removes one of a person's own filters; one that is gone already is no error. */
export async function removeFilter(db: Database, personId: string, id: string): Promise<void> {
  await db.pool.query('DELETE FROM saved_filter WHERE person_id = $1 AND id = $2', [personId, id]);
}
