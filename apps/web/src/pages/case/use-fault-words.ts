import type { TFunction } from 'i18next';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormDefinition } from '../../api/queries';
import type { CaseDetail } from '../../api/types';
import type { Fault } from '../../components/typed-form';
import { fieldId, type FieldFault } from '../../components/form';
import { faultText } from '../faults';
import { checkText } from './application/definition';
import { useApplicationWords } from './application/use-words';
import { formWords } from './commands/form-words';
import { askedFields } from './commands/information';

/** The words for faults in the form of a command; `textOf` is the same while it says the same. */
export function useFaultWords(accessCase: CaseDetail, name: string) {
  const { t, i18n } = useTranslation();
  const { formVersion } = accessCase;
  const isOfDraft = ['edit-draft', 'submit', 'answer-information-field'].includes(name);
  const form = useFormDefinition(formVersion, isOfDraft).data;
  const draftWords = useApplicationWords(form);
  const { language } = i18n;

  const textOf = useCallback(
    (fault: Fault): string => {
      const { code, params, refusal } = fault;
      const check =
        code === 'check' && form ? checkText(form, String(params?.['check']), language) : '';
      return check || faultText(t, { code: refusal }, fault);
    },
    [t, language, form],
  );

  /** As the summary says it. Some faults lie in facts that the form does not ask for. */
  function inSummary(fault: Fault): FieldFault {
    const field = shownAt(fault.field);
    const isInForm = name === 'edit-draft' || document.getElementById(fieldId(field)) !== null;
    return { field, label: labelOf(fault), text: textOf(fault), isInForm };
  }

  function labelOf({ field, sentAs = field }: Fault): string {
    if (shownAt(field) !== field) return draftWords.labelOf(shownAt(field));
    const isInDraft = sentAs.startsWith('application.') || name === 'edit-draft';
    const words = isInDraft ? draftWords : formWords(t, name);
    return rowLabel(t, words.labelOf(sentAs), field);
  }

  /** An answer that was asked for is written under its path in the application. */
  function shownAt(field: string): string {
    const [, asked, within = ''] = /^answers\.(\d+)\.value(.*)$/.exec(field) ?? [];
    const answered = asked && askedFields(accessCase)[Number(asked)]?.field;
    return answered ? `application.${answered}${within}` : field;
  }

  return { textOf, inSummary };
}

/** Rows of a list have the same labels; the number of the row tells them apart. */
function rowLabel(t: TFunction, label: string, field: string): string {
  const row = /\.(\d+)\./.exec(field)?.[1];
  return row === undefined ? label : t('form.in-row', { label, number: Number(row) + 1 });
}
