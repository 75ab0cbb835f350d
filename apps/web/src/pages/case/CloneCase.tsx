import { Alert, Button, Paragraph } from '@digdir/designsystemet-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useLocation, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { freshKey, type Problem, request } from '../../api/client';
import { caseKey } from '../../api/queries';
import type { CaseDetail, Me } from '../../api/types';
import { ProblemMessage } from '../ProblemMessage';
import { useFieldNames } from './field-names';

type Copy = CaseDetail & { leftOut: { field: string }[] };

/** Opens a new draft with the answers of a case of one's own. */
export function CloneCase({ me, accessCase }: { me: Me; accessCase: CaseDetail }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const copying = useMutation<Copy, Problem, string>({
    mutationFn: (key) =>
      request(`/cases/${accessCase.id}/clones`, {
        method: 'POST',
        headers: { 'idempotency-key': key },
      }),
    retry: (count, problem) => count < 2 && (problem.status === 0 || problem.status >= 502),
    onSuccess: async ({ leftOut, ...created }) => {
      queries.setQueryData(caseKey(created.id), created);
      await queries.invalidateQueries({ queryKey: ['cases', 'list'] });
      await navigate({
        to: '/cases/$id/{-$part}',
        params: { id: created.id, part: undefined },
        search: { command: 'edit-draft' },
        state: { leftOut: leftOut.map(({ field }) => field) },
      });
    },
  });
  if (accessCase.applicant?.id !== me.id) return null;
  return (
    <div className="section">
      <Button
        variant="tertiary"
        loading={copying.isPending}
        onClick={() => copying.mutate(freshKey())}
      >
        {t('case.clone')}
      </Button>
      {copying.isError && <ProblemMessage problem={copying.error} />}
    </div>
  );
}

/** What a copy could not take with it, said once, where the copy opens. */
export function LeftOut({ accessCase }: { accessCase: CaseDetail }) {
  const fields = useLocation({ select: ({ state }) => state.leftOut }) ?? [];
  // The form, which has the names of the fields, is asked for only where there are any.
  return fields.length > 0 && <LeftOutFields accessCase={accessCase} fields={fields} />;
}

function LeftOutFields({
  accessCase,
  fields,
}: {
  accessCase: CaseDetail;
  fields: readonly string[];
}) {
  const { t } = useTranslation();
  const { nameOf } = useFieldNames(accessCase);
  return (
    <Alert data-color="warning" role="status">
      <Paragraph>{t('case.left-out', { fields: fields.map(nameOf).join(', ') })}</Paragraph>
    </Alert>
  );
}
