import { useQuery } from '@tanstack/react-query';
import { type Problem, request } from './client';
import type { Answer, Schemas } from './types';

export type Time = Schemas['Time'];

/** Net leaves out what was stopped: the days of the applicant and of REK. */
export interface Reckoning {
  gross: Time;
  net: Time;
  stopped: Time;
}

export type Span = Schemas['Span'];

export type ManyTimeline = Answer<'/timelines/service'>;

/** Whose time it was over many cases; `of` is `service`, `registries/<id>` or `units/<id>`. */
export function useTimelineOf(of: string, filter: Record<string, string>) {
  return useQuery<ManyTimeline, Problem>({
    queryKey: ['timelines', of, filter],
    queryFn: ({ signal }) => request(`/timelines/${of}?${new URLSearchParams(filter)}`, { signal }),
  });
}
