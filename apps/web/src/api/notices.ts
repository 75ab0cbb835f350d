import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type Problem, request } from './client';
import type { Schemas } from './types';

export type Notice = Schemas['Notice'];

type NoticePage = Schemas['NoticePage'];

/** A person's notices, newest first, a page at a time. */
export function useNotices(cursor: string, isUnreadOnly: boolean) {
  return useQuery<NoticePage, Problem>({
    queryKey: ['notices', 'list', cursor, isUnreadOnly],
    queryFn: ({ signal }) => {
      const query = new URLSearchParams({ limit: '20', unread: String(isUnreadOnly) });
      if (cursor) query.set('cursor', cursor);
      return request(`/me/notices?${query}`, { signal });
    },
  });
}

/** How many notices wait to be read; asked for again now and then while the page is open. */
export function useUnreadCount(isSignedIn = true) {
  return useQuery<NoticePage, Problem, number>({
    queryKey: ['notices', 'unread'],
    enabled: isSignedIn,
    refetchInterval: 120_000,
    queryFn: ({ signal }) =>
      request('/me/notices?limit=1&unread=true', { signal, isBackground: true }),
    select: ({ unread }) => unread,
  });
}

/** Marks the notices as read; `null` is all of them. */
export function useMarkRead() {
  const queries = useQueryClient();
  return useMutation<unknown, Problem, string[] | null>({
    mutationFn: (ids) =>
      request('/me/notices/read', { method: 'POST', body: ids === null ? {} : { ids } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['notices'] }),
  });
}
