import { queryOptions, useQuery } from '@tanstack/react-query';
import { type Problem, request } from './client';

/** One thing that waits for a person, and the command whose form answers it. */
export interface WaitingTask {
  caseId: string;
  reference: string;
  title: string | null;
  kind: string;
  command: string;
  dueOn: string | null;
  isOverdue: boolean;
}

/** A permit that a change may be asked for. */
export interface PermitHeld {
  caseId: string;
  reference: string;
  title: string | null;
  permitReference: string;
  endsOn: string | null;
}

/** Under `cases`, so that whatever changes a case asks for it anew. */
export const workspaceQuery = queryOptions<
  { tasks: WaitingTask[]; permits: PermitHeld[] },
  Problem
>({
  queryKey: ['cases', 'workspace'],
  queryFn: ({ signal }) => request('/workspace', { signal }),
});

/** What waits for an applicant. */
export function useWorkspace(isNeeded = true) {
  return useQuery({ ...workspaceQuery, enabled: isNeeded });
}

export interface PriceList {
  validFrom: string;
  oneSourceNok: number;
  severalSourcesNok: number;
  hourNok: number;
}

/** The lists of prices, the newest first; one that is still to begin may stand before today's. */
export function usePriceLists() {
  return useQuery<{ items: PriceList[] }, Problem>({
    queryKey: ['price-lists'],
    staleTime: 600_000,
    queryFn: ({ signal }) => request('/price-lists', { signal }),
  });
}

/** Of these lists, the one that holds on a day. */
export function pricesOn(lists: readonly PriceList[], on: string): PriceList | undefined {
  return lists.find(({ validFrom }) => validFrom <= on);
}
