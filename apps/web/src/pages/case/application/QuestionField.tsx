import { Checkbox, Paragraph } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import { useRegistryName } from '../../../api/queries';
import {
  Count,
  DateField,
  Line,
  Lines,
  LongText,
  OneOf,
  Pick,
  YesNo,
} from '../../../components/fields';
import { fieldId, useForm } from '../../../components/form';
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
  const { valueOf } = useForm();
  const registryName = useRegistryName();
  const sources = valueOf('application.sources');
  const ids = (Array.isArray(sources) ? (sources as unknown[]) : []).flatMap(
    (each) => (each as { registryId?: string } | null)?.registryId ?? [],
  );
  const options = [...new Set(ids)].map((id) => ({ value: id, text: registryName(id) }));
  return <Pick path={path} options={options} />;
}

/** A choice may fill in other answers, where nothing is written yet. */
function Choice({ path, options }: { path: string; options: readonly Option[] }) {
  const form = useForm();
  function onChoice(value: string) {
    const { fills = {} } = options.find((each) => each.value === value) ?? {};
    for (const [id, text] of Object.entries(fills)) {
      const other = `application.${id}`;
      if (!isAnswered(form.valueOf(other))) form.change(other, text);
    }
  }
  return <OneOf path={path} values={options.map(({ value }) => value)} onChoice={onChoice} />;
}

function Choices({ path, options }: { path: string; options: readonly Option[] }) {
  const { valueOf, change, optionOf, faultOf } = useForm();
  const value = valueOf(path);
  const chosen = Array.isArray(value) ? (value as string[]) : [];
  const fault = faultOf(path);
  const toggled = (option: string, isChosen: boolean) =>
    options
      .map((each) => each.value)
      .filter((each) => (each === option ? isChosen : chosen.includes(each)));
  return (
    <FieldGroup path={path} hasOwnId>
      {options.map(({ value: option }, index) => (
        <Checkbox
          key={option}
          id={index === 0 ? fieldId(path) : undefined}
          label={optionOf(path, option)}
          value={option}
          checked={chosen.includes(option)}
          onChange={({ target }) => change(path, toggled(option, target.checked))}
          aria-invalid={fault ? true : undefined}
        />
      ))}
    </FieldGroup>
  );
}

function VariablesNote() {
  const { t } = useTranslation();
  return <Paragraph>{t('application-form.variables')}</Paragraph>;
}
