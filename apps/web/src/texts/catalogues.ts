import type { Language } from '../api/types';

export const languages: readonly Language[] = ['nb', 'nn', 'en'];

/** Where the reader's own choice is kept. */
export const stored = 'tilgang.language';

/** Each language is a file of its own, fetched when it is first read. */
export const catalogues: Record<Language, () => Promise<{ default: object }>> = {
  nb: () => import('./nb.json'),
  nn: () => import('./nn.json'),
  en: () => import('./en.json'),
};

/** The reader's own choice, else what the browser asks for, else Bokmål. */
export function firstLanguage(): Language {
  const wanted = [
    localStorage.getItem(stored),
    ...navigator.languages.map((tag) => tag.slice(0, 2)),
  ];
  return wanted.find(isKnown) ?? 'nb';
}

function isKnown(tag: string | null): tag is Language {
  return languages.some((language) => language === tag);
}
