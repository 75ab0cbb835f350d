import type { Me } from '../../api/types';

const distributors = ['caseworker', 'unit-leader'];

/** Whether a person may give cases to caseworkers. */
export function isDistributor({ roles }: Me): boolean {
  return roles.some(({ role }) => distributors.includes(role));
}
