import type { Me } from '../../api/types';

/** Whether a person sees to it that letters arrive: sends them anew, and posts those on paper. */
export function isDispatcher({ roles }: Me): boolean {
  return roles.some(({ role }) => role === 'caseworker' || role === 'administrator');
}
