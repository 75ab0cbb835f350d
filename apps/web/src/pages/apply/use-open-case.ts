import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { freshKey, request, type Problem } from '../../api/client';
import { caseKey } from '../../api/queries';
import type { CaseDetail } from '../../api/types';
import type { Route } from './route';

type Opening = Pick<Route, 'kind' | 'parentCaseId'>;

/** Opens a draft and its form. One click makes one key, so a repeat of that click makes no second case. */
export function useOpenCase() {
  const { i18n } = useTranslation();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const creation = useMutation<CaseDetail, Problem, Opening & { key: string }>({
    mutationFn: ({ kind, parentCaseId, key }) =>
      request('/cases', {
        method: 'POST',
        body: { language: i18n.language, kind, ...(parentCaseId && { parentCaseId }) },
        headers: { 'idempotency-key': key },
      }),
    // The same key again: the first attempt may have got through although no answer came back.
    retry: (count, problem) => count < 2 && (problem.status === 0 || problem.status >= 502),
    onSuccess: async (created) => {
      queries.setQueryData(caseKey(created.id), created);
      await queries.invalidateQueries({ queryKey: ['cases', 'list'] });
      await navigate({
        to: '/cases/$id/{-$part}',
        params: { id: created.id },
        search: { command: 'edit-draft' },
      });
    },
  });
  return {
    isPending: creation.isPending,
    problem: creation.error,
    open: ({ kind, parentCaseId }: Opening) =>
      creation.mutate({ kind, ...(parentCaseId && { parentCaseId }), key: freshKey() }),
  };
}
