import { Card, Checkbox, Heading, Paragraph, Tag } from '@digdir/designsystemet-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseDetail } from '../../../api/types';
import { DateField, LongText } from '../../../components/fields';
import { FieldsWithin, useForm, useValueAt } from '../../../components/form';
import type { Values } from '../../../components/typed-text';
import type { FormDefinition, Question } from '../application/definition';
import { QuestionField } from '../application/QuestionField';
import { useApplicationWords } from '../application/use-words';
import { useFieldNames } from '../field-names';
import { VariablePicker } from '../variables/VariablePicker';
import { askedFields, type AskedField } from './information';
import type { Sending } from './sending';

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
  const { change } = useForm();
  const path = `application.${asked.field}`;
  const keepPath = `answers.${index}.isKept`;
  const isKept = useValueAt(keepPath) === true;
  const ofForm = useApplicationWords(definition);
  const words = useMemo(
    () => ({
      ...ofForm,
      labelOf: (other: string) => (other === path ? name : ofForm.labelOf(other)),
    }),
    [ofForm, path, name],
  );
  const placeOf = useMemo(
    () => (other: string) =>
      other.startsWith(path) ? `answers.${index}.value${other.slice(path.length)}` : other,
    [path, index],
  );
  return (
    <FieldsWithin words={words} placeOf={placeOf}>
      <Editor path={path} question={question} />
      {!asked.isAnswered && (
        <Checkbox
          label={t('information.keep', { name })}
          value="kept"
          checked={isKept}
          onChange={({ target }) => change(keepPath, target.checked)}
        />
      )}
    </FieldsWithin>
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

/** A fault in the application, or in the body of one answer, stands where the answer is written. */
export function placeOfAnswer(field: string, { body, accessCase }: Sending): string {
  const asked = askedFields(accessCase);
  const [, inApplication] = /^application\.(.+)$/.exec(field) ?? [];
  const index = asked.findIndex((one) =>
    inApplication === undefined
      ? one.field === body?.['field']
      : `${inApplication}.`.startsWith(`${one.field}.`),
  );
  if (index === -1) return field;
  const within = inApplication?.slice(asked[index]?.field.length);
  return `answers.${index}.${within === undefined ? field : `value${within}`}`;
}
