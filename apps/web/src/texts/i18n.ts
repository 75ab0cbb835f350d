import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Language } from '../api/types';
import en from './en.json';
import nb from './nb.json';
import nn from './nn.json';

export const languages: readonly Language[] = ['nb', 'nn', 'en'];
const stored = 'tilgang.language';

/** The reader's own choice, else what the browser asks for, else Bokmål. */
function firstLanguage(): Language {
  const wanted = [
    localStorage.getItem(stored),
    ...navigator.languages.map((tag) => tag.slice(0, 2)),
  ];
  return wanted.find(isKnown) ?? 'nb';
}

function isKnown(tag: string | null): tag is Language {
  return languages.some((language) => language === tag);
}

/** What the person chose at sign-up is used until they choose here. */
export function suggestLanguage(language: Language): void {
  if (localStorage.getItem(stored) === null) void i18next.changeLanguage(language);
}

export function chooseLanguage(language: Language): void {
  localStorage.setItem(stored, language);
  void i18next.changeLanguage(language);
}

i18next.on('languageChanged', (language) => {
  document.documentElement.lang = language;
});

void i18next.use(initReactI18next).init({
  lng: firstLanguage(),
  fallbackLng: 'nb',
  resources: { nb: { translation: nb }, nn: { translation: nn }, en: { translation: en } },
  interpolation: { escapeValue: false },
});

export { i18next };
