import { Alert, Paragraph } from '@digdir/designsystemet-react';
import { lazy, type ReactNode, Suspense, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Route, Routes, useLocation } from 'react-router';
import { useMe } from './api/queries';
import type { Me } from './api/types';
import { ErrorBoundary } from './components/ErrorBoundary';
import { Loading } from './components/Loading';
import { Page } from './components/Page';
import { useKeepAlive } from './keep-alive';
import { Shell } from './Shell';
import { ActivityReport } from './pages/activity-report/ActivityReport';
import { readsActivityReport } from './pages/activity-report/reader';
import { isAuditor, isExporter } from './pages/audits/auditor';
import { ServiceExports } from './pages/audits/Exports';
import { CasePage } from './pages/case/CasePage';
import { Deliveries } from './pages/deliveries/Deliveries';
import { Disclosures } from './pages/deliveries/Disclosures';
import { followsDeliveries, readsDisclosures } from './pages/deliveries/followers';
import { Dispatch } from './pages/dispatch/Dispatch';
import { isDispatcher } from './pages/dispatch/dispatcher';
import { PublicJournal } from './pages/journal/PublicJournal';
import { PublicStatistics } from './pages/public-statistics/PublicStatistics';
import { PublicRegister } from './pages/register/PublicRegister';
import { RegisterEntryPage } from './pages/register/RegisterEntryPage';
import { WatchedRegister } from './pages/register/WatchedRegister';
import { Join } from './pages/join/Join';
import { joiningToken } from './pages/join/joining';
import { isAdministrator } from './pages/people/administrator';
import { People } from './pages/people/People';
import { Sessions } from './pages/sessions/Sessions';
import { NotFound } from './pages/NotFound';
import { ProblemPage } from './pages/ProblemMessage';
import { SignedOut } from './pages/SignedOut';
import { registriesOf } from './pages/registry/deliverer';
import { RegistryKeys } from './pages/registry/RegistryKeys';
import { Notices } from './pages/notices/Notices';
import { isReader } from './pages/statistics/reader';
import { Statistics } from './pages/statistics/Statistics';
import { seesTimelines, timelineRegistries } from './pages/timelines/overseer';
import { TimelinePage } from './pages/timelines/TimelinePage';
import { Worklist } from './pages/worklist/Worklist';
import { suggestLanguage } from './texts/i18n';

const AuditRoom = lazy(() => import('./pages/audits/AuditRoom'));

export function App() {
  const { t } = useTranslation();
  const me = useMe();
  const { pathname } = useLocation();
  const language = me.data?.language;
  useKeepAlive(Boolean(me.data));

  // An invitation is opened before its person has signed in.
  useEffect(() => {
    if (pathname === '/join') joiningToken();
  }, [pathname]);

  useEffect(() => {
    if (language) suggestLanguage(language);
  }, [language]);

  return (
    <Shell me={me.data ?? null}>
      {me.isPending && <Loading text={t('loading')} />}
      {me.isError && <ProblemPage problem={me.error} onRetry={() => void me.refetch()} />}
      {me.data === null && <Stranger />}
      {me.data && (
        <ErrorBoundary key={pathname} fallback={<Broken />}>
          <Screens me={me.data} />
        </ErrorBoundary>
      )}
    </Shell>
  );
}

/** What is open to everybody; anywhere else one is asked to sign in. */
function Stranger() {
  return (
    <Routes>
      <Route path="/journal" element={<PublicJournal />} />
      <Route path="/public-statistics" element={<PublicStatistics />} />
      <Route path="/register" element={<PublicRegister />} />
      <Route path="/register/:id" element={<RegisterEntryPage />} />
      <Route path="*" element={<SignedOut />} />
    </Routes>
  );
}

function Screens({ me }: { me: Me }) {
  return (
    <Routes>
      <Route path="/" element={<Worklist me={me} />} />
      <Route path="/cases/:id" element={<CasePage me={me} />} />
      <Route path="/journal" element={<PublicJournal />} />
      <Route path="/public-statistics" element={<PublicStatistics />} />
      <Route path="/register" element={<PublicRegister />} />
      <Route path="/register/:id" element={<RegisterEntryPage />} />
      {isReader(me) && <Route path="/publication" element={<WatchedRegister me={me} />} />}
      {readsActivityReport(me) && <Route path="/activity-report" element={<ActivityReport />} />}
      {isDispatcher(me) && <Route path="/dispatch" element={<Dispatch />} />}
      {registriesOf(me).length > 0 && (
        <Route path="/registry-keys" element={<RegistryKeys me={me} />} />
      )}
      {followsDeliveries(me) && <Route path="/deliveries" element={<Deliveries me={me} />} />}
      {readsDisclosures(me) && <Route path="/disclosures" element={<Disclosures />} />}
      {isReader(me) && <Route path="/statistics" element={<Statistics />} />}
      {isAuditor(me) && <Route path="/audits/*" element={<Later page={<AuditRoom />} />} />}
      {seesTimelines(me) && (
        <Route path="/timelines" element={<TimelinePage me={me} of="service" />} />
      )}
      {seesTimelines(me) && (
        <Route path="/timelines/units/:id" element={<TimelinePage me={me} of="units" />} />
      )}
      {(seesTimelines(me) || timelineRegistries(me).length > 0) && (
        <Route
          path="/timelines/registries/:id"
          element={<TimelinePage me={me} of="registries" />}
        />
      )}
      {isExporter(me) && <Route path="/exports" element={<ServiceExports />} />}
      <Route path="/notices" element={<Notices />} />
      <Route path="/sessions" element={<Sessions />} />
      <Route path="/join" element={<Join />} />
      {isAdministrator(me) && <Route path="/people" element={<People me={me} />} />}
      <Route path="*" element={<NotFound />} />
    </Routes>
  );
}

/** A page that is fetched when somebody opens it. */
function Later({ page }: { page: ReactNode }) {
  const { t } = useTranslation();
  return <Suspense fallback={<Loading text={t('loading')} />}>{page}</Suspense>;
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
