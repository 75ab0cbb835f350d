import type { Me } from '../../api/types';

/** Who sees the timelines of the whole service; the API decides the same. */
export function seesTimelines({ roles }: Me): boolean {
  return roles.some(({ role }) => role === 'auditor' || role === 'administrator');
}

/** The registries whose own timelines a person sees. */
export function timelineRegistries({ roles }: Me): string[] {
  const own = roles.flatMap(({ role, registryId }) =>
    registryId !== null && (role === 'registry-adviser' || role === 'registry-delivery')
      ? [registryId]
      : [],
  );
  return [...new Set(own)];
}
