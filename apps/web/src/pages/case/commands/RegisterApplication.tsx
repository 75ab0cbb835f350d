import { Fieldset } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import { useFormDefinition } from '../../../api/queries';
import type { CaseDetail } from '../../../api/types';
import { DateField, OneOf } from '../../../components/fields';
import { FieldsWithin, useMadeOf } from '../../../components/form';
import type { Values } from '../../../components/typed-text';
import { askedIn, type FormDefinition, inWords } from '../application/definition';
import { QuestionField } from '../application/QuestionField';
import { useApplicationWords } from '../application/use-words';

/** What came on paper or by word of mouth, written in by a caseworker: with its gaps, if any. */
export function RegisterApplication({ accessCase }: { accessCase: CaseDetail }) {
  const form = useFormDefinition(accessCase.formVersion).data;
  return (
    <>
      <DateField path="receivedOn" />
      <OneOf path="arrivedBy" values={['letter', 'e-mail', 'phone', 'in-person']} />
      {form && <Questions form={form} kind={accessCase.kind} />}
    </>
  );
}

function Questions({ form, kind }: { form: FormDefinition; kind: string }) {
  const { i18n } = useTranslation();
  const words = useApplicationWords(form);
  const asked = useMadeOf('application', (application) =>
    askedIn(form, kind, (application ?? {}) as Values),
  );
  return (
    <FieldsWithin words={words}>
      {form.sections.map(({ id, name, questions }) => (
        <Fieldset key={id} className="field-group">
          <Fieldset.Legend>{inWords(name, i18n.language)}</Fieldset.Legend>
          {questions
            .filter((question) => asked.includes(question.id))
            .map((question) => (
              <QuestionField key={question.id} question={question} />
            ))}
        </Fieldset>
      ))}
    </FieldsWithin>
  );
}
