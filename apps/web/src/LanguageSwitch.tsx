import { useTranslation } from 'react-i18next';
import { request } from './api/client';
import type { Language } from './api/types';
import { languages } from './texts/catalogues';
import { chooseLanguage } from './texts/i18n';

export function LanguageSwitch({ isSignedIn }: { isSignedIn: boolean }) {
  const { t, i18n } = useTranslation();

  function choose(language: Language) {
    chooseLanguage(language);
    if (!isSignedIn) return;
    // This browser remembers it whatever becomes of the request; other browsers learn it from there.
    request('/me/preferences', { method: 'PATCH', body: { language } }).catch(() => undefined);
  }

  return (
    <div role="group" aria-label={t('shell.language')} className="languages">
      {languages.map((language) => (
        <button
          key={language}
          type="button"
          lang={language}
          aria-pressed={i18n.language === language}
          onClick={() => choose(language)}
        >
          {languageNames[language]}
        </button>
      ))}
    </div>
  );
}

/** In their own language, whatever language the page is in. */
const languageNames = { nb: 'Bokmål', nn: 'Nynorsk', en: 'English' } as const;
