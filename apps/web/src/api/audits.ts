import {
  keepPreviousData,
  queryOptions,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { type Problem, request } from './client';
import type { auditFilters } from './filter-names';
import type { CaseDetail, CasePageOf, Schemas } from './types';

export type Audit = Schemas['Audit'];

const auditsKey = ['audits'] as const;

export const auditsQuery = queryOptions<{ items: Audit[] }, Problem>({
  queryKey: auditsKey,
  queryFn: ({ signal }) => request('/audits', { signal }),
});

/** The auditor's own audits, newest first. */
export function useAudits() {
  return useQuery(auditsQuery);
}

export function useOpenAudit() {
  const queries = useQueryClient();
  return useMutation<Audit, Problem, string>({
    mutationFn: (purpose) => request('/audits', { method: 'POST', body: { purpose } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: auditsKey, exact: true }),
  });
}

export type AuditFilter = Record<(typeof auditFilters)[number], string>;

/** Searches all cases. Words may name somebody: they go in the body, and in no address. */
export function useAuditCases(auditId: string, filter: AuditFilter, words: string, cursor: string) {
  return useQuery<CasePageOf, Problem>({
    queryKey: [...auditsKey, auditId, 'cases', filter, words, cursor],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => {
      const asked = Object.entries({ ...filter, search: words, cursor, limit: '20' });
      const body = Object.fromEntries(asked.filter(([, value]) => value !== ''));
      return request(`/audits/${auditId}/searches`, { method: 'POST', body, signal });
    },
  });
}

/** As whom a case is looked at, and when; left out: an auditor, now. */
export interface Seen {
  role: string;
  registryId: string;
  at: string;
}

export interface CasePicture extends Omit<Schemas['CasePicture'], 'detail'> {
  detail: CaseDetail;
}

/** Each asking is told in the case, so it is asked once and not again by itself. */
export function usePicture(
  auditId: string,
  caseId: string,
  { role, registryId, at }: Seen,
  isOn = true,
) {
  return useQuery<CasePicture, Problem>({
    queryKey: [...auditsKey, auditId, 'picture', caseId, role, registryId, at],
    enabled: isOn,
    staleTime: Infinity,
    refetchOnWindowFocus: false,
    queryFn: ({ signal }) => {
      const query = new URLSearchParams({
        ...(role && { role }),
        ...(registryId && { registryId }),
        ...(at && { at }),
      });
      return request(`/audits/${auditId}/cases/${caseId}?${query}`, { signal });
    },
  });
}

export type LogLine = Schemas['LogLine'];

export type CaseLog = Schemas['CaseLog'];

export function useCaseLog(auditId: string, caseId: string, after: number) {
  return useQuery<CaseLog, Problem>({
    queryKey: [...auditsKey, auditId, 'log', caseId, after],
    staleTime: Infinity,
    refetchOnWindowFocus: false,
    queryFn: ({ signal }) =>
      request(`/audits/${auditId}/cases/${caseId}/log?after=${after}`, { signal }),
  });
}

export type FigureCase = Schemas['FigureCase'];

/** The cases behind a number of a report. */
export function useFigureCases(auditId: string, asked: Record<string, string>) {
  return useQuery<Schemas['FigureCases'], Problem>({
    queryKey: [...auditsKey, auditId, 'figures', asked],
    queryFn: ({ signal }) =>
      request(`/audits/${auditId}/figures?${new URLSearchParams(asked)}`, { signal }),
  });
}

export type Reading = Schemas['Reading'];

export function useReadings(cursor: string) {
  return useQuery<{ items: Reading[]; nextCursor: string | null }, Problem>({
    queryKey: [...auditsKey, 'readings', cursor],
    staleTime: 0,
    queryFn: ({ signal }) =>
      request(`/audits/readings${cursor && `?cursor=${encodeURIComponent(cursor)}`}`, { signal }),
  });
}

export const risks = ['appealed', 'exempted', 'late', 'long-wait', 'fee'] as const;

export interface SampleRequest {
  seed: string;
  size: number;
  fromOn: string;
  toOn: string;
  asOfOn?: string;
  kinds?: string[];
  risks?: Record<string, number>;
}

export type Sample = Schemas['Sample'];

const samplesKey = (auditId: string) => [...auditsKey, auditId, 'samples'] as const;

export function useSamples(auditId: string) {
  return useQuery<{ items: Omit<Sample, 'drawn'>[] }, Problem>({
    queryKey: samplesKey(auditId),
    queryFn: ({ signal }) => request(`/audits/${auditId}/samples`, { signal }),
  });
}

export function useSample(auditId: string, id: string) {
  return useQuery<Sample, Problem>({
    queryKey: [...samplesKey(auditId), id],
    queryFn: ({ signal }) => request(`/audits/${auditId}/samples/${id}`, { signal }),
    staleTime: Infinity,
  });
}

export function useDrawSample(auditId: string) {
  const queries = useQueryClient();
  return useMutation<Sample, Problem, SampleRequest>({
    mutationFn: (body) => request(`/audits/${auditId}/samples`, { method: 'POST', body }),
    onSuccess: () => queries.invalidateQueries({ queryKey: samplesKey(auditId), exact: true }),
  });
}
