export const themes = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

const stored = 'tilgang.theme';

/** The reader's own choice on this machine, else as the machine is. */
export function themeNow(): Theme {
  const wanted = localStorage.getItem(stored);
  return themes.find((theme) => theme === wanted) ?? 'auto';
}

export function chooseTheme(theme: Theme): void {
  localStorage.setItem(stored, theme);
  showTheme();
}

/** Before anything is drawn, so that a dark room is not lit first. */
export function showTheme(): void {
  const theme = themeNow();
  document.documentElement.dataset['colorScheme'] = theme;
  document
    .querySelector('meta[name="color-scheme"]')
    ?.setAttribute('content', theme === 'auto' ? 'light dark' : theme);
}
