import { useLocation } from '@tanstack/react-router';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { Problem, signInTooOld, type FieldProblem } from '../../api/client';
import { fieldId, type FieldFault } from '../../components/form';
import { faultText } from '../faults';
import { useFormDefinition } from '../../api/queries';
import { checkText } from './application/definition';
import { useApplicationWords } from './application/use-words';
import { formWords } from './commands/form-words';

/**
 * The faults the server found, in words. Sending in checks the draft, so its faults lie in the
 * draft's fields and are handed over to that form.
 */
export function useFaults(
  problem: Problem | null,
  name: string,
  formVersion: string,
): FieldFault[] {
  const { t, i18n } = useTranslation();
  const isOfDraft = name === 'edit-draft' || name === 'submit';
  const form = useFormDefinition(formVersion, isOfDraft);
  const draftWords = useApplicationWords(form.data);
  const handedOver = useLocation({ select: ({ state }) => state.problems }) ?? [];
  const isDraft = name === 'edit-draft';
  const answer =
    problem ?? (isDraft ? new Problem(422, 'application-incomplete', handedOver) : null);
  // No field is at fault where the person is to sign in anew.
  if (answer === null || answer.code === signInTooOld) return [];

  const wordsOfCheck = ({ code, params }: FieldProblem) =>
    code === 'check' && form.data
      ? checkText(form.data, String(params?.['check']), i18n.language)
      : '';
  const isInDraft = codesOfTheDraft.includes(answer.code);
  const words = isInDraft || isDraft ? draftWords : formWords(t, name);
  return answer.problems.map((fieldProblem) => {
    const field = isInDraft
      ? `application.${fieldProblem.field}`
      : isDraft
        ? fieldProblem.field.replace(/^answers\./, 'application.')
        : fieldProblem.field;
    const isInForm = isDraft || document.getElementById(fieldId(field)) !== null;
    return {
      field,
      label: rowLabel(t, words.labelOf(field), field),
      text: wordsOfCheck(fieldProblem) || faultText(t, answer, fieldProblem),
      isInForm,
    };
  });
}

/** What is wrong lies in fields of the application, by their path in it. */
const codesOfTheDraft = [
  'application-incomplete',
  'answer-malformed',
  'answers-incomplete',
  'fields-unanswered',
];

/** Rows of a list have the same labels; the number of the row tells them apart. */
function rowLabel(t: TFunction, label: string, field: string): string {
  const row = /\.(\d+)\./.exec(field)?.[1];
  return row === undefined ? label : t('form.in-row', { label, number: Number(row) + 1 });
}
