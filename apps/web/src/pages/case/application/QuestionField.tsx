import { Paragraph } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import { useRegistryName } from '../../../api/queries';
import {
  Boxes,
  Count,
  DateField,
  Line,
  Lines,
  LongText,
  OneOf,
  Pick,
  YesNo,
} from '../../../components/fields';
import { useForm, useMadeOf } from '../../../components/form';
import { DraftSources } from '../commands/DraftSources';
import { isAnswered, type Option, type Part, type Question } from './definition';
import { FilesField } from './FilesField';
import { FieldGroup, QuestionRows } from './QuestionRows';
import { countriesIn } from './countries';

/** One question of the form, whatever its type, at `application.<id>`. */
export function QuestionField({ question }: { question: Question }) {
  const path = `application.${question.id}`;
  const { type, parts = [], options = [] } = question;
  switch (type) {
    case 'case':
      return null;
    case 'variables':
      return <VariablesNote />;
    case 'sources':
      return (
        <FieldGroup path={path} hasOwnId>
          <DraftSources path={path} />
        </FieldGroup>
      );
    case 'multi-choice':
      return <Choices path={path} options={options} />;
    case 'table':
      return (
        <QuestionRows path={path}>
          {(row) => parts.map((part) => partField(`${row}.${part.id}`, part))}
        </QuestionRows>
      );
    case 'files':
      return <FilesField path={path} question={question} />;
    case 'record':
      return (
        <FieldGroup path={path}>
          {parts.map((part) => partField(`${path}.${part.id}`, part))}
        </FieldGroup>
      );
    case 'period':
      return (
        <FieldGroup path={path}>
          <DateField path={`${path}.fromOn`} />
          <DateField path={`${path}.toOn`} />
        </FieldGroup>
      );
    case 'lines':
      return <Lines path={path} />;
    case 'choice':
      return <Choice path={path} options={options} />;
    default:
      return <Simple path={path} type={type} />;
  }
}

function partField(path: string, { id, type, options = [] }: Part) {
  return type === 'choice' ? (
    <OneOf key={id} path={path} values={options.map(({ value }) => value)} />
  ) : (
    <Simple key={id} path={path} type={type} />
  );
}

function Simple({ path, type }: { path: string; type: Exclude<Part['type'], 'choice'> }) {
  const { i18n } = useTranslation();
  switch (type) {
    case 'text':
      return <LongText path={path} />;
    case 'yes-no':
      return <YesNo path={path} />;
    case 'date':
      return <DateField path={path} />;
    case 'count':
      return <Count path={path} />;
    case 'country':
      return <Pick path={path} options={countriesIn(i18n.language)} />;
    case 'source':
      return <ChosenSource path={path} />;
    default:
      return <Line path={path} />;
  }
}

/** One of the sources that are applied for. */
function ChosenSource({ path }: { path: string }) {
  const registryName = useRegistryName();
  const ids = useMadeOf('application.sources', registriesChosen);
  const options = ids.map((id) => ({ value: id, text: registryName(id) }));
  return <Pick path={path} options={options} />;
}

function registriesChosen(sources: unknown): string[] {
  const ids = (Array.isArray(sources) ? (sources as unknown[]) : []).flatMap(
    (each) => (each as { registryId?: string } | null)?.registryId ?? [],
  );
  return [...new Set(ids)];
}

/** A choice may fill in other answers, where nothing is written yet. */
function Choice({ path, options }: { path: string; options: readonly Option[] }) {
  const form = useForm();
  function onChoice(value: string) {
    const { fills = {} } = options.find((each) => each.value === value) ?? {};
    for (const [id, text] of Object.entries(fills)) {
      const other = `application.${id}`;
      if (!isAnswered(form.valueNow(other))) form.change(other, text);
    }
  }
  return <OneOf path={path} values={options.map(({ value }) => value)} onChoice={onChoice} />;
}

function Choices({ path, options }: { path: string; options: readonly Option[] }) {
  return (
    <FieldGroup path={path} hasOwnId>
      <Boxes path={path} values={options.map(({ value }) => value)} />
    </FieldGroup>
  );
}

function VariablesNote() {
  const { t } = useTranslation();
  return <Paragraph>{t('application-form.variables')}</Paragraph>;
}
