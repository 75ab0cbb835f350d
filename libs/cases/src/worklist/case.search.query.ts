import type { Place } from './worklist.cursor.rules.js';
import type { Given, Order } from './worklist.order.rules.js';

export interface SearchPage {
  order: Order;
  after: Place | null;
  /** How many cases are wanted, as a parameter of the statement. */
  limit: string;
  /** How many cases are read in order before the index of words is asked. */
  readInOrder: number;
}

/**
 * The cases of one page that hold the words, as the SQL parts `WITH … hits AS (…)`.
 *
 * Whether a word is common cannot be known beforehand: PostgreSQL guesses wrong for the beginning of
 * a word, and a wrong guess reads a million cases. So the first cases of the order are read and held
 * against the words, which fills the page for any common word; only where they do not fill it, the
 * word is rare enough for its cases to be found by the index and sorted.
 *
 * @param conditions what else holds for the case `c`, the place of the page included.
 */
export function searchParts(
  words: string,
  conditions: readonly string[],
  { order, after, limit, readInOrder }: SearchPage,
  given: Given,
): string {
  const beyond = after ? `AND ${order.after('s', after, given)}` : '';
  const isFound = `s.words @@ (${words})`;
  return `
  WITH first_cases AS MATERIALIZED (
    SELECT c.id, row_number() OVER (ORDER BY ${order.by('c')}) AS number
      FROM access_case c
     WHERE ${conditions.join('\n       AND ')}
     ORDER BY ${order.by('c')}
     LIMIT ${readInOrder}
  ), near AS MATERIALIZED (
    SELECT f.id
      FROM (SELECT id, number FROM first_cases ORDER BY number) AS f
     CROSS JOIN LATERAL (
           SELECT 1 FROM case_search s WHERE s.case_id = f.id AND ${isFound} LIMIT 1) AS found
     ORDER BY f.number
     LIMIT ${limit}
  ), is_enough AS MATERIALIZED (
    SELECT (SELECT count(*) FROM near) >= ${limit}
        OR (SELECT count(*) FROM first_cases) < ${readInOrder} AS yes
  ), hits AS (
    SELECT id FROM near WHERE (SELECT yes FROM is_enough)
     UNION ALL
    (SELECT f.case_id
       FROM (SELECT s.case_id, s.created_at, s.changed_at, s.due_on
               FROM cases_with(${words}) s
              WHERE true ${beyond}
              ORDER BY ${order.by('s')} OFFSET 0) AS f
      CROSS JOIN LATERAL (
            SELECT 1 FROM access_case c
             WHERE c.id = f.case_id AND ${conditions.join('\n               AND ')} LIMIT 1) AS seen
      WHERE NOT (SELECT yes FROM is_enough)
      ORDER BY ${order.by('f')}
      LIMIT ${limit})
  )`;
}

/**
 * Words as Norwegian finds them, in any inflection, and the last one also as the beginning of a
 * word. Null where there is no word to look for.
 */
export function wordsIn(search: string, given: Given): string | null {
  const words = search.match(/[\p{L}\p{N}]+/gu) ?? [];
  const last = words.at(-1);
  if (last === undefined) return null;
  const found = (text: string) => `plainto_tsquery('norwegian', ${given(text)})`;
  const head = words.slice(0, -1).join(' ');
  const tail = `(${found(last)} || to_tsquery('simple', ${given(`${last.toLowerCase()}:*`)}))`;
  return head === '' ? tail : `${found(head)} && ${tail}`;
}
