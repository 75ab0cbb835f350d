import { Button, Card, Fieldset, ValidationMessage } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import { useRegistries } from '../../../api/queries';
import { LongText, Pick as PickOne } from '../../../components/fields';
import { fieldId, useForm } from '../../../components/form';
import type { Registry, SourceDetail } from '../../../api/types';
import { LockedSource } from '../LockedSource';
import { DraftVariables } from './DraftVariables';

/** The registries asked for, each with its variables and the need for them. */
export function DraftSources({ path }: { path: string }) {
  const { t, i18n } = useTranslation();
  const { valueOf, change, faultOf } = useForm();
  const registries = useRegistries();
  const sources = (valueOf(path) ?? []) as unknown[];
  const options = (registries.data?.items ?? [])
    .map(({ id, name }) => ({ value: id, text: name }))
    .sort((one, other) => one.text.localeCompare(other.text, i18n.language));
  const exceptions = ['own-use', 'public-body-task'].map((value) => ({
    value,
    text: t(`choice.application-sources-exception.${value}`),
  }));
  const fault = faultOf(path);

  function detailOf(source: unknown): SourceDetail | undefined {
    const { registryId, exception } = (source ?? {}) as { registryId?: string; exception?: string };
    const registry = registries.data?.items.find(({ id }) => id === registryId);
    return registry && { ...registry, registryId: registry.id, ...routeShown(registry, exception) };
  }

  function remove(index: number) {
    change(
      path,
      sources.filter((_, other) => other !== index),
    );
    document.getElementById(fieldId(`${path}.add`))?.focus();
  }

  return (
    <div id={fieldId(path)} className="sources" tabIndex={-1}>
      {sources.map((_, index) => (
        <Card key={index}>
          <Fieldset>
            <Fieldset.Legend>{t('draft.source', { number: index + 1 })}</Fieldset.Legend>
            <PickOne path={`${path}.${index}.registryId`} options={options} />
            <LockedSource detail={detailOf(valueOf(`${path}.${index}`))} />
            <LongText path={`${path}.${index}.justification`} rows={2} isOptional />
            <PickOne path={`${path}.${index}.exception`} options={exceptions} />
            <DraftVariables path={`${path}.${index}.variables`} />
            <div>
              <Button
                variant="tertiary"
                data-size="sm"
                data-color="danger"
                onClick={() => remove(index)}
              >
                {t('draft.remove-source', { number: index + 1 })}
              </Button>
            </div>
          </Fieldset>
        </Card>
      ))}
      {fault && <ValidationMessage>{fault}</ValidationMessage>}
      <div>
        <Button
          id={fieldId(`${path}.add`)}
          variant="secondary"
          data-size="sm"
          disabled={sources.length >= 80}
          onClick={() => change(`${path}.${sources.length}`, {})}
        >
          {t('draft.add-source')}
        </Button>
      </div>
    </div>
  );
}

/** Who will decide, as far as it can be told while the draft is being written. */
function routeShown(
  { inRegulation, decidedBy }: Registry,
  exception: string | undefined,
): Pick<SourceDetail, 'decidedBy' | 'ground'> {
  if (!inRegulation) return { decidedBy: 'outside', ground: 'outside-regulation' };
  if (decidedBy === 'controller') return { decidedBy: 'controller', ground: 'controller-decides' };
  if (exception) return { decidedBy: 'controller', ground: exception };
  return { decidedBy: 'hds', ground: 'regulation' };
}
