import { useQuery } from '@tanstack/react-query';
import { type Problem, request } from './client';
import type { CaseDetail, VersionChange } from './types';

interface Difference {
  differences: VersionChange[];
  /** The registries that the change concerns: nobody else is asked again. */
  affectedRegistryIds: string[];
}

/** What a change asks for otherwise than its permit gives, as it is saved. */
export function useDifference({ id, version }: CaseDetail) {
  return useQuery<Difference, Problem>({
    queryKey: ['cases', 'difference', id, version],
    placeholderData: (before) => before,
    queryFn: ({ signal }) => request(`/cases/${encodeURIComponent(id)}/difference`, { signal }),
  });
}
