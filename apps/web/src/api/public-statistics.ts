import { useQuery } from '@tanstack/react-query';
import { type Problem, request } from './client';
import type { Unit } from './statistics';

/** `hidden`: there is a number, and it is not told. */
export type PublicValue = number | 'hidden' | null;

export interface PublicReports {
  definitions: string;
  hiddenBelow: number;
  reports: { name: string; title: string; definition: string; periods: string[] }[];
}

export interface PublicReport {
  name: string;
  title: string;
  definition: string;
  period: string;
  asOfOn: string;
  definitions: string;
  hiddenBelow: number;
  columns: { id: string; unit: Unit }[];
  rows: { key: string; label?: string; cells: PublicValue[] }[];
  summary: { key: string; unit: Unit; value: PublicValue }[];
}

/** Which reports are public, in the reader's language. */
export function usePublicReports(language: string) {
  return useQuery<PublicReports, Problem>({
    queryKey: ['public-statistics', language],
    queryFn: ({ signal }) => request(`/public/statistics?language=${language}`, { signal }),
    staleTime: Infinity,
  });
}

export function usePublicReport(name: string, period: string, language: string, isOn: boolean) {
  return useQuery<PublicReport, Problem>({
    queryKey: ['public-statistics', name, period, language],
    enabled: isOn,
    queryFn: ({ signal }) => {
      const query = new URLSearchParams({ language, ...(period && { period }) });
      return request(`/public/statistics/${name}?${query}`, { signal });
    },
    staleTime: Infinity,
  });
}
