import { useTranslation } from 'react-i18next';

/** An amount as it is written in the reader's language. */
export function useKroner(): (nok: number) => string {
  const { i18n } = useTranslation();
  const locale = i18n.language === 'en' ? 'en-GB' : `${i18n.language}-NO`;
  return (nok) => `${nok.toLocaleString(locale)} kr`;
}
