import { Button, Card, Fieldset, ValidationMessage } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import { useRegistries } from '../../../api/queries';
import { LongText, Pick } from '../../../components/fields';
import { fieldId, useForm } from '../../../components/form';
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
  const fault = faultOf(path);

  function remove(index: number) {
    change(
      path,
      sources.filter((_, other) => other !== index),
    );
    document.getElementById(fieldId(`${path}.add`))?.focus();
  }

  return (
    <div id={fieldId(path)} className="sources">
      {sources.map((_, index) => (
        <Card key={index}>
          <Fieldset>
            <Fieldset.Legend>{t('draft.source', { number: index + 1 })}</Fieldset.Legend>
            <Pick path={`${path}.${index}.registryId`} options={options} />
            <LongText path={`${path}.${index}.justification`} rows={2} isOptional />
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
