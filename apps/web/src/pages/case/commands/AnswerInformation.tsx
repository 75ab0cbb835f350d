import { Card, Checkbox, Heading, Paragraph, Tag } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import type { CaseDetail } from '../../../api/types';
import { DateField, Line, Lines, LongText, OneOf, YesNo } from '../../../components/fields';
import { FormContext, useForm } from '../../../components/form';
import type { Values } from '../../../components/typed-text';
import { useFieldNames } from '../field-names';
import { DraftSources } from './DraftSources';
import { DraftVariables } from './DraftVariables';
import { formWords } from './form-words';
import { askedFields, type AskedField } from './information';

/** The fields that were pointed at, each with the comment beside it and the answer in its place. */
export function AnswerInformation({ accessCase }: { accessCase: CaseDetail }) {
  const { t } = useTranslation();
  const { nameOf } = useFieldNames(accessCase);
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
          <InPlace asked={asked} index={index} name={nameOf(asked.field)} />
        </Card>
      ))}
    </>
  );
}

/** The words and paths of the application, over the value of one answer. */
function InPlace({ asked, index, name }: { asked: AskedField; index: number; name: string }) {
  const { t } = useTranslation();
  const form = useForm();
  const path = `application.${asked.field}`;
  const inForm = (other: string) => `answers.${index}.value${other.slice(path.length)}`;
  const keepPath = `answers.${index}.isKept`;
  const words = formWords(t, 'edit-draft');
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
      <Editor path={path} value={asked.value} />
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

function Editor({ path, value }: { path: string; value: unknown }) {
  const name = path.split('.').at(-1) ?? '';
  if (name === 'sources') return <DraftSources path={path} />;
  if (name === 'variables') return <DraftVariables path={path} />;
  if (name === 'dataPeriod') {
    return (
      <>
        <DateField path={`${path}.fromOn`} />
        <DateField path={`${path}.toOn`} />
      </>
    );
  }
  if (name === 'identificationLevel') {
    return <OneOf path={path} values={['pseudonymised', 'directly-identifiable']} />;
  }
  if (/^(is|has)[A-Z]/.test(name) || typeof value === 'boolean') return <YesNo path={path} />;
  if (name.endsWith('On')) return <DateField path={path} />;
  if (name === 'postalAddress' || isListOfText(value)) return <Lines path={path} />;
  if (shortFields.includes(name)) return <Line path={path} />;
  return <LongText path={path} rows={6} />;
}

const shortFields = [
  'title',
  'institutionName',
  'institutionNumber',
  'protocolReference',
  'recipientEnvironment',
  'legalBasisArticle6',
  'legalBasisArticle9',
];

function isListOfText(value: unknown): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
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
