import { useTranslation } from 'react-i18next';
import type { CaseDetail } from '../../../api/types';
import { DateField, LongText, Pick } from '../../../components/fields';
import { Rows } from '../../../components/Rows';
import { useFieldNames } from '../field-names';

/** Points at fields of the application, each with what is needed there. */
export function RequestInformation({ accessCase }: { accessCase: CaseDetail }) {
  const { t } = useTranslation();
  const { fieldsOf, nameOf } = useFieldNames(accessCase);
  const options = fieldsOf().map((value) => ({ value, text: nameOf(value) }));
  return (
    <>
      <Rows
        path="fields"
        most={200}
        isRequired
        words={{
          add: t('screening.add-field'),
          row: (number) => t('screening.row', { number }),
          remove: (number) => t('screening.remove-field', { number }),
        }}
      >
        {(row) => (
          <>
            <Pick path={`${row}.field`} options={options} />
            <LongText path={`${row}.comment`} />
          </>
        )}
      </Rows>
      <DateField path="answerDueOn" isOptional />
      <Pick
        path="relayedFrom"
        options={['rek', 'registry'].map((value) => ({
          value,
          text: t(`choice.relayedFrom.${value}`),
        }))}
      />
    </>
  );
}
