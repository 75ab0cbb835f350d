import type { CaseKind } from '../case.kinds.model.js';
import {
  type Answers,
  type Condition,
  type FormDefinition,
  formKindOf,
  type Question,
  questionsOf,
} from './form.model.js';

/** A form as it stands in one application: which questions are asked, and which must be answered. */
export interface Reading {
  isAsked: (id: string) => boolean;
  isRequired: (id: string) => boolean;
  /** The answer to a question that is asked; undefined where there is none. */
  answerTo: (id: string) => unknown;
}

/**
 * Reads a form in the light of the answers given. What was answered to a question that is no longer
 * asked is kept with the application, and counts for nothing here.
 */
export function readForm(form: FormDefinition, kind: CaseKind, given: Answers): Reading {
  const answers = { ...given, ...impliedBy(kind, given) };
  const questions = new Map(questionsOf(form).map((question) => [question.id, question]));
  const formKind = formKindOf(kind);
  const asked = new Map<string, boolean>();

  function isAsked(id: string): boolean {
    const known = asked.get(id);
    if (known !== undefined) return known;
    const question = questions.get(id);
    const result =
      question !== undefined && question.kinds.includes(formKind) && holds(shownWhen(question));
    asked.set(id, result);
    return result;
  }

  function answerTo(id: string): unknown {
    return isAsked(id) && isAnswered(answers[id]) ? answers[id] : undefined;
  }

  function holds(condition: Condition): boolean {
    if (typeof condition === 'boolean') return condition;
    if ('any' in condition) return condition.any.some(holds);
    if ('all' in condition) return condition.all.every(holds);
    if ('kind' in condition) return condition.kind.includes(formKind);
    if (!isAsked(condition.field)) return false;
    const answer = answerTo(condition.field);
    if ('isEmpty' in condition) return answer === undefined;
    if (answer === undefined) return false;
    if ('is' in condition) return answer === condition.is;
    if ('isNot' in condition) return answer !== condition.isNot;
    return Array.isArray(answer) && answer.includes(condition.includes);
  }

  return {
    isAsked,
    answerTo,
    isRequired: (id) => isAsked(id) && holds(questions.get(id)?.required ?? false),
  };
}

export function shownWhen({ required, asked }: Question): Condition {
  return asked ?? (required === false ? true : required);
}

/** Whether anything was said: not blanks, an empty list, or a record with nothing in it. */
export function isAnswered(value: unknown): boolean {
  if (value === undefined || value === null) return false;
  if (typeof value === 'string') return value.trim() !== '';
  if (Array.isArray(value)) return value.length > 0;
  if (typeof value === 'object') return Object.values(value).some(isAnswered);
  return true;
}

/** An extension is a change of the period by its very kind, whatever else is asked for with it. */
function impliedBy(kind: CaseKind, given: Answers): Answers {
  if (kind !== 'extension' && kind !== 'data-update') return {};
  const chosen = Array.isArray(given['changeKinds']) ? (given['changeKinds'] as unknown[]) : [];
  return { changeKinds: [...new Set<unknown>([kind, ...chosen])] };
}
