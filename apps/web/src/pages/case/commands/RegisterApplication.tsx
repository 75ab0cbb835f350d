import { Fieldset } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import { useFormDefinition } from '../../../api/queries';
import type { CaseDetail } from '../../../api/types';
import { DateField, OneOf } from '../../../components/fields';
import { FormContext, useForm } from '../../../components/form';
import type { Values } from '../../../components/typed-text';
import { inWords, readForm } from '../application/definition';
import { QuestionField } from '../application/QuestionField';
import { useApplicationWords } from '../application/use-words';

/** What came on paper or by word of mouth, written in by a caseworker: with its gaps, if any. */
export function RegisterApplication({ accessCase }: { accessCase: CaseDetail }) {
  const { i18n } = useTranslation();
  const own = useForm();
  const form = useFormDefinition(accessCase.formVersion).data;
  const words = useApplicationWords(form);
  const application = (own.valueOf('application') ?? {}) as Values;
  const reading =
    form && readForm(form, accessCase.kind as Parameters<typeof readForm>[1], application);
  return (
    <>
      <DateField path="receivedOn" />
      <OneOf path="arrivedBy" values={['letter', 'e-mail', 'phone', 'in-person']} />
      <FormContext value={{ ...own, ...words }}>
        {form?.sections.map(({ id, name, questions }) => (
          <Fieldset key={id} className="field-group">
            <Fieldset.Legend>{inWords(name, i18n.language)}</Fieldset.Legend>
            {questions
              .filter((question) => reading?.isAsked(question.id))
              .map((question) => (
                <QuestionField key={question.id} question={question} />
              ))}
          </Fieldset>
        ))}
      </FormContext>
    </>
  );
}
