import { QueryClient, queryOptions, useQuery } from '@tanstack/react-query';
import { cachesThatNotice, session } from '../session';
import { Problem, request } from './client';
import { maySession } from './may-session';
import type {
  Answer,
  ApplicationVersion,
  AssessmentOf,
  CaseClocks,
  CaseDetail,
  ComparedPoint,
  Completeness,
  FormDefinition,
  Me,
  Registry,
  Schemas,
  Timeline,
  VersionChange,
} from './types';

export const meKey = ['me'] as const;

export const queryClient: QueryClient = new QueryClient({
  ...cachesThatNotice(() => {
    maySession.end();
    queryClient.setQueryData<Me | null>(meKey, null);
  }),
  defaultOptions: {
    queries: {
      // Without an answer once more; an answer, whatever it says, is final.
      retry: (count, failure) => count < 1 && failure instanceof Problem && failure.status === 0,
      networkMode: 'always',
      staleTime: 5_000,
    },
    mutations: { networkMode: 'always', retry: false },
  },
});

export const caseKey = (id: string) => ['cases', 'one', id] as const;
export const clocksKey = (id: string) => ['cases', 'clocks', id] as const;
export const timelineKey = (id: string) => ['cases', 'timeline', id] as const;

const meQuery = queryOptions<Me | null, Problem>({
  queryKey: meKey,
  staleTime: Infinity,
  queryFn: async ({ signal }) => {
    if (!maySession.isLikely()) return null;
    try {
      const me = await request<Me | undefined>('/me', { signal });
      return me ?? null;
    } catch (failure) {
      if (failure instanceof Problem && failure.status === 401) {
        maySession.end();
        session.end();
        return null;
      }
      throw failure;
    }
  },
});

/** The signed-in person, or null. Asks nothing before someone has signed in from this browser. */
export function useMe() {
  return useQuery(meQuery);
}

/** Asks before anything can be drawn; {@link useMe} has the answer, or why there is none. */
export function askForMe(): Promise<Me | null> {
  return queryClient.ensureQueryData(meQuery).catch(() => null);
}

export function caseQuery(id: string) {
  return queryOptions<CaseDetail, Problem>({
    queryKey: caseKey(id),
    queryFn: ({ signal }) => request(`/cases/${encodeURIComponent(id)}`, { signal }),
  });
}

export function useCase(id: string) {
  return useQuery(caseQuery(id));
}

/** Application, protocol and approval from REK; for those who work on the decision. */
export function useComparison(id: string) {
  return useQuery<{ points: ComparedPoint[] }, Problem>({
    queryKey: ['cases', 'comparison', id],
    queryFn: ({ signal }) => request(`/cases/${id}/rek-comparison`, { signal }),
  });
}

export function timelineQuery(id: string) {
  return queryOptions<Timeline, Problem>({
    queryKey: timelineKey(id),
    queryFn: ({ signal }) => request(`/cases/${encodeURIComponent(id)}/timeline`, { signal }),
  });
}

export function useTimeline(id: string, isNeeded = true) {
  return useQuery({ ...timelineQuery(id), enabled: isNeeded });
}

export function clocksQuery(id: string) {
  return queryOptions<CaseClocks, Problem>({
    queryKey: clocksKey(id),
    queryFn: ({ signal }) => request(`/cases/${encodeURIComponent(id)}/clocks`, { signal }),
  });
}

export function useClocks(id: string) {
  return useQuery(clocksQuery(id));
}

/** What the log held at the end of an earlier day; nothing is asked until there is a day. */
export function useClocksAsOf(id: string, asOfOn: string) {
  return useQuery<CaseClocks, Problem>({
    queryKey: [...clocksKey(id), asOfOn],
    queryFn: ({ signal }) =>
      request(`/cases/${encodeURIComponent(id)}/clocks?asOfOn=${asOfOn}`, { signal }),
    enabled: asOfOn !== '',
    placeholderData: (previous) => previous,
  });
}

export function useAssessment(id: string) {
  return useQuery<AssessmentOf[], Problem>({
    queryKey: [...caseKey(id), 'assessment'],
    queryFn: ({ signal }) => request(`/cases/${encodeURIComponent(id)}/assessment`, { signal }),
  });
}

export function useRegistries() {
  return useQuery<{ items: Registry[] }, Problem>({
    queryKey: ['registries'],
    staleTime: 600_000,
    queryFn: ({ signal }) => request('/registries', { signal }),
  });
}

export type Colleague = Answer<'/colleagues'>['items'][number];

/** Whom a case may be given to, and who may stand in. */
function useColleagues() {
  return useQuery<{ items: Colleague[] }, Problem>({
    queryKey: ['colleagues'],
    staleTime: 600_000,
    queryFn: ({ signal }) => request('/colleagues', { signal }),
  });
}

/** Those of the house who hold a role. */
export function useColleaguesAs(role: string): Colleague[] {
  return (useColleagues().data?.items ?? []).filter(({ roles }) => roles.includes(role));
}

export type InvoiceLine = Schemas['InvoiceLine'];

/** What a case costs so far, or is invoiced; asked for anew when the case has changed. */
export function useInvoice(id: string, version: number) {
  return useQuery<{ invoicedOn: string | null; lines: InvoiceLine[] }, Problem>({
    queryKey: ['cases', 'invoice', id, version],
    queryFn: ({ signal }) => request(`/cases/${encodeURIComponent(id)}/invoice`, { signal }),
  });
}

/** The name of a registry; its id until the catalogue has come. */
export function useRegistryName(): (id: string) => string {
  const registries = useRegistries();
  return (id) => registries.data?.items.find((registry) => registry.id === id)?.name ?? id;
}

export type FileVersionItem = Schemas['FileVersionSummary'];

export type AttachmentItem = Schemas['AttachmentSummary'];

/** The attachments of a case, for those who see the whole application. */
export function useAttachments({ id, version, tracks }: CaseDetail, isNeeded = true) {
  return useQuery<{ items: AttachmentItem[] }, Problem>({
    queryKey: ['attachments', id, version],
    enabled:
      isNeeded &&
      (tracks.application as { attachments?: unknown[] } | undefined)?.attachments !== undefined,
    retry: false,
    queryFn: ({ signal }) => request(`/cases/${id}/attachments`, { signal }),
  });
}

/** Each time the application was sent in, the newest first, for those who see the whole of it. */
export function useVersions({ id, version, tracks }: CaseDetail, isNeeded = true) {
  return useQuery<{ items: ApplicationVersion[] }, Problem>({
    queryKey: ['application-versions', id, version],
    // The day is told to those alone who see the whole application.
    enabled:
      isNeeded &&
      (tracks.application as { submittedOn?: string | null } | undefined)?.submittedOn != null,
    placeholderData: (before) => before,
    queryFn: ({ signal }) => request(`/cases/${id}/application-versions`, { signal }),
  });
}

/** What a version changed since the one before it: two versions never change. */
export function useVersionDifference(id: string, number: number) {
  return useQuery<{ fields: VersionChange[] }, Problem>({
    queryKey: ['version-difference', id, number],
    staleTime: Infinity,
    queryFn: ({ signal }) =>
      request(`/cases/${id}/application-versions/difference?from=${number - 1}&to=${number}`, {
        signal,
      }),
  });
}

/** The application form, which never changes once it is made. */
export function useFormDefinition(version: string, isNeeded = true) {
  return useQuery<FormDefinition, Problem>({
    queryKey: ['forms', version],
    enabled: isNeeded,
    staleTime: Infinity,
    queryFn: ({ signal }) => request(`/forms/${encodeURIComponent(version)}`, { signal }),
  });
}

/** Tells that somebody is writing in a section, and learns who else is there. */
export function usePresence(id: string, section: string) {
  return useQuery<{ others: { name: string; section: string }[] }, Problem>({
    queryKey: ['presence', id, section],
    retry: false,
    refetchInterval: 20_000,
    placeholderData: (before) => before,
    queryFn: ({ signal }) =>
      request(`/cases/${encodeURIComponent(id)}/presence`, {
        method: 'POST',
        body: { section },
        signal,
        isBackground: true,
      }),
  });
}

/** What is missing or wrong in what is saved of an application. */
export function useCompleteness({ id, version }: CaseDetail, isNeeded = true) {
  return useQuery<Completeness, Problem>({
    queryKey: ['cases', 'completeness', id, version],
    enabled: isNeeded,
    placeholderData: (before) => before,
    queryFn: ({ signal }) => request(`/cases/${encodeURIComponent(id)}/completeness`, { signal }),
  });
}
