import type { Me } from '../../api/types';

/** Who gives roles. */
export function isAdministrator(me: Me): boolean {
  return me.roles.some(({ role }) => role === 'administrator');
}
