import { useQuery } from '@tanstack/react-query';
import { type Problem, request } from './client';

/** One round of delivery, as the list shows it. */
export interface Round {
  caseId: string;
  caseReference: string;
  projectTitle: string;
  deliveryId: string;
  registryId: string;
  registryName: string;
  round: number;
  kind: 'first' | 'partial' | 'recurring';
  state: string;
  orderedOn: string | null;
  promisedOn: string | null;
  dueOn: string | null;
  deliveredOn: string | null;
  progressPercent: number | null;
  isOverdue: boolean;
}

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
export interface Disclosure {
  id: string;
  caseId: string;
  caseReference: string;
  deliveryId: string;
  kind: 'part' | 'last' | 'redelivery';
  round: number;
  registryName: string;
  recipientName: string;
  institution: string;
  legalBasis: string;
  permitId: string;
  variables: string[];
  periodFromOn: string | null;
  periodToOn: string | null;
  files: { name: string; rowCount: number; sha256: string }[];
  rowCount: number;
  handOverPlace: string;
  disclosedAt: string;
}

export const disclosureFilters = ['institution', 'fromOn', 'toOn'] as const;

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
