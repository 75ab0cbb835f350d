import type { Me } from '../../api/types';

const readers = ['auditor', 'administrator', 'caseworker', 'decision-maker', 'unit-leader'];

/** Whether the figures of the service are theirs to read; the API decides the same. */
export function isReader({ roles }: Me): boolean {
  return roles.some(({ role }) => readers.includes(role));
}
