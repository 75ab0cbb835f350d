import { useQuery } from '@tanstack/react-query';
import { type Problem, request } from './client';
import type { Language } from './types';

export interface Time {
  days: number;
  workingDays: number;
}

/** Net leaves out what was stopped: the days of the applicant and of REK. */
export interface Reckoning {
  gross: Time;
  net: Time;
  stopped: Time;
}

export interface Span extends Reckoning {
  perStage: (Reckoning & { stage: string; waits: number })[];
  perParty: (Time & { party: string; waits: number })[];
}

export interface ManyTimeline {
  scope: {
    of: 'service' | 'registry' | 'unit';
    fromMonth: string;
    toMonth: string;
    asOfOn: string;
    kind?: string;
    name: string | null;
  };
  definition: { version: string } & Record<Language, { title: string; definition: string }>;
  /** Of registries, by `registry:<id>`, and of units. */
  names: Record<string, string>;
  periods: (Span & { period: string })[];
  total: Span;
  open: {
    stage: string;
    party: string;
    waits: number;
    medianDays: number;
    oldestDays: number;
  }[];
  cases: { received: number; open: number } | null;
  units: (Reckoning & { unitId: string | null; open: number })[];
}

/** Whose time it was over many cases; `of` is `service`, `registries/<id>` or `units/<id>`. */
export function useTimelineOf(of: string, filter: Record<string, string>) {
  return useQuery<ManyTimeline, Problem>({
    queryKey: ['timelines', of, filter],
    queryFn: ({ signal }) => request(`/timelines/${of}?${new URLSearchParams(filter)}`, { signal }),
  });
}
