import { useQuery } from '@tanstack/react-query';
import { type Problem, request } from './client';
import type { Answer, Schemas } from './types';

/** `hidden`: there is a number, and it is not told. */
export type PublicValue = Schemas['PublicValue'];

export type PublicReports = Answer<'/public/statistics'>;

export type PublicReport = Answer<'/public/statistics/{name}'>;

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
