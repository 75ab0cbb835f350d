import { queryOptions, useQuery } from '@tanstack/react-query';
import { type Problem, request } from './client';
import type { Answer, Schemas } from './types';

export type Unit = Schemas['Unit'];

/** One report as the API gives it: a table with units, and figures of the whole. */
export type Report = Schemas['Report'];

export type Definitions = Answer<'/statistics'>;

export const definitionsQuery = queryOptions<Definitions, Problem>({
  queryKey: ['statistics'],
  queryFn: ({ signal }) => request('/statistics', { signal }),
  staleTime: Infinity,
});

export function useDefinitions() {
  return useQuery(definitionsQuery);
}

/** A report for a period, of all cases or of one kind, as of today or an earlier day. */
export function useReport(name: string, filter: Record<string, string>) {
  return useQuery(reportQuery(name, filter));
}

export function reportQuery(name: string, filter: Record<string, string>) {
  return queryOptions<Report, Problem>({
    queryKey: ['statistics', name, filter],
    queryFn: ({ signal }) =>
      request(`/statistics/${name}?${new URLSearchParams(filter)}`, { signal }),
  });
}
