import { type ComponentType, lazy, type LazyExoticComponent, type ReactNode } from 'react';
import type { Me } from './api/types';
import { isApplicant } from './pages/apply/applicant';
import { readsActivityReport } from './pages/activity-report/reader';
import { isAuditor, isExporter } from './pages/audits/auditor';
import { followsDeliveries, readsDisclosures } from './pages/deliveries/followers';
import { isDispatcher } from './pages/dispatch/dispatcher';
import { seesInsights } from './pages/insights/house';
import { isAdministrator } from './pages/people/administrator';
import { registriesOf } from './pages/registry/deliverer';
import { isReader } from './pages/statistics/reader';
import { seesTimelines, timelineRegistries } from './pages/timelines/overseer';

/** One page: where it is, whom it is for, what links to it, and what it is. */
export interface Screen {
  path: string;
  /** `anybody` needs no sign-in, `everybody` does. The API decides the same again. */
  isFor: 'anybody' | 'everybody' | ((me: Me) => boolean);
  link?: {
    from: 'top' | 'foot';
    /** Key of its words. */
    words: string;
    /** Where the address holds somebody's own; else the path. */
    to?: (me: Me) => readonly string[];
  };
  /** Drawn for strangers only where it is for anybody. */
  draw: (me: Me | null) => ReactNode;
}

const Worklist = later(() => import('./pages/worklist/Worklist'), 'Worklist');
const Apply = later(() => import('./pages/apply/Apply'), 'Apply');
const CasePage = later(() => import('./pages/case/CasePage'), 'CasePage');
const PublicJournal = later(() => import('./pages/journal/PublicJournal'), 'PublicJournal');
const PublicStatistics = later(
  () => import('./pages/public-statistics/PublicStatistics'),
  'PublicStatistics',
);
const PublicRegister = later(() => import('./pages/register/PublicRegister'), 'PublicRegister');
const RegisterEntryPage = later(
  () => import('./pages/register/RegisterEntryPage'),
  'RegisterEntryPage',
);
const WatchedRegister = later(() => import('./pages/register/WatchedRegister'), 'WatchedRegister');
const ActivityReport = later(
  () => import('./pages/activity-report/ActivityReport'),
  'ActivityReport',
);
const Dispatch = later(() => import('./pages/dispatch/Dispatch'), 'Dispatch');
const RegistryKeys = later(() => import('./pages/registry/RegistryKeys'), 'RegistryKeys');
const Deliveries = later(() => import('./pages/deliveries/Deliveries'), 'Deliveries');
const Disclosures = later(() => import('./pages/deliveries/Disclosures'), 'Disclosures');
const Statistics = later(() => import('./pages/statistics/Statistics'), 'Statistics');
const AuditRoom = later(() => import('./pages/audits/AuditRoom'), 'AuditRoom');
const TimelinePage = later(() => import('./pages/timelines/TimelinePage'), 'TimelinePage');
const ServiceExports = later(() => import('./pages/audits/Exports'), 'ServiceExports');
const Insights = later(() => import('./pages/insights/Insights'), 'Insights');
const Notices = later(() => import('./pages/notices/Notices'), 'Notices');
const Sessions = later(() => import('./pages/sessions/Sessions'), 'Sessions');
const Join = later(() => import('./pages/join/Join'), 'Join');
const JoinProject = later(() => import('./pages/join/JoinProject'), 'JoinProject');
const People = later(() => import('./pages/people/People'), 'People');
const RegistrySystems = later(
  () => import('./pages/registry-systems/RegistrySystems'),
  'RegistrySystems',
);

/** In place of every page until a person has a name. */
export const OwnName = later(() => import('./pages/own-name/OwnName'), 'OwnName');

/** Every page there is, in the order in which they are linked to. */
export const screens: readonly Screen[] = [
  { path: '/', isFor: 'everybody', draw: signedIn((me) => <Worklist me={me} />) },
  { path: '/apply', isFor: isApplicant, draw: () => <Apply /> },
  { path: '/cases/:id/:part?', isFor: 'everybody', draw: signedIn((me) => <CasePage me={me} />) },
  { path: '/notices', isFor: 'everybody', draw: signedIn((me) => <Notices me={me} />) },
  { path: '/sessions', isFor: 'everybody', draw: () => <Sessions /> },
  { path: '/join', isFor: 'everybody', draw: () => <Join /> },
  { path: '/invitations', isFor: 'everybody', draw: () => <JoinProject /> },
  {
    path: '/dispatch',
    isFor: isDispatcher,
    link: { from: 'top', words: 'dispatch.title' },
    draw: () => <Dispatch />,
  },
  {
    path: '/deliveries',
    isFor: followsDeliveries,
    link: { from: 'top', words: 'deliveries.title' },
    draw: signedIn((me) => <Deliveries me={me} />),
  },
  {
    path: '/disclosures',
    isFor: readsDisclosures,
    link: { from: 'top', words: 'disclosures.title' },
    draw: () => <Disclosures />,
  },
  {
    path: '/registry-keys',
    isFor: (me) => registriesOf(me).length > 0,
    link: { from: 'top', words: 'registry-key.title' },
    draw: signedIn((me) => <RegistryKeys me={me} />),
  },
  {
    path: '/statistics',
    isFor: isReader,
    link: { from: 'top', words: 'statistics.title' },
    draw: () => <Statistics />,
  },
  {
    path: '/timelines/registries/:id',
    isFor: (me) => seesTimelines(me) || timelineRegistries(me).length > 0,
    link: {
      from: 'top',
      words: 'timelines.own',
      to: (me) => timelineRegistries(me).map((id) => `/timelines/registries/${id}`),
    },
    draw: signedIn((me) => <TimelinePage me={me} of="registries" />),
  },
  {
    path: '/timelines',
    isFor: seesTimelines,
    link: { from: 'top', words: 'timelines.link' },
    draw: signedIn((me) => <TimelinePage me={me} of="service" />),
  },
  {
    path: '/timelines/units/:id',
    isFor: seesTimelines,
    draw: signedIn((me) => <TimelinePage me={me} of="units" />),
  },
  {
    path: '/audits/*',
    isFor: isAuditor,
    link: { from: 'top', words: 'audit.title', to: () => ['/audits'] },
    draw: () => <AuditRoom />,
  },
  {
    path: '/insights',
    isFor: seesInsights,
    link: { from: 'top', words: 'insights.title' },
    draw: () => <Insights />,
  },
  {
    path: '/exports',
    isFor: isExporter,
    link: { from: 'top', words: 'export.title' },
    draw: () => <ServiceExports />,
  },
  {
    path: '/people',
    isFor: isAdministrator,
    link: { from: 'top', words: 'people.title' },
    draw: signedIn((me) => <People me={me} />),
  },
  {
    path: '/registry-systems',
    isFor: isAdministrator,
    link: { from: 'top', words: 'registry-system.title' },
    draw: signedIn((me) => <RegistrySystems me={me} />),
  },
  {
    path: '/journal',
    isFor: 'anybody',
    link: { from: 'foot', words: 'public-journal.link' },
    draw: () => <PublicJournal />,
  },
  {
    path: '/register',
    isFor: 'anybody',
    link: { from: 'foot', words: 'public-register.link' },
    draw: () => <PublicRegister />,
  },
  { path: '/register/:id', isFor: 'anybody', draw: () => <RegisterEntryPage /> },
  {
    path: '/public-statistics',
    isFor: 'anybody',
    link: { from: 'foot', words: 'public-statistics.title' },
    draw: () => <PublicStatistics />,
  },
  {
    path: '/publication',
    isFor: isReader,
    link: { from: 'foot', words: 'watched-register.title' },
    draw: signedIn((me) => <WatchedRegister me={me} />),
  },
  {
    path: '/activity-report',
    isFor: readsActivityReport,
    link: { from: 'foot', words: 'activity-report.title' },
    draw: () => <ActivityReport />,
  },
];

/** The pages that a person may open; a stranger those that are for anybody. */
export function screensOf(me: Me | null): Screen[] {
  return screens.filter(({ isFor }) => {
    if (isFor === 'anybody') return true;
    return me !== null && (isFor === 'everybody' || isFor(me));
  });
}

/** Where one may go from the top or the foot of the page, and in which words. */
export function linksOf(me: Me | null, from: 'top' | 'foot'): { to: string; words: string }[] {
  return screensOf(me).flatMap(({ path, link }) => {
    if (link?.from !== from) return [];
    const addresses = me && link.to ? link.to(me) : [path];
    return addresses.map((to) => ({ to, words: link.words }));
  });
}

/** A page that is fetched when somebody opens it. */
function later<Name extends string, Props>(
  load: () => Promise<Record<Name, ComponentType<Props>>>,
  name: Name,
): LazyExoticComponent<ComponentType<Props>> {
  return lazy(async () => ({ default: (await load())[name] }));
}

function signedIn(draw: (me: Me) => ReactNode): Screen['draw'] {
  return (me) => (me ? draw(me) : null);
}
