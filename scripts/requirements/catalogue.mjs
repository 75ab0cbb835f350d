import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { root } from '../supervisor/programs.mjs';

/** The areas of the European specification that the case work of this system covers. */
export const caseworkAreas = [
  'applicant',
  'intake',
  'assessment',
  'information-request',
  'deadlines',
  'decision',
  'permit',
  'amendment',
  'appeal',
];

/**
 * Every requirement with an id of its own: the rows of the European specification (TEHDAS2 D6.4) and
 * the rules of Norwegian law, with the reason where one is not proven.
 *
 * @returns {{ id: string, area: string, level: string, scope: string, requirement: string,
 *   reason: string | null }[]}
 */
export function requirements() {
  const reasons = new Map(table('unproven').map(({ id, reason }) => [id, reason]));
  const european = table('d64');
  const law = table('law').map(({ id, rule, requirement }) => ({
    id,
    area: 'law',
    level: 'MUST',
    scope: 'product',
    requirement: `${rule}: ${requirement}`,
  }));
  return [...european, ...law].map((row) => ({ ...row, reason: reasons.get(row.id) ?? null }));
}

/** The ids that have a reason, also those that no requirement has. */
export function explainedIds() {
  return table('unproven').map(({ id }) => id);
}

/** The ids that the title of a test names: `… [law 7] [R7.3.5]`. */
export function namedIn(title) {
  return [...title.matchAll(/\[((?:law |R)\d[\d.]*(?:\([a-z]\))?)\]/g)].map(([, id]) => id);
}

/** Whether a requirement is one that this product must show. */
export function isOwed({ area, level, scope }) {
  return (
    scope === 'product' &&
    level.startsWith('MUST') &&
    (area === 'law' || caseworkAreas.includes(area))
  );
}

function table(name) {
  return parse(readFileSync(join(root, 'data', 'requirements', `${name}.csv`)), { columns: true });
}
