import { type Problem, signInTooOld, type FieldProblem } from '../../api/client';
import type { Fault } from '../../components/typed-form';
import type { Values } from '../../components/typed-text';
import type { CommandFormOf } from './commands/forms';
import { ofLines, type Sending } from './commands/sending';

/** What the server found, at the fields of the form. */
export function faultsOfAnswer(
  { code, problems }: Problem,
  form: CommandFormOf,
  sending: Sending,
): Fault[] {
  // No field is at fault where the person is to sign in anew.
  if (code === signInTooOld) return [];
  const isInDraft = codesOfTheDraft.includes(code);
  return problems.map((problem) =>
    placed(
      isInDraft ? { ...problem, field: `application.${problem.field}` } : problem,
      code,
      form,
      sending,
    ),
  );
}

/** A fault in a body, at the field of the form that it was made from. */
export function placed(
  problem: FieldProblem,
  refusal: string,
  { placeOf }: CommandFormOf,
  sending: Sending,
): Fault {
  const { field } = problem;
  const place = placeOf ? placeOf(field, sending) : field;
  return { ...problem, field: ofLines(place, sending.values), sentAs: field, refusal };
}

/** The same for the draft itself, whose answers are sent by themselves. */
export function faultsInDraft({ code, problems }: Problem, values: Values): Fault[] {
  if (code === signInTooOld) return [];
  const isInDraft = codesOfTheDraft.includes(code);
  return problems.map((problem) => {
    const inForm = problem.field.replace(/^answers\./, 'application.');
    const field = isInDraft ? `application.${problem.field}` : inForm;
    return { ...problem, field: ofLines(field, values), refusal: code };
  });
}

/** What is wrong lies in fields of the application, by their path in it. */
const codesOfTheDraft = [
  'application-incomplete',
  'answer-malformed',
  'answers-incomplete',
  'fields-unanswered',
];
