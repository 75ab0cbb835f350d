import { Button } from '@digdir/designsystemet-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { request, type Problem } from '../../api/client';
import { caseKey } from '../../api/queries';
import type { CaseDetail } from '../../api/types';
import { ProblemMessage } from '../ProblemMessage';

/** Opens a draft. One click makes one key, so a repeat of that click makes no second case. */
export function NewApplication() {
  const { t, i18n } = useTranslation();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const creation = useMutation<CaseDetail, Problem, string>({
    mutationFn: (key) =>
      request('/cases', {
        method: 'POST',
        body: { language: i18n.language },
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

  return (
    <div className="new-application">
      <Button disabled={creation.isPending} onClick={() => creation.mutate(freshKey())}>
        {t('worklist.new')}
      </Button>
      {creation.isError && <ProblemMessage problem={creation.error} />}
    </div>
  );
}

/** Works over plain http too, where the browser makes no UUIDs. */
function freshKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
