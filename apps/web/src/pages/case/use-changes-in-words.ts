import { useTranslation } from 'react-i18next';
import { useFormDefinition, useRegistryName } from '../../api/queries';
import type { CaseDetail, VersionChange } from '../../api/types';
import { dateText } from '../../dates';
import { countriesIn } from './application/countries';
import { inWords } from './application/definition';

/** What was changed in an application, in the words of its form. */
export function useChangesInWords({ formVersion }: CaseDetail) {
  const { t, i18n } = useTranslation();
  const registryName = useRegistryName();
  const form = useFormDefinition(formVersion);
  const questions = (form.data?.sections ?? []).flatMap((section) => section.questions);

  const questionAt = (field: string) => questions.find(({ id }) => id === field.split('.')[0]);
  const placeOf = (field: string) => questions.findIndex(({ id }) => id === field.split('.')[0]);

  /** In the order of the form; numbers that say nothing to a reader are left out. */
  function inOrder(changes: readonly VersionChange[]): VersionChange[] {
    return changes
      .filter(({ field }) => !/\.(variableId|registryId)$/.test(field))
      .sort((one, other) => placeOf(one.field) - placeOf(other.field));
  }

  /** The question, and which part of the answer: the row, the registry, the variable. */
  function labelOf(field: string): string {
    const question = questionAt(field);
    const [first = '', ...parts] = field.split('.');
    const name = question ? inWords(question.text, i18n.language) : first;
    return [name, ...parts.flatMap((part) => partName(field, part) ?? [])].join(' – ');
  }

  function partName(field: string, part: string): string | null {
    const question = questionAt(field);
    const found = question?.parts?.find(({ id }) => id === part);
    if (found) return inWords(found.text, i18n.language);
    if (question?.type === 'multi-choice' || question?.type === 'lines') return null;
    if (/^\d+$/.test(part)) return t('application-form.row', { number: Number(part) + 1 });
    if (part === 'fromOn' || part === 'toOn') return t(`application-form.${part}`);
    if (question?.type !== 'sources') return part;
    if (part === 'variables' || part === 'name') return null;
    return t(`field.application-sources-${part}`, { defaultValue: registryName(part) });
  }

  function valueOf(field: string, value: VersionChange['before']): string {
    if (value === null) return t('versions.nothing');
    if (typeof value === 'boolean') return t(value ? 'yes' : 'no');
    const question = questionAt(field);
    const part = question?.parts?.find(({ id }) => id === field.split('.').at(-1));
    const { type, options } = part ?? question ?? {};
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    const option = options?.find((each) => each.value === value);
    if (option) return inWords(option.text, i18n.language);
    if (type === 'date' || type === 'period') return dateText(text);
    if (type === 'source') return registryName(text);
    if (type === 'country') {
      return countriesIn(i18n.language).find((each) => each.value === text)?.text ?? text;
    }
    if (field.endsWith('.exception')) {
      return t(`choice.application-sources-exception.${text}`, { defaultValue: text });
    }
    return text;
  }

  return { inOrder, labelOf, valueOf };
}
