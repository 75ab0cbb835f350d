import {
  Alert,
  Button,
  Link as DsLink,
  Paragraph,
  SkipLink,
  Tag,
} from '@digdir/designsystemet-react';
import { Fragment, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { request } from './api/client';
import { useUnreadCount } from './api/notices';
import { maySession, queryClient } from './api/queries';
import type { Language, Me } from './api/types';
import { forgetTypedText } from './components/typed-text';
import { RoleSwitch } from './RoleSwitch';
import { linksOf } from './screens';
import { chooseLanguage, languages } from './texts/i18n';

/** What stands around every screen: skip link, name, language, who is signed in. */
export function Shell({ me, children }: { me: Me | null; children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <>
      <SkipLink href="#content">{t('shell.skip')}</SkipLink>
      <header className="top">
        <div className="frame top-row">
          <Link to="/" className="brand">
            Tilgang
          </Link>
          {me && me.mode !== 'production' && (
            <Tag data-color="warning">{t(`shell.mode.${me.mode}`)}</Tag>
          )}
          {me && <NoticesLink />}
          {me &&
            linksOf(me, 'top').map(({ to, words }) => (
              <DsLink key={to} asChild>
                <Link to={to}>{t(words)}</Link>
              </DsLink>
            ))}
          <LanguageSwitch isSignedIn={me !== null} />
          {me && <SignedInAs me={me} />}
        </div>
      </header>
      <main id="content" className="frame" tabIndex={-1}>
        {children}
      </main>
      <footer className="frame bottom">
        <Paragraph data-size="sm">{t('shell.footer')}</Paragraph>
        <Paragraph data-size="sm">
          {linksOf(me, 'foot').map(({ to, words }) => (
            <Fragment key={to}>
              <DsLink asChild>
                <Link to={to}>{t(words)}</Link>
              </DsLink>{' '}
            </Fragment>
          ))}
        </Paragraph>
      </footer>
    </>
  );
}

function NoticesLink() {
  const { t } = useTranslation();
  const { data = 0 } = useUnreadCount();
  return (
    <DsLink asChild>
      <Link to="/notices">
        {data > 0 ? t('notices.link-unread', { number: data }) : t('notices.title')}
      </Link>
    </DsLink>
  );
}

function LanguageSwitch({ isSignedIn }: { isSignedIn: boolean }) {
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

function SignedInAs({ me }: { me: Me }) {
  const { t } = useTranslation();
  const [hasFailed, setFailed] = useState(false);

  async function signOut() {
    let next: { goTo: string } | undefined;
    try {
      next = await request('/sign-out', { method: 'POST' });
    } catch {
      setFailed(true);
      return;
    }
    forgetTypedText();
    maySession.end();
    queryClient.clear();
    // Where the provider signs people out as well, it is next.
    window.location.assign(next?.goTo ?? '/');
  }

  return (
    <div className="person">
      <div>
        {me.hasName && (
          <Paragraph data-size="sm" className="person-name">
            {me.name}
          </Paragraph>
        )}
        <RoleSwitch me={me} />
        <Paragraph data-size="sm">
          <DsLink asChild>
            <Link to="/sessions">{t('sessions.title')}</Link>
          </DsLink>
        </Paragraph>
      </div>
      <Button variant="secondary" data-size="sm" onClick={() => void signOut()}>
        {t('shell.sign-out')}
      </Button>
      {hasFailed && (
        <Alert data-color="danger" data-size="sm" role="alert">
          <Paragraph>{t('shell.sign-out-failed')}</Paragraph>
        </Alert>
      )}
    </div>
  );
}
