import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type Problem, request } from './client';
import type { Answer, Schemas } from './types';

/** An entry of the public register, in words. */
export type RegisterEntry = Answer<'/public/register'>['items'][number];

/** The public register, newest first, a page at a time. */
export function usePublicRegister(filter: Record<string, string>) {
  return useQuery<{ items: RegisterEntry[]; nextCursor: string | null }, Problem>({
    queryKey: ['public-register', filter],
    queryFn: ({ signal }) =>
      request(`/public/register?${new URLSearchParams({ limit: '25', ...filter })}`, { signal }),
  });
}

export function useRegisterEntry(id: string, language: string) {
  return useQuery<RegisterEntry, Problem>({
    queryKey: ['public-register', id, language],
    queryFn: ({ signal }) => request(`/public/register/${id}?language=${language}`, { signal }),
  });
}

/** An entry as those see it who keep the register. */
export type WatchedEntry = Schemas['KeptEntry'];

type WatchedEntries = Answer<'/register/entries'>;

export function useWatchedRegister(filter: Record<string, string>) {
  return useQuery<WatchedEntries, Problem>({
    queryKey: ['register-entries', filter],
    queryFn: ({ signal }) =>
      request(`/register/entries?${new URLSearchParams({ limit: '25', ...filter })}`, { signal }),
  });
}

/** Makes an entry public before it is due. */
export function useReleaseEntry() {
  const queries = useQueryClient();
  return useMutation<unknown, Problem, string>({
    mutationFn: (id) => request(`/register/entries/${id}/release`, { method: 'POST' }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['register-entries'] }),
  });
}

/** Adds a version in which answers are said otherwise, or left out where they are null. */
export function useCorrectEntry(id: string, language: string) {
  const queries = useQueryClient();
  return useMutation<
    RegisterEntry,
    Problem,
    { texts: Record<string, string | null>; reason: string }
  >({
    mutationFn: async (body) => {
      await request(`/register/entries/${id}/corrections`, { method: 'POST', body });
      // What is public may be kept by the browser for an hour: whoever corrected it sees it now.
      return request(`/public/register/${id}?language=${language}`, { cache: 'reload' });
    },
    onSuccess: (entry) => queries.setQueryData(['public-register', id, language], entry),
  });
}

export type ActivityFigure = Schemas['ActivityFigure'];

/** The figures of EHDS article 59. */
export function useActivityReport(filter: Record<string, string>) {
  return useQuery<Schemas['ActivityReport'], Problem>({
    queryKey: ['activity-report', filter],
    queryFn: ({ signal }) => request(`/activity-report?${new URLSearchParams(filter)}`, { signal }),
  });
}

/** The answers that may be put in other words for the public, or left out. */
export const correctableAnswers = [
  'title',
  'institutionName',
  'laySummary',
  'expectedBenefit',
  'cohortArea',
  'informationToPeople',
  'publicationPlan',
] as const;
