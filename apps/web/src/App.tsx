import { Alert, Paragraph } from '@digdir/designsystemet-react';
import { Outlet, useLocation, useMatches } from '@tanstack/react-router';
import { Suspense, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from './api/queries';
import { ErrorBoundary } from './components/ErrorBoundary';
import { PageLoading } from './components/Loading';
import { Page } from './components/Page';
import { useKeepAlive } from './keep-alive';
import { joiningToken } from './pages/join/joining';
import { ProblemPage } from './pages/ProblemMessage';
import { OwnName } from './screens';
import { Shell } from './Shell';
import { suggestLanguage } from './texts/i18n';

export function App() {
  const me = useMe();
  const pathname = useLocation({ select: (location) => location.pathname });
  // Not the address, which changes before the page that it leads to is there.
  const place = useMatches({ select: (matches) => placeOf(matches.at(-1)?.pathname ?? '') });
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
        <PageLoading />
      </main>
    );
  }
  return (
    <Shell me={me.data ?? null}>
      {me.isError && <ProblemPage problem={me.error} onRetry={() => void me.refetch()} />}
      {me.data !== undefined && (
        <ErrorBoundary key={place} fallback={<Broken />}>
          <Suspense fallback={<PageLoading />}>
            {me.data?.hasName === false ? <OwnName me={me.data} /> : <Outlet />}
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
