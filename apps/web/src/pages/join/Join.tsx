import { Alert, Button, Link as DsLink, Paragraph } from '@digdir/designsystemet-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../../api/client';
import { acceptRoleInvitation } from '../../api/people';
import { useRegistryName } from '../../api/queries';
import type { RoleGrant } from '../../api/types';
import { Link } from '../../components/Link';
import { Page } from '../../components/Page';
import { RefusedHere } from '../dispatch/RefusedHere';
import { forgetJoining, joiningToken } from './joining';

/** Takes up an invitation to a role, as the person who is signed in. */
export function Join() {
  const { t } = useTranslation();
  const registryName = useRegistryName();
  const token = joiningToken();
  const joining = useMutation<RoleGrant, Problem, string>({
    mutationFn: acceptRoleInvitation,
    onSuccess: () => forgetJoining(),
  });
  const given = joining.data;
  return (
    <Page title={t('join.title')}>
      {!token && !given && <Paragraph>{t('join.no-token')}</Paragraph>}
      {token && !given && (
        <>
          <Paragraph className="lead">{t('join.explain')}</Paragraph>
          <Button onClick={() => joining.mutate(token)} loading={joining.isPending}>
            {t('join.do')}
          </Button>
        </>
      )}
      {joining.isError && <RefusedHere problem={joining.error} />}
      {given && (
        <Alert data-color="success" role="status">
          <Paragraph>
            {t('join.done', {
              role:
                given.registryId === null
                  ? t(`role.${given.role}`)
                  : t('role-at', {
                      role: t(`role.${given.role}`),
                      registry: registryName(given.registryId),
                    }),
            })}
          </Paragraph>
          <DsLink asChild>
            <Link to="/" reloadDocument>
              {t('to-worklist')}
            </Link>
          </DsLink>
        </Alert>
      )}
    </Page>
  );
}
