import criteriaData from '../../../../data/rules/criteria.json' with { type: 'json' };
import registerData from '../../../../data/rules/register.json' with { type: 'json' };
import { exemptionByFlags, provisionOf } from '../../../cases/src/archive/exemption.rules.js';
import {
  type FormDefinition,
  type Question,
  questionsOf,
  type Words,
} from '../../../cases/src/form/form.model.js';
import type { Cell } from '../../../platform/src/http/csv.rules.js';
import type { RegisterContent, RegisterRow } from './register.model.js';

export type Language = 'nb' | 'nn' | 'en';

/** A code with the word for it. */
export interface Named {
  code: string;
  name: string;
}

/** An entry of the public register in words. */
export interface RegisterItem {
  id: string;
  version: number;
  kind: Named;
  /** null: shielded. */
  outcome: Named | null;
  happenedOn: string;
  publishedOn: string;
  caseReference: string;
  caseKind: Named;
  title: string | null;
  institution: string | null;
  purposes: Named[];
  sources: { registryId: string; name: string; isGranted: boolean | null }[];
  legalBases: Named[];
  /** The criteria that a refusal rests on. */
  unmetCriteria: Named[];
  conditionKinds: Named[];
  permit: RegisterContent['permit'];
  answers: { field: string; question: string; answer: string }[];
  /** Questions whose answer is left out. */
  leftOut: { field: string; question: string }[];
  /** The provision that all but the kind and the days is exempted by; null: it is not. */
  exemption: string | null;
}

export interface WordsFor {
  language: Language;
  form: (version: string) => FormDefinition;
  registryNames: ReadonlyMap<string, string>;
}

/**
 * An entry as the public reads it. Of a case with a flag it tells that something was applied for or
 * decided, when, and by which provision the rest is exempted: from the moment the flag is set.
 */
export function registerItem(row: RegisterRow, words: WordsFor): RegisterItem {
  const { language } = words;
  const { content } = row;
  const code = row.flags && exemptionByFlags({ tracks: { flag: row.flags as never } });
  const known = {
    id: row.id,
    version: row.version,
    kind: named(registerData.kinds, row.kind, language),
    happenedOn: row.happenedOn,
    publishedOn: row.publishedOn,
    caseReference: row.caseReference,
    caseKind: named(registerData.caseKinds, row.caseKind, language),
  };
  if (code) return { ...known, ...nothing, exemption: provisionOf(code) };
  const questions = questionsOf(words.form(content.formVersion));
  const purposes = questions.find(({ id }) => id === 'purposeCategory');
  return {
    ...known,
    outcome: named(registerData.outcomes, row.outcome, language),
    title: textIn(content, 'title'),
    institution: textIn(content, 'institutionName'),
    purposes: listIn(content, 'purposeCategory').map((value) => ({
      code: value,
      name: purposes ? optionText(purposes, value, language) : value,
    })),
    sources: content.sources.map(({ registryId, isGranted }) => ({
      registryId,
      name: words.registryNames.get(registryId) ?? registryId,
      isGranted,
    })),
    legalBases: content.bases.map((basis) => named(registerData.bases, basis, language)),
    unmetCriteria: content.unmet.map((criterion) => criterionNamed(criterion, language)),
    conditionKinds: content.conditions.map((kind) =>
      named(registerData.conditions, kind, language),
    ),
    permit: content.permit,
    answers: questions.flatMap((question) => {
      const answer = content.answers[question.id];
      if (answer === undefined) return [];
      const text = answerText(question, answer, language);
      return [{ field: question.id, question: question.text[language], answer: text }];
    }),
    leftOut: questions
      .filter(({ id }) => content.leftOut.includes(id))
      .map(({ id, text }) => ({ field: id, question: text[language] })),
    exemption: null,
  };
}

const nothing = {
  outcome: null,
  title: null,
  institution: null,
  purposes: [],
  sources: [],
  legalBases: [],
  unmetCriteria: [],
  conditionKinds: [],
  permit: null,
  answers: [],
  leftOut: [],
};

function named(from: Readonly<Record<string, Words>>, code: string, language: Language): Named {
  return { code, name: from[code]?.[language] ?? code };
}

function criterionNamed(code: string, language: Language): Named {
  const wordings: Readonly<Record<string, Record<Language, { name: string }>>> =
    criteriaData.wordings;
  return { code, name: wordings[code]?.[language].name ?? code };
}

function textIn({ answers }: RegisterContent, field: string): string | null {
  const answer = answers[field];
  return typeof answer === 'string' ? answer : null;
}

function listIn({ answers }: RegisterContent, field: string): string[] {
  const answer = answers[field];
  return Array.isArray(answer) ? answer.filter((each) => typeof each === 'string') : [];
}

function answerText(question: Question, answer: unknown, language: Language): string {
  if (typeof answer === 'boolean') return registerData.yesNo[`${answer}`][language];
  if (question.type === 'date') return dayText(answer as string, language);
  if (typeof answer === 'string') return optionText(question, answer, language);
  if (Array.isArray(answer)) {
    return answer.map((each) => optionText(question, String(each), language)).join(', ');
  }
  const { fromOn = '', toOn = '' } = (answer ?? {}) as { fromOn?: string; toOn?: string };
  return `${dayText(fromOn, language)} – ${dayText(toOn, language)}`;
}

function dayText(on: string, language: Language): string {
  return language === 'en' ? on : on.split('-').reverse().join('.');
}

function optionText({ options }: Question, value: string, language: Language): string {
  return options?.find((option) => option.value === value)?.text[language] ?? value;
}

/** The columns of the register as CSV. */
export const registerColumns = [
  'id',
  'version',
  'kind',
  'outcome',
  'happenedOn',
  'publishedOn',
  'caseReference',
  'caseKind',
  'title',
  'institution',
  'purposes',
  'granted',
  'notGranted',
  'askedFor',
  'legalBases',
  'unmetCriteria',
  'permitId',
  'permitEndsOn',
  'exemption',
];

/** An entry as a line of CSV, several of a thing parted by semicolons. */
export function registerLine(item: RegisterItem): Cell[] {
  const names = (things: readonly { name: string }[]) => things.map(({ name }) => name).join('; ');
  const sources = (answer: boolean | null) =>
    names(item.sources.filter(({ isGranted }) => isGranted === answer));
  return [
    item.id,
    item.version,
    item.kind.code,
    item.outcome?.code,
    item.happenedOn,
    item.publishedOn,
    item.caseReference,
    item.caseKind.code,
    item.title,
    item.institution,
    names(item.purposes),
    sources(true),
    sources(false),
    sources(null),
    names(item.legalBases),
    names(item.unmetCriteria),
    item.permit?.permitId,
    item.permit?.endsOn,
    item.exemption,
  ];
}
