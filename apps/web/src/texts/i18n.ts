import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Language } from '../api/types';
import { catalogues, firstLanguage, stored } from './catalogues';

/** What the person chose at sign-up is used until they choose here. */
export function suggestLanguage(language: Language): void {
  if (localStorage.getItem(stored) === null) void show(language);
}

export function chooseLanguage(language: Language): void {
  localStorage.setItem(stored, language);
  void show(language);
}

/** Fetches a language where it is not here yet, and shows the page in it. */
async function show(language: Language): Promise<void> {
  if (!i18next.hasResourceBundle(language, 'translation')) {
    const texts = await catalogues[language]();
    i18next.addResourceBundle(language, 'translation', texts.default);
  }
  await i18next.changeLanguage(language);
}

i18next.on('languageChanged', (language) => {
  document.documentElement.lang = language;
});

/** Resolves when the texts of the reader's language are here: before that nothing can be said. */
export async function startTexts(): Promise<void> {
  const first = firstLanguage();
  await i18next.use(initReactI18next).init({
    lng: first,
    fallbackLng: false,
    resources: { [first]: { translation: (await catalogues[first]()).default } },
    interpolation: { escapeValue: false },
  });
}
