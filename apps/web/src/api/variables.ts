import { useInfiniteQuery } from '@tanstack/react-query';
import { type Problem, request } from './client';

/** A variable as the catalogue of its registry lists it. */
export interface CatalogueVariable {
  id: string;
  name: string;
  description: string | null;
  dataType: string | null;
  identificationRisk: 'none' | 'indirect' | 'direct';
}

interface Found {
  items: CatalogueVariable[];
  nextCursor: string | null;
}

/** Variables of a registry by words in their names and descriptions, a page at a time. */
export function useVariables(registryId: string, search: string) {
  return useInfiniteQuery<Found, Problem, { pages: Found[] }, string[], string>({
    queryKey: ['variables', registryId, search],
    enabled: registryId !== '',
    staleTime: 300_000,
    placeholderData: (before) => before,
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor,
    queryFn: ({ signal, pageParam }) => {
      const query = new URLSearchParams({ limit: '20' });
      if (search) query.set('search', search);
      if (pageParam) query.set('cursor', pageParam);
      const path = `/registries/${encodeURIComponent(registryId)}/variables?${query}`;
      return request(path, { signal });
    },
  });
}
