import { Button } from '@digdir/designsystemet-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { freshKey, request, type Problem } from '../../api/client';
import { caseKey } from '../../api/queries';
import type { CaseDetail } from '../../api/types';
import { ProblemMessage } from '../ProblemMessage';

interface Opening {
  kind: 'individual-level' | 'statistics';
  key: string;
}

/** Opens a draft: for data about individuals, or for statistics. One click makes one key, so a repeat of that click makes no second case. */
export function NewApplication() {
  const { t, i18n } = useTranslation();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const creation = useMutation<CaseDetail, Problem, Opening>({
    mutationFn: ({ kind, key }) =>
      request('/cases', {
        method: 'POST',
        body: { language: i18n.language, kind },
        headers: { 'idempotency-key': key },
      }),
    // The same key again: the first attempt may have got through although no answer came back.
    retry: (count, problem) => count < 2 && (problem.status === 0 || problem.status >= 502),
    onSuccess: async (created) => {
      queries.setQueryData(caseKey(created.id), created);
      await queries.invalidateQueries({ queryKey: ['cases', 'list'] });
      await navigate(`/cases/${created.id}?command=edit-draft`);
    },
  });

  const open = (kind: Opening['kind']) => creation.mutate({ kind, key: freshKey() });

  return (
    <div className="new-application">
      <Button disabled={creation.isPending} onClick={() => open('individual-level')}>
        {t('worklist.new')}
      </Button>
      <Button variant="secondary" disabled={creation.isPending} onClick={() => open('statistics')}>
        {t('worklist.new-statistics')}
      </Button>
      {creation.isError && <ProblemMessage problem={creation.error} />}
    </div>
  );
}
