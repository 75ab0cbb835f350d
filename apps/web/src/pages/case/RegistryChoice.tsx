import { Paragraph } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import { useRegistryName } from '../../api/queries';
import type { AllowedCommand } from '../../api/types';
import { Pick } from '../../components/fields';

/** Which registry a command is for: asked where there is more than one answer. */
export function RegistryChoice({ choices }: { choices: readonly AllowedCommand[] }) {
  const { t } = useTranslation();
  const registryName = useRegistryName();
  const registryIds = choices.map(({ registryId }) => registryId ?? '');
  if (registryIds.length === 1) {
    return (
      <Paragraph>{t('form.for-registry', { name: registryName(registryIds[0] ?? '') })}</Paragraph>
    );
  }
  return (
    <Pick
      path="registryId"
      options={registryIds.map((value) => ({ value, text: registryName(value) }))}
    />
  );
}
