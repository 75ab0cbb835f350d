import type { Language } from '../../../api/types';
import {
  isAnswered,
  readForm,
} from '../../../../../../libs/cases/src/form/form.condition.rules.js';
import type {
  FormDefinition,
  Option,
  Part,
  Question,
  Words,
} from '../../../../../../libs/cases/src/form/form.model.js';

export { isAnswered, readForm };

/** The kind of a case, as the server names it. */
export const formKind = (kind: string) => kind as Parameters<typeof readForm>[1];

/** The questions that are asked in the light of the answers. */
export function askedIn(
  form: FormDefinition,
  kind: string,
  answers: Record<string, unknown>,
): string[] {
  const { isAsked } = readForm(form, formKind(kind), answers);
  return questionIds(form).filter(isAsked);
}

/** Those of them that must be answered. */
export function requiredIn(
  form: FormDefinition,
  kind: string,
  answers: Record<string, unknown>,
): string[] {
  const { isRequired } = readForm(form, formKind(kind), answers);
  return questionIds(form).filter(isRequired);
}

const questionIds = ({ sections }: FormDefinition) =>
  sections.flatMap(({ questions }) => questions.map(({ id }) => id));

export type { FormDefinition, Option, Part, Question, Words };

/** What a check of completeness asks for. */
export function checkText(form: FormDefinition, id: string, language: string): string {
  const { checks = {} } = form as { checks?: Readonly<Record<string, Words>> };
  const words = checks[id];
  return words ? inWords(words, language) : '';
}

/** Questions that the case itself or the sources answer have no field of their own. */
export const hasField = ({ type }: Question) => type !== 'case' && type !== 'variables';

const at = /^application\.([^.]+)(?:\.(.+))?$/;

export function questionAt(form: FormDefinition, path: string): Question | undefined {
  const id = at.exec(path)?.[1];
  return form.sections.flatMap(({ questions }) => questions).find((each) => each.id === id);
}

/** The part of a question, or of one of its rows, that a path leads to. */
export function partAt({ parts }: Question, path: string): Part | undefined {
  const last = path.split('.').at(-1);
  return path.split('.').length > 2 ? parts?.find(({ id }) => id === last) : undefined;
}

export const inWords = (words: Words, language: string) => words[language as Language] ?? words.nb;
