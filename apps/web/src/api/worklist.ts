import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type Problem, request } from './client';
import type { Answer, CasePageOf, Schemas } from './types';
import { filterNames, worklistPath } from './worklist-path';

/** Empty text is no choice. */
export type WorklistFilter = Record<(typeof filterNames)[number], string>;

/** The filter in an address. */
export function filterIn(held: Partial<WorklistFilter>): WorklistFilter {
  const chosen = filterNames.map((name) => [name, held[name] ?? '']);
  return Object.fromEntries(chosen) as WorklistFilter;
}

export function worklistQuery(filter: WorklistFilter, cursor: string) {
  return queryOptions<CasePageOf, Problem>({
    queryKey: ['cases', 'list', filter, cursor],
    queryFn: ({ signal }) => {
      const held: Record<string, string> = { ...filter, cursor };
      return request(
        worklistPath((name) => held[name] ?? null),
        { signal },
      );
    },
  });
}

export function useWorklist(filter: WorklistFilter, cursor: string) {
  return useQuery(worklistQuery(filter, cursor));
}

/** The queues that a person works from, each with the filter that shows it. */
export const queueFilters = {
  mine: { assignee: 'me' },
  unassigned: { assignee: 'none', state: 'submitted' },
  overdue: { overdue: 'true' },
  waitingForUs: { waitingFor: 'helsedataservice' },
} as const satisfies Record<string, Partial<WorklistFilter>>;

export type QueueName = keyof typeof queueFilters;

/** Beyond this the server counts no further. */
export const mostCounted = 1_000;

export const queuesQuery = queryOptions<Record<QueueName, number>, Problem>({
  queryKey: ['cases', 'queues'],
  queryFn: ({ signal }) => request('/worklist/queues', { signal }),
});

/** How many cases lie in each queue. */
export function useQueues(isNeeded = true) {
  return useQuery({ ...queuesQuery, enabled: isNeeded });
}

export type SavedFilter = Answer<'/worklist/filters'>['items'][number];

const savedKey = ['saved-filters'] as const;

export const savedQuery = queryOptions<{ items: SavedFilter[] }, Problem>({
  queryKey: savedKey,
  queryFn: ({ signal }) => request('/worklist/filters', { signal }),
});

export function useSavedFilters() {
  return useQuery(savedQuery);
}

/** Keeps a filter under a name; the same name again replaces it. */
export function useSaveFilter() {
  const queries = useQueryClient();
  return useMutation<unknown, Problem, { name: string; filter: WorklistFilter }>({
    mutationFn: ({ name, filter }) => {
      const chosen = Object.entries(filter).filter(([, value]) => value !== '');
      const body = { ...Object.fromEntries(chosen), ...(filter.overdue && { overdue: true }) };
      return request('/worklist/filters', { method: 'POST', body: { name, filter: body } });
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: savedKey }),
  });
}

export function useRemoveFilter() {
  const queries = useQueryClient();
  return useMutation<unknown, Problem, string>({
    mutationFn: (id) => request(`/worklist/filters/${id}`, { method: 'DELETE' }),
    onSuccess: () => queries.invalidateQueries({ queryKey: savedKey }),
  });
}

export type DraftItem = Schemas['DraftRow'];

export const draftsQuery = queryOptions<{ items: DraftItem[]; nextCursor: string | null }, Problem>(
  {
    queryKey: ['cases', 'drafts'],
    queryFn: ({ signal }) => request('/drafts?limit=20', { signal }),
  },
);

/** One's own drafts, the one that lapses first before the others. */
export function useDrafts(isNeeded = true) {
  return useQuery({ ...draftsQuery, enabled: isNeeded });
}
