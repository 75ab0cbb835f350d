import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ParsedLocation } from '@tanstack/react-router';
import { type Problem, request } from './client';
import type { Answer, Schemas } from './types';

export type SessionItem = Schemas['SessionItem'];

export type SignInProvider = Answer<'/sign-in/providers'>['items'][number];

/** What one can sign in by. */
export function useProviders() {
  return useQuery<{ items: SignInProvider[] }, Problem>({
    queryKey: ['providers'],
    staleTime: Infinity,
    queryFn: ({ signal }) => request('/sign-in/providers', { signal }),
  });
}

/** Where one is signed in now. */
export function useSessions() {
  return useQuery<{ items: SessionItem[] }, Problem>({
    queryKey: ['sessions'],
    queryFn: ({ signal }) => request('/me/sessions', { signal }),
  });
}

/** Ends one of one's own sessions; `null` is all of them, this one too. */
export function useEndSession() {
  const queries = useQueryClient();
  return useMutation<unknown, Problem, string | null>({
    mutationFn: (id) =>
      request(id === null ? '/me/sessions' : `/me/sessions/${id}`, { method: 'DELETE' }),
    onSuccess: async (_, id) => {
      if (id !== null) await queries.invalidateQueries({ queryKey: ['sessions'] });
    },
  });
}

/** Where in Tilgang somebody is. */
type Place = Pick<ParsedLocation, 'pathname' | 'searchStr'>;

/** Where a person goes to prove anew who they are, and come back to the page they were at. */
export function signInAnewAddress({ pathname, searchStr }: Place) {
  return `/api/v1/sign-in?fresh=yes&returnTo=${encodeURIComponent(pathname + searchStr)}`;
}

/** Where a person goes to sign in at the level that the strictest roles ask for. */
export function signInHigherAddress({ pathname, searchStr }: Place) {
  return `/api/v1/sign-in?raise=yes&returnTo=${encodeURIComponent(pathname + searchStr)}`;
}
