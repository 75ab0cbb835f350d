import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Completeness } from '../../../api/types';
import type { FieldFault } from '../../../components/form';
import { checkText, type FormDefinition } from './definition';
import { useApplicationWords } from './use-words';

export interface AnswerFaultInWords extends FieldFault {
  section: string;
  isMissing: boolean;
}

/** What is missing or wrong in what is saved, field by field, in words. */
export function useCompletenessFaults(
  form: FormDefinition,
  completeness: Completeness | undefined,
): AnswerFaultInWords[] {
  const { t, i18n } = useTranslation();
  const { labelOf } = useApplicationWords(form);
  // Made anew when what is saved has changed, not at every key.
  return useMemo(inWords, [form, completeness, i18n.language]);

  function inWords(): AnswerFaultInWords[] {
    return (completeness?.sections ?? []).flatMap(({ id: section, missing, invalid }) =>
      [
        ...missing.map((field) => worded(field, t('fault.required'), true)),
        ...invalid.map(({ field, code, params = {} }) => {
          const check =
            code === 'check' ? checkText(form, String(params['check']), i18n.language) : '';
          return worded(field, check || t(`fault.${code}`, { ...params }), false);
        }),
      ].map((fault) => ({ ...fault, section })),
    );
  }

  function worded(field: string, text: string, isMissing: boolean) {
    const path = `application.${field}`;
    return { field: path, label: labelled(path), text, isInForm: true, isMissing };
  }

  function labelled(path: string): string {
    const label = labelOf(path);
    // The innermost row: of variables, not of the source that they belong to.
    const row = path
      .split('.')
      .slice(0, -1)
      .findLast((part) => /^\d+$/.test(part));
    return row === undefined ? label : t('form.in-row', { label, number: Number(row) + 1 });
  }
}
