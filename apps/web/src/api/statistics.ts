import { useQuery } from '@tanstack/react-query';
import { type Problem, request } from './client';
import type { Language } from './types';

export type Unit = 'count' | 'share' | 'days' | 'working-days' | 'hours' | 'nok';

/** One report as the API gives it: a table with units, and figures of the whole. */
export interface Report {
  name: string;
  definitions: string;
  scope: { fromMonth: string; toMonth: string; asOfOn: string; kind?: string };
  columns: { id: string; unit: Unit }[];
  rows: { key: string; label?: string; cells: (number | null)[] }[];
  summary: { key: string; unit: Unit; value: number | null }[];
}

interface Wording {
  title: string;
  definition: string;
}

export interface Definitions {
  version: string;
  validFromOn: string;
  reports: ({ name: string; measures: string[] } & Record<Language, Wording>)[];
}

export function useDefinitions() {
  return useQuery<Definitions, Problem>({
    queryKey: ['statistics'],
    queryFn: ({ signal }) => request('/statistics', { signal }),
    staleTime: Infinity,
  });
}

/** A report for a period, of all cases or of one kind, as of today or an earlier day. */
export function useReport(name: string, filter: Record<string, string>) {
  return useQuery<Report, Problem>({
    queryKey: ['statistics', name, filter],
    queryFn: ({ signal }) =>
      request(`/statistics/${name}?${new URLSearchParams(filter)}`, { signal }),
  });
}
