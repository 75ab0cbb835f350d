import { useTranslation } from 'react-i18next';
import { useRegistryName } from '../api/queries';

/** The name of the party that a case waits for; `registry:<id>` is that registry. */
export function usePartyName(): (party: string) => string {
  const { t } = useTranslation();
  const registryName = useRegistryName();
  return (party) => {
    const [kind, registryId] = party.split(':');
    return kind === 'registry' && registryId ? registryName(registryId) : t(`party.${party}`);
  };
}
