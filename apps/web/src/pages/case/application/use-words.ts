import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormWords } from '../../../components/form';
import { formWords } from '../commands/form-words';
import { type FormDefinition, inWords, partAt, questionAt } from './definition';

/**
 * The words around the fields of the application: the form's own, in the reader's language; the same
 * for as long as they say the same.
 */
export function useApplicationWords(
  form: FormDefinition | undefined,
  required?: readonly string[],
): Required<FormWords> {
  const { t, i18n } = useTranslation();
  const { language } = i18n;
  return useMemo(() => {
    const own = formWords(t, 'edit-draft');
    const mustBe = new Set(required);

    function found(path: string) {
      const question = form && questionAt(form, path);
      const isInSources = question?.type === 'sources' && path !== 'application.sources';
      return question && !isInSources ? { question, part: partAt(question, path) } : null;
    }

    return {
      labelOf: (path) => {
        const here = found(path);
        if (here === null) return own.labelOf(path);
        const name = path.split('.').at(-1);
        if (here.question.type === 'period' && (name === 'fromOn' || name === 'toOn')) {
          return t(`application-form.${name}`);
        }
        if (here.question.type === 'files' && (name === 'name' || name === 'reference')) {
          return t(`application-form.file-${name}`);
        }
        return inWords((here.part ?? here.question).text, language);
      },
      helpOf: (path) => {
        const here = found(path);
        if (here === null) return own.helpOf(path);
        return path.split('.').length > 2 ? undefined : inWords(here.question.help, language);
      },
      optionOf: (path, value) => {
        const here = found(path);
        const options = (here?.part ?? here?.question)?.options ?? [];
        const option = options.find((each) => each.value === value);
        return option ? inWords(option.text, language) : value;
      },
      isRequired: (path) => {
        const here = found(path);
        if (here === null) return false;
        return here.part ? here.part.isRequired : mustBe.has(here.question.id);
      },
    };
  }, [form, required, t, language]);
}
