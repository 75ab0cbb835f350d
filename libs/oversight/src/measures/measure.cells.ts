/**
 * The cells that a report or a timeline adds up, as a table for its statement: of the measures $1,
 * the months from $2 to $3, and of what still goes on whenever it began. Today's come from the
 * figures. Those of an earlier day, the parameter `knownOn`, are the cells that were known on it;
 * what was going on then is found by the days it ended on, not by all that ever went on.
 */
export function cellsToAdd(knownOn: `$${number}` | null): string {
  const table = knownOn ? 'case_cell' : 'figure';
  const columns = `SELECT measure, month, kind, unit_id, part, value, count FROM ${table}`;
  // In the words of the index.
  const known = knownOn
    ? `AND known_from_on <= ${knownOn} AND coalesce(known_until_on, 'infinity'::date) > ${knownOn}`
    : '';
  return `(
    ${columns}
     WHERE measure = ANY ($1) AND measure NOT IN ${GOING_ON} AND month BETWEEN $2 AND $3
           ${known}
     UNION ALL
    ${columns}
     WHERE measure = ANY ($1) AND measure IN ${GOING_ON}
           ${known})`;
}

const GOING_ON = `('holding', 'open')`;
