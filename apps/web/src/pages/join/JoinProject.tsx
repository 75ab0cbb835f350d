import { Button, Paragraph } from '@digdir/designsystemet-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type Problem, request } from '../../api/client';
import { Page } from '../../components/Page';
import { RefusedHere } from '../dispatch/RefusedHere';
import { forgetJoining, joiningToken } from './joining';

/** Takes up an invitation to a project, as the person who is signed in, and goes to its case. */
export function JoinProject() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const token = joiningToken('project');
  const joining = useMutation<{ caseId: string }, Problem, string>({
    mutationFn: (invitation) =>
      request('/invitations/accept', { method: 'POST', body: { token: invitation } }),
    onSuccess: async ({ caseId }) => {
      forgetJoining('project');
      await queries.invalidateQueries({ queryKey: ['cases'] });
      await navigate({ to: '/cases/$id/{-$part}', params: { id: caseId }, replace: true });
    },
  });
  return (
    <Page title={t('join-project.title')}>
      {token ? (
        <>
          <Paragraph className="lead">{t('join-project.explain')}</Paragraph>
          <Button onClick={() => joining.mutate(token)} loading={joining.isPending}>
            {t('join-project.do')}
          </Button>
        </>
      ) : (
        <Paragraph>{t('join-project.no-token')}</Paragraph>
      )}
      {joining.isError && <RefusedHere problem={joining.error} />}
    </Page>
  );
}
