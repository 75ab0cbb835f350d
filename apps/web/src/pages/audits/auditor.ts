import type { Me } from '../../api/types';

export function isAuditor({ roles }: Me): boolean {
  return roles.some(({ role }) => role === 'auditor');
}

/** Who takes out what names nobody, outside any audit. */
export function isExporter({ roles }: Me): boolean {
  return roles.some(({ role }) => role === 'administrator');
}
