import { Card, Checkbox, Heading, Paragraph, Tag } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import type { CaseDetail } from '../../../api/types';
import { DateField, LongText } from '../../../components/fields';
import { FormContext, useForm } from '../../../components/form';
import type { Values } from '../../../components/typed-text';
import type { FormDefinition, Question } from '../application/definition';
import { QuestionField } from '../application/QuestionField';
import { useApplicationWords } from '../application/use-words';
import { useFieldNames } from '../field-names';
import { VariablePicker } from '../variables/VariablePicker';
import { askedFields, type AskedField } from './information';

/** The fields that were pointed at, each with the comment beside it and the answer in its place. */
export function AnswerInformation({ accessCase }: { accessCase: CaseDetail }) {
  const { t } = useTranslation();
  const { nameOf, questionOf, form } = useFieldNames(accessCase);
  return (
    <>
      {askedFields(accessCase).map((asked, index) => (
        <Card key={asked.field}>
          <Heading level={4} data-size="2xs">
            {nameOf(asked.field)}
          </Heading>
          <Paragraph className="written">{asked.comment}</Paragraph>
          <Tag data-color={asked.isAnswered ? 'success' : 'warning'}>
            {t(asked.isAnswered ? 'information.saved' : 'information.unanswered')}
          </Tag>
          <InPlace
            asked={asked}
            index={index}
            name={nameOf(asked.field)}
            question={questionOf(asked.field)}
            definition={form}
          />
        </Card>
      ))}
    </>
  );
}

interface InPlaceProps {
  asked: AskedField;
  index: number;
  name: string;
  question: Question | undefined;
  definition: FormDefinition | undefined;
}

/** The words and paths of the application, over the value of one answer. */
function InPlace({ asked, index, name, question, definition }: InPlaceProps) {
  const { t } = useTranslation();
  const form = useForm();
  const path = `application.${asked.field}`;
  const inForm = (other: string) => `answers.${index}.value${other.slice(path.length)}`;
  const keepPath = `answers.${index}.isKept`;
  const words = useApplicationWords(definition);
  return (
    <FormContext
      value={{
        ...form,
        ...words,
        labelOf: (other) => (other === path ? name : words.labelOf(other)),
        valueOf: (other) => form.valueOf(inForm(other)),
        change: (other, value) => form.change(inForm(other), value),
      }}
    >
      <Editor path={path} question={question} />
      {!asked.isAnswered && (
        <Checkbox
          label={t('information.keep', { name })}
          value="kept"
          checked={form.valueOf(keepPath) === true}
          onChange={({ target }) => form.change(keepPath, target.checked)}
        />
      )}
    </FormContext>
  );
}

/** The very field of the form; a part of the sources, or of a row, has a simpler one. */
function Editor({ path, question }: { path: string; question: Question | undefined }) {
  const name = path.split('.').at(-1) ?? '';
  if (question && path === `application.${question.id}`)
    return <QuestionField question={question} />;
  if (name === 'variables') return <VariablePicker path={path} />;
  if (name.endsWith('On')) return <DateField path={path} />;
  return <LongText path={path} rows={6} />;
}

/** What stands in the fields: the answer that is saved, else what the application says. */
export function answersSoFar(accessCase: CaseDetail): Values {
  return { answers: askedFields(accessCase).map(({ field, value }) => ({ field, value })) };
}

/** One command for each field that was changed, or is to stand as it is. */
export function answersToSave({ answers }: Values, accessCase: CaseDetail): Values[] {
  const asked = askedFields(accessCase);
  const typed = (answers ?? []) as { field: string; value?: unknown; isKept?: boolean }[];
  const changed = typed.filter(({ field, value, isKept }) => {
    const before = asked.find((one) => one.field === field);
    return (
      JSON.stringify(value) !== JSON.stringify(before?.value) || (isKept && !before?.isAnswered)
    );
  });
  return changed.length === 0 ? [{}] : changed.map(({ field, value }) => ({ field, value }));
}
