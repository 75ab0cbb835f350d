import { useTranslation } from 'react-i18next';
import type { PreviewedLetter } from '../../../api/types';
import { fieldId } from '../../../components/form';
import { formWords } from '../commands/form-words';

/** The parts that a letter lacks by law, in words, each with the field it is written in. */
export function useMissingParts({ missing }: PreviewedLetter, command: string) {
  const { t } = useTranslation();
  const words = formWords(t, command);
  return missing.map((path) => {
    const name = path.replace(/\.\d+(?=\.|$)/g, '').replaceAll('.', '-');
    const inForm = document.getElementById(fieldId(path)) !== null;
    const label = words.labelOf(path);
    return {
      path,
      name: t(`letter-part.${name}`, { defaultValue: label === '' ? path : label }),
      href: inForm ? `#${fieldId(path)}` : null,
    };
  });
}
