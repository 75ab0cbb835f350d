import { Field, Label, Select } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import { givenRoles, isForRegistry } from '../../api/people';
import { useRegistries } from '../../api/queries';
import type { RoleGrant } from '../../api/types';

/** A role, and the registry it is held for where it is held for one. */
export function RoleFields({
  grant,
  onChange,
}: {
  grant: RoleGrant;
  onChange: (grant: RoleGrant) => void;
}) {
  const { t } = useTranslation();
  const registries = useRegistries().data?.items ?? [];
  const first = registries[0]?.id ?? null;
  return (
    <>
      <Field>
        <Label>{t('people.role')}</Label>
        <Select
          value={grant.role}
          onChange={({ target }) => {
            const role = target.value as RoleGrant['role'];
            onChange({ role, registryId: isForRegistry(role) ? first : null });
          }}
        >
          {givenRoles.map((role) => (
            <Select.Option key={role} value={role}>
              {t(`role.${role}`)}
            </Select.Option>
          ))}
        </Select>
      </Field>
      {isForRegistry(grant.role) && (
        <Field>
          <Label>{t('people.registry')}</Label>
          <Select
            value={grant.registryId ?? ''}
            onChange={({ target }) => onChange({ ...grant, registryId: target.value })}
          >
            {registries.map(({ id, name }) => (
              <Select.Option key={id} value={id}>
                {name}
              </Select.Option>
            ))}
          </Select>
        </Field>
      )}
    </>
  );
}
