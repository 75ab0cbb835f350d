import { useTranslation } from 'react-i18next';
import { useRegistryName } from '../../api/queries';
import type { RoleGrant } from '../../api/types';

/** A role in words, with the registry it is held for. */
export function useRoleText(): (grant: RoleGrant) => string {
  const { t } = useTranslation();
  const registryName = useRegistryName();
  return ({ role, registryId }) =>
    registryId === null
      ? t(`role.${role}`)
      : t('role-at', { role: t(`role.${role}`), registry: registryName(registryId) });
}
