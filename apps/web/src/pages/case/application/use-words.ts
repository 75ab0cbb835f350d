import { useTranslation } from 'react-i18next';
import { formWords } from '../commands/form-words';
import { type FormDefinition, inWords, partAt, questionAt, type Reading } from './definition';

/** The words around the fields of the application: the form's own, in the reader's language. */
export function useApplicationWords(form: FormDefinition | undefined, reading?: Reading) {
  const { t, i18n } = useTranslation();
  const own = formWords(t, 'edit-draft');

  function found(path: string) {
    const question = form && questionAt(form, path);
    const isInSources = question?.type === 'sources' && path !== 'application.sources';
    return question && !isInSources ? { question, part: partAt(question, path) } : null;
  }

  return {
    labelOf: (path: string) => {
      const here = found(path);
      if (here === null) return own.labelOf(path);
      const name = path.split('.').at(-1);
      if (here.question.type === 'period' && (name === 'fromOn' || name === 'toOn')) {
        return t(`application-form.${name}`);
      }
      if (here.question.type === 'files' && (name === 'name' || name === 'reference')) {
        return t(`application-form.file-${name}`);
      }
      return inWords((here.part ?? here.question).text, i18n.language);
    },
    helpOf: (path: string) => {
      const here = found(path);
      if (here === null) return own.helpOf(path);
      return path.split('.').length > 2 ? undefined : inWords(here.question.help, i18n.language);
    },
    optionOf: (path: string, value: string) => {
      const here = found(path);
      const options = (here?.part ?? here?.question)?.options ?? [];
      const option = options.find((each) => each.value === value);
      return option ? inWords(option.text, i18n.language) : value;
    },
    isRequired: (path: string) => {
      const here = found(path);
      if (here === null) return false;
      if (here.part) return here.part.isRequired;
      return reading?.isRequired(here.question.id) ?? false;
    },
  };
}
