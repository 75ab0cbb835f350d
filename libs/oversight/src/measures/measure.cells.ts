/**
 * The cells that a report or a timeline adds up, as a table for its statement: of the measures $1,
 * the months from $2 to $3, and of what still goes on whenever it began. Today's come from the
 * figures. Those of an earlier day, the parameter `knownOn`, are all that the figures changed by up
 * to it. What was going on then comes from the cells that were known on the day: begun and ended, ten
 * years of it would be added up to next to nothing.
 */
export function cellsToAdd(knownOn: `$${number}` | null): string {
  const columns = `SELECT measure, month, kind, unit_id, part, value, count`;
  const [figures, upTo] = knownOn
    ? ['figure_change', `AND changed_on <= ${knownOn}`]
    : ['figure', ''];
  // In the words of the index.
  const [goingOn, known] = knownOn
    ? ['case_cell', `AND daterange(known_from_on, known_until_on) @> ${knownOn}::date`]
    : ['figure', ''];
  return `(
    ${columns} FROM ${figures}
     WHERE measure = ANY ($1) AND measure NOT IN ${GOING_ON} AND month BETWEEN $2 AND $3
           ${upTo}
     UNION ALL
    ${columns} FROM ${goingOn}
     WHERE measure = ANY ($1) AND measure IN ${GOING_ON}
           ${known})`;
}

/** Measures of what is not over: whenever it began, it is in every report of a day it went on. */
export const GOING_ON = `('holding', 'open')`;
