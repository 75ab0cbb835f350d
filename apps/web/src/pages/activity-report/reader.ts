import type { Me } from '../../api/types';

/** Whether the activity report is theirs to read; the API decides the same. */
export function readsActivityReport({ roles }: Me): boolean {
  return roles.some(({ role }) => role === 'administrator' || role === 'auditor');
}
