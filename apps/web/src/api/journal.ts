import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type Problem, request } from './client';
import type { Answer, Schemas } from './types';

/** A row of the public journal. */
export type PublicEntry = Schemas['PublicJournalItem'];

/** The public journal, newest first, a page at a time. */
export function usePublicJournal(filter: Record<string, string>) {
  return useQuery<{ items: PublicEntry[]; nextCursor: string | null }, Problem>({
    queryKey: ['public-journal', filter],
    queryFn: ({ signal }) =>
      request(`/public/journal?${new URLSearchParams({ limit: '25', ...filter })}`, { signal }),
  });
}

export const exemptionCodes = [
  '13-personal',
  '13-trade-secrets',
  '14-internal',
  '24-danger',
  '26-research-ideas',
  '26-identity-number',
] as const;

/** An entry of the journal of a case, as its staff sees it. */
export type JournalEntry = Schemas['JournalEntry'];

type CaseJournal = Answer<'/cases/{id}/journal'>;

export function useCaseJournal(caseId: string, after: number) {
  return useQuery<CaseJournal, Problem>({
    queryKey: ['case-journal', caseId, after],
    queryFn: ({ signal }) =>
      request(`/cases/${caseId}/journal?limit=50${after > 0 ? `&after=${after}` : ''}`, { signal }),
  });
}

export interface Assessment {
  exemption: string | null;
  publicTitle: string | null;
  reason: string;
}

/** Assesses anew what a document is exempted by. */
export function useAssessExemption(caseId: string, number: number) {
  const queries = useQueryClient();
  return useMutation<unknown, Problem, Assessment>({
    mutationFn: (body) =>
      request(`/cases/${caseId}/journal/${number}/exemption`, { method: 'POST', body }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['case-journal', caseId] }),
  });
}
