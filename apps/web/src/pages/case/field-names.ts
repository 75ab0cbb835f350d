import { useTranslation } from 'react-i18next';
import { useFormDefinition, useRegistryName } from '../../api/queries';
import type { CaseDetail } from '../../api/types';
import { formKind, hasField, inWords, type Question, readForm } from './application/definition';

/** The fields of an application by path, as `sources.0.variables`, and what each is called. */
export function useFieldNames({ application = {}, formVersion, kind }: CaseDetail) {
  const { t, i18n } = useTranslation();
  const form = useFormDefinition(formVersion);
  const registryName = useRegistryName();
  const sources = (application['sources'] ?? []) as { registryId?: string }[];
  const questions = (form.data?.sections ?? []).flatMap((section) => section.questions);

  /** What the form asks in this case, in its order. */
  function fieldsOf(): string[] {
    if (!form.data) return [];
    const reading = readForm(form.data, formKind(kind), application);
    const asked = questions.filter(
      (question) => hasField(question) && reading.isAsked(question.id),
    );
    const parts = sources.flatMap((_, index) =>
      ['variables', 'justification'].map((part) => `sources.${index}.${part}`),
    );
    return asked.flatMap(({ id }) => (id === 'sources' ? [id, ...parts] : [id]));
  }

  function nameOf(path: string): string {
    const [first = '', index, part] = path.split('.');
    const key = [first, ...(part === undefined ? [] : [part])].join('-');
    const question = questionOf(path);
    const own = question ? inWords(question.text, i18n.language) : path;
    const name = t(`field.application-${key}`, { defaultValue: own });
    const registryId = first === 'sources' ? sources[Number(index)]?.registryId : undefined;
    return registryId === undefined ? name : `${name}: ${registryName(registryId)}`;
  }

  function questionOf(path: string): Question | undefined {
    return questions.find(({ id }) => id === path.split('.')[0]);
  }

  return { fieldsOf, nameOf, questionOf, form: form.data };
}
