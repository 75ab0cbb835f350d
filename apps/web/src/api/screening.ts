import { useQuery } from '@tanstack/react-query';
import { type Problem, request } from './client';
import type { CaseDetail, Language } from './types';

/** One point of the completeness check, with what a rule finds and what was answered. */
export interface ScreeningItem {
  item: string;
  wording: Record<Language, string>;
  finding: string | null;
  answer: { answer: string; answeredByName: string; comment: string | null } | null;
  isOpen: boolean;
}

/** The completeness check of a case; asked for anew when the case has changed. */
export function useScreening({ id, version }: CaseDetail) {
  return useQuery<{ items: ScreeningItem[] }, Problem>({
    queryKey: ['cases', 'screening', id, version],
    queryFn: ({ signal }) => request(`/cases/${id}/screening`, { signal }),
  });
}
