import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type Problem, request } from './client';
import type { insightFilters } from './filter-names';
import type { Schemas } from './types';

/** What a person of the house is told of a case before they give a reason: its number. */
export type InsightStatus = Schemas['InsightStatus'];

export type InsightItem = Schemas['InsightItem'];

export type InsightFilter = Partial<Record<(typeof insightFilters)[number], string>>;

/** How a person of the house stands to a case, by its id or its number. */
export function useInsight(idOrReference: string, isOn: boolean) {
  return useQuery<InsightStatus, Problem>({
    // Beside the case itself, so that what changes the one asks for the other anew.
    queryKey: ['cases', 'insight', idOrReference],
    enabled: isOn && idOrReference !== '',
    queryFn: ({ signal }) =>
      request(`/cases/${encodeURIComponent(idOrReference)}/insight`, { signal }),
  });
}

export function useOpenInsight(caseId: string) {
  const queries = useQueryClient();
  return useMutation<unknown, Problem, string>({
    mutationFn: (reason) =>
      request(`/cases/${caseId}/insight`, { method: 'POST', body: { reason } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['cases'] }),
  });
}

export function useInsights(filter: InsightFilter, cursor: string) {
  return useQuery<{ items: InsightItem[]; nextCursor: string | null }, Problem>({
    queryKey: ['insights', filter, cursor],
    placeholderData: (before) => before,
    queryFn: ({ signal }) => {
      const asked = Object.entries({ ...filter, cursor }).filter(([, value]) => value !== '');
      return request(`/insights?${new URLSearchParams(asked)}`, { signal });
    },
  });
}
