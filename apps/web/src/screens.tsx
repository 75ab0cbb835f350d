import type { LinkProps } from '@tanstack/react-router';
import { heldBy } from './addresses';
import type { Me } from './api/types';
import { loads } from './loads';
import { isApplicant } from './pages/apply/applicant';
import { readsActivityReport } from './pages/activity-report/reader';
import { isAuditor, isExporter } from './pages/audits/auditor';
import { followsDeliveries, readsDisclosures } from './pages/deliveries/followers';
import { isDispatcher } from './pages/dispatch/dispatcher';
import { seesInsights } from './pages/insights/house';
import { NotFound } from './pages/NotFound';
import { isAdministrator } from './pages/people/administrator';
import { registriesOf } from './pages/registry/deliverer';
import { isReader } from './pages/statistics/reader';
import { seesTimelines, timelineRegistries } from './pages/timelines/overseer';
import { isOpenTo, later, screen } from './screen';

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
const auditRoom = () => import('./pages/audits/AuditRoom');
const timelinePage = () => import('./pages/timelines/TimelinePage');
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
export const screens = [
  screen({
    path: '/',
    isFor: 'everybody',
    holds: heldBy.worklist,
    page: Worklist,
    load: loads.worklist,
  }),
  screen({ path: '/apply', isFor: isApplicant, holds: heldBy.apply, page: Apply }),
  screen({
    path: '/cases/$id/{-$part}',
    isFor: 'everybody',
    holds: heldBy.case,
    page: CasePage,
    load: loads.case,
  }),
  screen({ path: '/notices', isFor: 'everybody', holds: heldBy.notices, page: Notices }),
  screen({ path: '/sessions', isFor: 'everybody', page: Sessions }),
  screen({ path: '/join', isFor: 'everybody', page: Join }),
  screen({ path: '/invitations', isFor: 'everybody', page: JoinProject }),
  screen({
    path: '/dispatch',
    isFor: isDispatcher,
    link: { from: 'top', words: 'dispatch.title' },
    holds: heldBy.dispatch,
    page: Dispatch,
  }),
  screen({
    path: '/deliveries',
    isFor: followsDeliveries,
    link: { from: 'top', words: 'deliveries.title' },
    holds: heldBy.deliveries,
    page: Deliveries,
  }),
  screen({
    path: '/disclosures',
    isFor: readsDisclosures,
    link: { from: 'top', words: 'disclosures.title' },
    holds: heldBy.disclosures,
    page: Disclosures,
  }),
  screen({
    path: '/registry-keys',
    isFor: (me) => registriesOf(me).length > 0,
    link: { from: 'top', words: 'registry-key.title' },
    page: RegistryKeys,
  }),
  screen({
    path: '/statistics',
    isFor: isReader,
    link: { from: 'top', words: 'statistics.title' },
    holds: heldBy.statistics,
    page: Statistics,
  }),
  screen({
    path: '/timelines/registries/$id',
    isFor: (me) => seesTimelines(me) || timelineRegistries(me).length > 0,
    link: {
      from: 'top',
      words: 'timelines.own',
      to: (me) => timelineRegistries(me).map((id) => `/timelines/registries/${id}`),
    },
    holds: heldBy.timelines,
    page: later(timelinePage, 'RegistryTimeline'),
  }),
  screen({
    path: '/timelines',
    isFor: seesTimelines,
    link: { from: 'top', words: 'timelines.link' },
    holds: heldBy.timelines,
    page: later(timelinePage, 'ServiceTimeline'),
  }),
  screen({
    path: '/timelines/units/$id',
    isFor: seesTimelines,
    holds: heldBy.timelines,
    page: later(timelinePage, 'UnitTimeline'),
  }),
  screen({
    path: '/audits',
    isFor: isAuditor,
    link: { from: 'top', words: 'audit.title' },
    page: later(auditRoom, 'Audits'),
    load: loads.audits,
  }),
  screen({
    path: '/audits/$auditId',
    isFor: isAuditor,
    holds: heldBy.overview,
    page: later(auditRoom, 'Overview'),
    load: loads.overview,
  }),
  screen({
    path: '/audits/$auditId/figures',
    isFor: isAuditor,
    holds: heldBy.figures,
    page: later(auditRoom, 'FigureCases'),
  }),
  screen({
    path: '/audits/$auditId/cases',
    isFor: isAuditor,
    holds: heldBy.auditCases,
    page: later(auditRoom, 'AuditCases'),
  }),
  screen({
    path: '/audits/$auditId/cases/$caseId',
    isFor: isAuditor,
    holds: heldBy.picture,
    page: later(auditRoom, 'AuditCase'),
  }),
  screen({
    path: '/audits/$auditId/cases/$caseId/log',
    isFor: isAuditor,
    holds: heldBy.log,
    page: later(auditRoom, 'CaseLogPage'),
  }),
  screen({
    path: '/audits/$auditId/samples',
    isFor: isAuditor,
    page: later(auditRoom, 'Samples'),
  }),
  screen({
    path: '/audits/$auditId/samples/$sampleId',
    isFor: isAuditor,
    page: later(auditRoom, 'OneSample'),
  }),
  screen({
    path: '/audits/$auditId/exports',
    isFor: isAuditor,
    page: later(auditRoom, 'AuditExports'),
  }),
  screen({
    path: '/audits/$auditId/readings',
    isFor: isAuditor,
    holds: heldBy.readings,
    page: later(auditRoom, 'Readings'),
  }),
  screen({
    path: '/insights',
    isFor: seesInsights,
    link: { from: 'top', words: 'insights.title' },
    holds: heldBy.insights,
    page: Insights,
  }),
  screen({
    path: '/exports',
    isFor: isExporter,
    link: { from: 'top', words: 'export.title' },
    page: ServiceExports,
  }),
  screen({
    path: '/people',
    isFor: isAdministrator,
    link: { from: 'top', words: 'people.title' },
    holds: heldBy.people,
    page: People,
  }),
  screen({
    path: '/registry-systems',
    isFor: isAdministrator,
    link: { from: 'top', words: 'registry-system.title' },
    holds: heldBy.systems,
    page: RegistrySystems,
  }),
  screen({
    path: '/journal',
    isFor: 'anybody',
    link: { from: 'foot', words: 'public-journal.link' },
    holds: heldBy.journal,
    page: PublicJournal,
  }),
  screen({
    path: '/register',
    isFor: 'anybody',
    link: { from: 'foot', words: 'public-register.link' },
    holds: heldBy.register,
    page: PublicRegister,
  }),
  screen({ path: '/register/$id', isFor: 'anybody', page: RegisterEntryPage }),
  screen({
    path: '/public-statistics',
    isFor: 'anybody',
    link: { from: 'foot', words: 'public-statistics.title' },
    holds: heldBy.publicStatistics,
    page: PublicStatistics,
  }),
  screen({
    path: '/publication',
    isFor: isReader,
    link: { from: 'foot', words: 'watched-register.title' },
    holds: heldBy.publication,
    page: WatchedRegister,
  }),
  screen({
    path: '/activity-report',
    isFor: readsActivityReport,
    link: { from: 'foot', words: 'activity-report.title' },
    holds: heldBy.activityReport,
    page: ActivityReport,
  }),
  // Anywhere else a stranger is asked to sign in.
  screen({ path: '$', isFor: 'everybody', page: NotFound }),
] as const;

/** A page, as a link names it. */
export type Address = NonNullable<LinkProps['to']>;

/** Where one may go from the top or the foot of the page, and in which words. */
export function linksOf(me: Me | null, from: 'top' | 'foot'): { to: Address; words: string }[] {
  return screens.flatMap(({ path, isFor, link }) => {
    if (link?.from !== from || !isOpenTo(isFor, me)) return [];
    const addresses = me && link.to ? link.to(me) : [path];
    // The address of somebody's own is made above from a path of this table.
    return addresses.map((to) => ({ to: to as Address, words: link.words }));
  });
}
