import { useQuery } from '@tanstack/react-query';
import { type Problem, request } from './client';
import type { CaseDetail, Schemas } from './types';

/** One point of the completeness check, with what a rule finds and what was answered. */
export type ScreeningItem = Schemas['ScreeningItem'];

/** The completeness check of a case; asked for anew when the case has changed. */
export function useScreening({ id, version }: CaseDetail) {
  return useQuery<Schemas['Screening'], Problem>({
    queryKey: ['cases', 'screening', id, version],
    queryFn: ({ signal }) => request(`/cases/${id}/screening`, { signal }),
  });
}
