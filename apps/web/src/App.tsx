import { Alert, Paragraph } from '@digdir/designsystemet-react';
import { Suspense, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Route, Routes, useLocation } from 'react-router';
import { useMe } from './api/queries';
import type { Me } from './api/types';
import { ErrorBoundary } from './components/ErrorBoundary';
import { Loading } from './components/Loading';
import { Page } from './components/Page';
import { useKeepAlive } from './keep-alive';
import { joiningToken } from './pages/join/joining';
import { NotFound } from './pages/NotFound';
import { ProblemPage } from './pages/ProblemMessage';
import { SignedOut } from './pages/SignedOut';
import { OwnName, screensOf } from './screens';
import { Shell } from './Shell';
import { suggestLanguage } from './texts/i18n';

export function App() {
  const { t } = useTranslation();
  const me = useMe();
  const { pathname } = useLocation();
  const language = me.data?.language;
  useKeepAlive(Boolean(me.data));

  // An invitation is opened before its person has signed in.
  useEffect(() => {
    if (pathname === '/join') joiningToken();
    if (pathname === '/invitations') joiningToken('project');
  }, [pathname]);

  useEffect(() => {
    if (language) suggestLanguage(language);
  }, [language]);

  // What stands around a page is another for a stranger: it would move when it is known who is there.
  if (me.isPending) {
    return (
      <main className="frame">
        <Loading text={t('loading')} />
      </main>
    );
  }
  return (
    <Shell me={me.data ?? null}>
      {me.isError && <ProblemPage problem={me.error} onRetry={() => void me.refetch()} />}
      {me.data !== undefined && (
        <ErrorBoundary key={placeOf(pathname)} fallback={<Broken />}>
          <Suspense fallback={<Loading text={t('loading')} />}>
            {me.data?.hasName === false ? <OwnName me={me.data} /> : <Screens me={me.data} />}
          </Suspense>
        </ErrorBoundary>
      )}
    </Shell>
  );
}

/** The parts of a case are one place: what stands around them stays. */
function placeOf(pathname: string): string {
  return pathname.replace(/^(\/cases\/[^/]+)\/.*$/, '$1');
}

/** The pages of whoever is there; anywhere else a stranger is asked to sign in. */
function Screens({ me }: { me: Me | null }) {
  return (
    <Routes>
      {screensOf(me).map(({ path, draw }) => (
        <Route key={path} path={path} element={draw(me)} />
      ))}
      <Route path="*" element={me ? <NotFound /> : <SignedOut />} />
    </Routes>
  );
}

function Broken() {
  const { t } = useTranslation();
  return (
    <Page title={t('problem.title')}>
      <Alert data-color="danger">
        <Paragraph>{t('problem.page-broken')}</Paragraph>
      </Alert>
    </Page>
  );
}
