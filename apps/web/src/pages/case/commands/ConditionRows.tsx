import { Button, Fieldset } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import { DateField, LongText, OneOf } from '../../../components/fields';
import { fieldId } from '../../../components/form';
import { useRows } from '../../../components/Rows';

const kinds = ['time', 'use', 'publication', 'security', 'reporting', 'other'];
const keepers = ['helsedataservice', 'registry', 'rek', 'institution'];

/** The conditions of a grant, each a task with who follows it up and a date where it has one. */
export function ConditionRows() {
  const { t } = useTranslation();
  const { rows, add, remove } = useRows('conditions');

  return (
    <Fieldset id={fieldId('conditions')}>
      <Fieldset.Legend>{t('field.conditions')}</Fieldset.Legend>
      {rows.map((index) => (
        <div key={index} id={fieldId(`conditions.${index}.row`)} className="condition">
          <LongText path={`conditions.${index}.text`} rows={2} />
          <OneOf path={`conditions.${index}.kind`} values={kinds} />
          <OneOf path={`conditions.${index}.followedUpBy`} values={keepers} />
          <DateField path={`conditions.${index}.dueOn`} isOptional />
          <Button
            variant="tertiary"
            data-size="sm"
            data-color="danger"
            onClick={() => remove(index)}
            aria-label={t('form.remove-condition', { number: index + 1 })}
          >
            {t('draft.remove')}
          </Button>
        </div>
      ))}
      <Button
        id={fieldId('conditions.add')}
        variant="secondary"
        data-size="sm"
        disabled={rows.length >= 60}
        onClick={add}
      >
        {t('form.add-condition')}
      </Button>
    </Fieldset>
  );
}
