import { useTranslation } from 'react-i18next';
import { useRegistries } from '../../../api/queries';
import { LongText, Pick as PickOne } from '../../../components/fields';
import { useValueAt } from '../../../components/form';
import { Rows } from '../../../components/Rows';
import type { Registry, SourceDetail } from '../../../api/types';
import { LockedSource } from '../LockedSource';
import { OwnList } from '../variables/OwnList';
import { VariablePicker } from '../variables/VariablePicker';

/** The registries asked for, each with its variables and the need for them. */
export function DraftSources({ path }: { path: string }) {
  const { t, i18n } = useTranslation();
  const registries = useRegistries();
  const options = (registries.data?.items ?? [])
    .map(({ id, name }) => ({ value: id, text: name }))
    .sort((one, other) => one.text.localeCompare(other.text, i18n.language));
  const exceptions = ['own-use', 'public-body-task'].map((value) => ({
    value,
    text: t(`choice.application-sources-exception.${value}`),
  }));

  return (
    <>
      <OwnList path={path} />
      <Rows
        path={path}
        most={80}
        words={{
          add: t('draft.add-source'),
          row: (number) => t('draft.source', { number }),
          remove: (number) => t('draft.remove-source', { number }),
        }}
      >
        {(row) => (
          <>
            <PickOne path={`${row}.registryId`} options={options} />
            <Route path={row} registries={registries.data?.items ?? []} />
            <LongText path={`${row}.justification`} rows={2} isOptional />
            <PickOne path={`${row}.exception`} options={exceptions} />
            <VariablePicker path={`${row}.variables`} />
          </>
        )}
      </Rows>
    </>
  );
}

/** Who decides on a source, once it is chosen. */
function Route({ path, registries }: { path: string; registries: readonly Registry[] }) {
  const registryId = useValueAt(`${path}.registryId`);
  const exception = useValueAt(`${path}.exception`) as SourceDetail['ground'] | undefined;
  const registry = registries.find(({ id }) => id === registryId);
  const detail = registry && {
    ...registry,
    registryId: registry.id,
    ...routeShown(registry, exception),
  };
  return <LockedSource detail={detail} />;
}

/** Who will decide, as far as it can be told while the draft is being written. */
function routeShown(
  { inRegulation, decidedBy }: Registry,
  exception: SourceDetail['ground'] | undefined,
): Pick<SourceDetail, 'decidedBy' | 'ground'> {
  if (!inRegulation) return { decidedBy: 'outside', ground: 'outside-regulation' };
  if (decidedBy === 'controller') return { decidedBy: 'controller', ground: 'controller-decides' };
  if (exception) return { decidedBy: 'controller', ground: exception };
  return { decidedBy: 'hds', ground: 'regulation' };
}
