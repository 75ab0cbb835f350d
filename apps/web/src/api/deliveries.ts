import { useQuery } from '@tanstack/react-query';
import { type Problem, request } from './client';
import type { disclosureFilters } from './filter-names';
import type { Schemas } from './types';

/** One round of delivery, as the list shows it. */
export type Round = Schemas['Round'];

/** The states that the list is filtered by, in the order a round passes through them. */
export const roundStates = [
  'open',
  'ordered',
  'accepted',
  'in-preparation',
  'quality-checked',
  'delivered',
  'received',
  'error-reported',
  'redelivered',
  'cancelled',
] as const;

export interface RoundFilter {
  state: string;
  dueBy: string;
}

/** Rounds by due date, a page at a time. */
export function useRounds({ state, dueBy }: RoundFilter, cursor: string) {
  return useQuery<{ items: Round[]; nextCursor: string | null }, Problem>({
    queryKey: ['cases', 'deliveries', state, dueBy, cursor],
    queryFn: ({ signal }) => {
      const query = new URLSearchParams({
        ...(state && { state }),
        ...(dueBy && { dueBy }),
        ...(cursor && { cursor }),
      });
      return request(`/deliveries?${query}`, { signal });
    },
  });
}

/** One row of the register of disclosures. */
export type Disclosure = Schemas['Disclosure'];

export type DisclosureFilter = Record<(typeof disclosureFilters)[number], string>;

/** What the filter asks, for the list and for the file. */
export function disclosureSearch(filter: DisclosureFilter): URLSearchParams {
  return new URLSearchParams(Object.entries(filter).filter(([, value]) => value !== ''));
}

/** The register, newest first, a page at a time. */
export function useDisclosures(filter: DisclosureFilter, cursor: string) {
  return useQuery<{ items: Disclosure[]; nextCursor: string | null }, Problem>({
    queryKey: ['disclosures', filter, cursor],
    queryFn: ({ signal }) => {
      const query = disclosureSearch(filter);
      if (cursor !== '') query.set('cursor', cursor);
      return request(`/disclosures?${query}`, { signal });
    },
  });
}
