import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type Problem, request } from './client';
import type { Schemas } from './types';

/** The kinds that can be ordered for a period; case packs are ordered from their sample. */
export const periodKinds = [
  'events-csv',
  'events-parquet',
  'events-xes',
  'events-ocel',
  'log-extract',
] as const;

export type Export = Schemas['Export'];

export interface ExportOrder {
  kind: string;
  auditId?: string;
  sampleId?: string;
  from?: string;
  before?: string;
}

const exportsKey = ['exports'] as const;

/** The person's own that are still kept; asked for again while one is being made. */
export function useExports() {
  return useQuery<{ items: Export[] }, Problem>({
    queryKey: exportsKey,
    queryFn: ({ signal }) => request('/exports', { signal }),
    refetchInterval: ({ state }) =>
      state.data?.items.some((each) => ['queued', 'running'].includes(each.state)) ? 1_000 : false,
  });
}

export function useOrderExport() {
  const queries = useQueryClient();
  return useMutation<Export, Problem, ExportOrder>({
    mutationFn: (body) => request('/exports', { method: 'POST', body }),
    onSuccess: () => queries.invalidateQueries({ queryKey: exportsKey }),
  });
}
