import { Alert, Link as DsLink, Paragraph, Select } from '@digdir/designsystemet-react';
import { useLocation } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { request } from './api/client';
import { queryClient, useRegistryName } from './api/queries';
import { signInHigherAddress } from './api/sessions';
import type { Me } from './api/types';

/** The role one acts in, and a choice where several are held. */
export function RoleSwitch({ me }: { me: Me }) {
  const { t } = useTranslation();
  const [hasFailed, setFailed] = useState(false);
  const acting = me.roles[0]?.role ?? '';

  async function act(role: string) {
    // The session goes on under a new cookie: nothing may still be asked for under the old one.
    await queryClient.cancelQueries();
    try {
      await request('/me/acting-role', { method: 'PUT', body: { role } });
    } catch {
      setFailed(true);
      return;
    }
    queryClient.clear();
    window.location.assign('/');
  }

  if (me.mayActIn.length < 2) return <RolesHeld me={me} />;
  return (
    <>
      <Select
        data-size="sm"
        aria-label={t('shell.acting-role')}
        value={acting}
        onChange={({ target }) => void act(target.value)}
      >
        {me.mayActIn.map((role) => (
          <Select.Option key={role} value={role}>
            {t(`role.${role}`)}
          </Select.Option>
        ))}
      </Select>
      {hasFailed && (
        <Alert data-color="danger" data-size="sm" role="alert">
          <Paragraph>{t('shell.acting-role-failed')}</Paragraph>
        </Alert>
      )}
      <HigherLevel me={me} />
    </>
  );
}

function RolesHeld({ me }: { me: Me }) {
  const { t } = useTranslation();
  const registryName = useRegistryName();
  const roles = me.roles.map(({ role, registryId }) =>
    registryId === null
      ? t(`role.${role}`)
      : t('role-at', { role: t(`role.${role}`), registry: registryName(registryId) }),
  );
  return (
    <>
      <Paragraph data-size="sm" className="quiet">
        {roles.join(', ')}
      </Paragraph>
      <HigherLevel me={me} />
    </>
  );
}

/** Roles that were given and ask for a stronger sign-in than this one. */
function HigherLevel({ me }: { me: Me }) {
  const { t } = useTranslation();
  const location = useLocation();
  if (me.outOfReach.length === 0) return null;
  const roles = me.outOfReach.map((role) => t(`role.${role}`)).join(', ');
  return (
    <Paragraph data-size="sm">
      {t('shell.out-of-reach', { roles })}{' '}
      <DsLink href={signInHigherAddress(location)}>{t('shell.sign-in-higher')}</DsLink>
    </Paragraph>
  );
}
