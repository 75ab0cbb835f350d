import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type Problem, request } from './client';
import type { ChannelName, Schemas } from './types';

/** A letter, or a copy of one, that was given up and waits for a person. */
export type DeadLetter = Schemas['DeadLetter'];

/** The letters that were given up, the longest dead first, a page at a time. */
export function useDeadLetters(cursor: string) {
  return useQuery<{ items: DeadLetter[]; nextCursor: string | null }, Problem>({
    queryKey: ['dispatch', 'dead-letters', cursor],
    queryFn: ({ signal }) => {
      const query = new URLSearchParams({ limit: '25', ...(cursor && { cursor }) });
      return request(`/dead-letters?${query}`, { signal });
    },
  });
}

/** Sends a letter that was given up anew, by the channel a person has chosen. */
export function useResend(letterId: string) {
  const queries = useQueryClient();
  return useMutation<unknown, Problem, ChannelName>({
    mutationFn: (channel) =>
      request(`/letters/${letterId}/resend`, { method: 'POST', body: { channel } }),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['dispatch'] });
      void queries.invalidateQueries({ queryKey: ['cases'] });
    },
  });
}

export type PrintPackage = Schemas['PrintPackage'];

const packagesKey = ['dispatch', 'print-packages'] as const;

/** How many letters wait for post, and the newest packages that were made of them. */
export function usePrintPackages() {
  return useQuery<{ waiting: number; items: PrintPackage[] }, Problem>({
    queryKey: packagesKey,
    queryFn: ({ signal }) => request('/print-packages', { signal }),
  });
}

/** Puts the letters that wait into a package. */
export function useMakePackage() {
  const queries = useQueryClient();
  return useMutation<{ id: string }, Problem>({
    mutationFn: () => request('/print-packages', { method: 'POST' }),
    onSuccess: () => queries.invalidateQueries({ queryKey: packagesKey }),
  });
}

/** Notes the day a package was posted. */
export function useMarkPosted(packageId: string) {
  const queries = useQueryClient();
  return useMutation<unknown, Problem, string>({
    mutationFn: (postedOn) =>
      request(`/print-packages/${packageId}/posted`, { method: 'POST', body: { postedOn } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: packagesKey }),
  });
}

const reservationKey = ['me', 'reservation'] as const;

/** Whether the person gets their letters on paper. */
export function useReservation(isNeeded = true) {
  return useQuery<{ isReserved: boolean }, Problem>({
    queryKey: reservationKey,
    enabled: isNeeded,
    queryFn: ({ signal }) => request('/me/reservation', { signal }),
  });
}

export function useReserve() {
  const queries = useQueryClient();
  return useMutation<unknown, Problem, boolean>({
    mutationFn: (isReserved) => request('/me/reservation', { method: 'PUT', body: { isReserved } }),
    onSuccess: (_, isReserved) => queries.setQueryData(reservationKey, { isReserved }),
  });
}
