import type { Me } from '../../api/types';

const house = ['caseworker', 'decision-maker', 'unit-leader'];

/** Whether a person prepares or decides cases, and may ask for insight in those of others. */
export function isOfHouse({ roles }: Me): boolean {
  return roles.some(({ role }) => house.includes(role));
}

const answering = ['auditor', 'unit-leader', 'caseworker'];

/** Whether a person sees who had insight, and why: of all cases, of the unit's or of their own. */
export function seesInsights({ roles }: Me): boolean {
  return roles.some(({ role }) => answering.includes(role));
}

/** Whether a text is the whole number of a case. */
export function isReference(text: string): boolean {
  return /^HDS-\d{4}-\d{1,9}$/i.test(text.trim());
}
