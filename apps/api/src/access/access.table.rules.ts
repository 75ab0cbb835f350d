import type { Role } from '#parties';
import type { Rule } from './access.verdict.js';

const office = ['caseworker', 'decision-maker', 'unit-leader', 'auditor'] as const;
const house: readonly Role[] = ['caseworker', 'decision-maker', 'unit-leader'];
/** Those who read what the office has of a case; insight is held in one case only. */
const readers: readonly Role[] = [...office, 'insight'];
/** Those who read the whole application. */
const whole: readonly Role[] = [...readers, 'applicant', 'rek-secretary'];
/** Those of them who send files: insight is for reading. */
const senders: readonly Role[] = [...office, 'applicant', 'rek-secretary'];
const party: readonly Role[] = [...readers, 'applicant'];

/** Whoever has to do with a case takes a copy of it along; insight is to read it where it is. */
const printers: readonly Role[] = [
  ...office,
  'applicant',
  'rek-secretary',
  'registry-adviser',
  'registry-delivery',
  'linkage-custodian',
];

const everybody = (because: string): Rule => ({ for: 'everybody', because });
const person = (sees: string): Rule => ({ for: 'person', sees });
const roles = (...held: readonly Role[]): Rule => ({ for: 'roles', roles: held });
const rolesOfOwn = (ofOwn: 'registry' | 'unit', ...held: readonly Role[]): Rule => ({
  for: 'roles',
  roles: held,
  ofOwn,
});
const inCase = (...held: readonly Role[]): Rule =>
  held.length === 0 ? { for: 'case' } : { for: 'case', roles: held };
const command: Rule = { for: 'command' };
const part = (of: string): Rule => ({ for: 'part', of });

const dispatchers = roles('caseworker', 'administrator');
const published = everybody('published by law');
const catalogue = person('the catalogue, the same for everybody');
const own = person('what is their own');
const inCasesSeen = person('what is in the cases they see');

/** Every endpoint of the API. One that is not here is refused, and fails the tests. */
export const accessTable: Readonly<Record<string, Rule>> = {
  'GET /api/v1/health': everybody('says only that the server is up'),
  'GET /.well-known/security.txt': everybody('whom to tell of a hole in the security'),
  'GET /api/v1/openapi.json': everybody('says how to ask, not what there is'),
  'GET /api/v1/sign-in': everybody('leads to the identity provider'),
  'GET /api/v1/sign-in/providers': everybody('says where one can sign in'),
  'GET /api/v1/sign-in/callback': everybody('comes back from the identity provider'),
  'POST /api/v1/sign-out': everybody('ends the session of whoever asks'),
  'GET /api/v1/demo/users': everybody('the people of a demonstration; never in production'),
  'GET /api/v1/demo/clock': person('the clock of a demonstration; never in production'),
  'POST /api/v1/demo/clock': person('the clock of a demonstration; never in production'),
  'GET /api/v1/demo/mail': own,
  'GET /api/v1/public/journal': published,
  'GET /api/v1/public/journal.xml': published,
  'GET /api/v1/public/register': published,
  'GET /api/v1/public/register/:id': published,
  'GET /api/v1/public/statistics': published,
  'GET /api/v1/public/statistics/:name': published,
  'GET /api/v1/open-data/catalog': published,

  'GET /api/v1/me': own,
  'GET /api/v1/me/sessions': own,
  'DELETE /api/v1/me/sessions': own,
  'DELETE /api/v1/me/sessions/:id': own,
  'PUT /api/v1/me/acting-role': own,
  'PATCH /api/v1/me/preferences': own,
  'PUT /api/v1/me/name': own,
  'GET /api/v1/me/notices': own,
  'POST /api/v1/me/notices/read': own,
  'GET /api/v1/me/absences': own,
  'POST /api/v1/me/absences': own,
  'DELETE /api/v1/me/absences/:id': own,
  'GET /api/v1/me/reservation': own,
  'PUT /api/v1/me/reservation': own,
  'GET /api/v1/colleagues': roles(...house),
  'GET /api/v1/people': roles('administrator'),
  'GET /api/v1/units': roles('administrator'),
  'GET /api/v1/role-changes': roles('administrator'),
  'PUT /api/v1/people/:id/roles': roles('administrator'),
  'DELETE /api/v1/people/:id/roles/:role': roles('administrator'),
  'GET /api/v1/role-invitations': roles('administrator'),
  'POST /api/v1/role-invitations': roles('administrator'),
  'DELETE /api/v1/role-invitations/:id': roles('administrator'),
  'POST /api/v1/role-invitations/:id/resend': roles('administrator'),
  'POST /api/v1/role-invitations/accept': person('the role that the token invites to'),
  'GET /api/v1/registry-systems': roles('administrator'),
  'POST /api/v1/registry-systems': roles('administrator'),
  'DELETE /api/v1/registry-systems/:id': roles('administrator'),
  'GET /api/v1/registries': catalogue,
  'PUT /api/v1/registries/:id/recipient-key': rolesOfOwn('registry', 'registry-delivery'),
  'GET /api/v1/registries/:id/variables': catalogue,
  'POST /api/v1/registries/:id/variables': roles('administrator'),
  'GET /api/v1/registries/:id/variables/:variableId': catalogue,
  'GET /api/v1/forms': catalogue,
  'GET /api/v1/forms/:version': catalogue,
  'GET /api/v1/forms/:version/schema.json': catalogue,
  'GET /api/v1/schemas/delivery-order': catalogue,
  'GET /api/v1/price-lists': catalogue,
  'POST /api/v1/price-lists': roles('administrator'),
  'GET /api/v1/rules': roles('administrator', 'caseworker', 'decision-maker', 'auditor'),
  'GET /api/v1/rule-dates': catalogue,
  'PUT /api/v1/rule-dates/:rule': roles('administrator'),
  'GET /api/v1/settings': roles('administrator', 'auditor', 'caseworker', 'decision-maker'),
  'POST /api/v1/settings': roles('administrator'),

  'GET /api/v1/cases': inCasesSeen,
  'POST /api/v1/cases': roles('applicant'),
  'POST /api/v1/cases/import': roles('applicant'),
  'GET /api/v1/drafts': own,
  'POST /api/v1/registrations': roles('caseworker'),
  'POST /api/v1/invitations/accept': person('the case that the token invites to'),
  'GET /api/v1/workspace': own,
  'GET /api/v1/worklist/queues': inCasesSeen,
  'GET /api/v1/worklist/filters': own,
  'POST /api/v1/worklist/filters': own,
  'DELETE /api/v1/worklist/filters/:id': own,

  'GET /api/v1/cases/:id': inCase(),
  'GET /api/v1/cases/:id/insight': { for: 'house' },
  'POST /api/v1/cases/:id/insight': { for: 'house' },
  'GET /api/v1/cases/:id/timeline': inCase(),
  'GET /api/v1/cases/:id/clocks': inCase(),
  'GET /api/v1/cases/:id/related': inCase(...whole),
  'GET /api/v1/cases/:id/difference': inCase(...whole),
  'GET /api/v1/cases/:id/completeness': inCase(...whole),
  'GET /api/v1/cases/:id/application.json': inCase(...whole),
  'GET /api/v1/cases/:id/application.pdf': inCase(
    ...whole,
    'registry-adviser',
    'registry-delivery',
  ),
  'GET /api/v1/cases/:id/application-versions': inCase(...whole),
  'GET /api/v1/cases/:id/application-versions/difference': inCase(...whole),
  'GET /api/v1/cases/:id/application-versions/:number': inCase(...whole),
  'POST /api/v1/cases/:id/presence': inCase('applicant'),
  'POST /api/v1/cases/:id/variable-list': inCase('applicant'),
  'POST /api/v1/cases/:id/clones': inCase('applicant'),
  'POST /api/v1/cases/:id/registrations': inCase('caseworker'),
  'GET /api/v1/cases/:id/appeals/:appealId/documents': inCase(),
  'GET /api/v1/cases/:id/screening': inCase(...readers),
  'GET /api/v1/cases/:id/assessment': inCase(...readers),
  'GET /api/v1/cases/:id/rek-comparison': inCase(...readers),
  'GET /api/v1/cases/:id/attachments': inCase(...whole),
  'POST /api/v1/cases/:id/attachments/files': inCase(...senders),
  'GET /api/v1/cases/:id/attachments/files/:fileId': inCase(...senders),
  'GET /api/v1/cases/:id/attachments/:fileId': inCase(...whole),
  'OPTIONS /api/v1/cases/:id/uploads': person('how to send files, the same for everybody'),
  'POST /api/v1/cases/:id/uploads': inCase(...senders),
  'HEAD /api/v1/cases/:id/uploads/:uploadId': inCase(...senders),
  'PATCH /api/v1/cases/:id/uploads/:uploadId': inCase(...senders),
  'DELETE /api/v1/cases/:id/uploads/:uploadId': inCase(...senders),
  'POST /api/v1/cases/:id/prints': inCase(...printers),
  'GET /api/v1/cases/:id/prints/:printId': inCase(...printers),
  'GET /api/v1/cases/:id/prints/:printId/file.pdf': inCase(...printers),
  'GET /api/v1/cases/:id/archive': inCase(...office),
  'GET /api/v1/cases/:id/journal': inCase(...readers),
  'POST /api/v1/cases/:id/journal/:number/exemption': inCase('caseworker'),
  'GET /api/v1/cases/:id/messages': inCase(...party),
  'POST /api/v1/cases/:id/messages/read': inCase(...party),
  'GET /api/v1/cases/:id/notes': inCase(...party),
  'GET /api/v1/cases/:id/invoice': inCase(...party),
  'POST /api/v1/cases/:id/commands/:name': command,
  'POST /api/v1/cases/:id/commands/:name/preview': command,
  'POST /api/v1/cases/:id/commands/:name/preview/pdf': command,
  'GET /api/v1/cases/:id/linkage/progress': inCase(
    ...readers,
    'linkage-custodian',
    'registry-delivery',
  ),
  'POST /api/v1/cases/:id/linkage/tickets': inCase('linkage-custodian', 'registry-delivery'),
  'GET /api/v1/cases/:id/deliveries/:deliveryId/order': inCase(),

  'GET /api/v1/letters/:id/pdf': part('the case, for whom it is addressed to and for the office'),
  'GET /api/v1/decisions/:id': part('the case, for those who see the decision'),
  'GET /api/v1/decisions/:id/card': part('the case, for those who see the decision'),
  'GET /api/v1/permits/:id': part('the case, for those who see the permit'),
  'GET /api/v1/permits/:id/versions': part('the case, for those who see the permit'),
  'GET /api/v1/permits/:id/events': part('the case, for those who see the permit'),
  'GET /api/v1/permits/:id/handover': part('the case, for those who see the permit'),
  'GET /api/v1/permits/:id/content': part('the case, for those who see the permit'),
  'GET /api/v1/register/entries/:id': part('the case, for the office'),
  'POST /api/v1/register/entries/:id/release': part('the case, for the caseworker'),
  'POST /api/v1/register/entries/:id/corrections': part('the case, for the caseworker'),

  'GET /api/v1/dead-letters': dispatchers,
  'POST /api/v1/letters/:id/resend': dispatchers,
  'GET /api/v1/print-packages': dispatchers,
  'POST /api/v1/print-packages': dispatchers,
  'GET /api/v1/print-packages/:id/zip': dispatchers,
  'POST /api/v1/print-packages/:id/posted': dispatchers,
  'GET /api/v1/recipient-contacts': dispatchers,
  'PUT /api/v1/recipient-contacts': roles('administrator'),

  'GET /api/v1/deliveries': roles(...office, 'registry-delivery'),
  'GET /api/v1/disclosures': roles(
    'auditor',
    'caseworker',
    'unit-leader',
    'registry-delivery',
    'applicant',
  ),
  'GET /api/v1/disclosures/export.csv': roles(
    'auditor',
    'caseworker',
    'unit-leader',
    'registry-delivery',
    'applicant',
  ),
  'GET /api/v1/statistics': roles(...office, 'administrator'),
  'GET /api/v1/statistics/:name': roles(...office, 'administrator'),
  'GET /api/v1/timelines/service': roles('auditor', 'administrator'),
  'GET /api/v1/timelines/registries/:registryId': rolesOfOwn(
    'registry',
    'auditor',
    'administrator',
    'registry-adviser',
    'registry-delivery',
  ),
  'GET /api/v1/timelines/units/:unitId': rolesOfOwn(
    'unit',
    'auditor',
    'administrator',
    'unit-leader',
  ),
  'GET /api/v1/activity-report': roles('administrator', 'auditor'),
  'GET /api/v1/register/entries': roles(...office, 'administrator'),

  'GET /api/v1/insights': roles('auditor', 'unit-leader', 'caseworker'),

  'POST /api/v1/audits': roles('auditor'),
  'GET /api/v1/audits': roles('auditor'),
  'GET /api/v1/audits/readings': roles('auditor'),
  'GET /api/v1/audits/:auditId/cases': roles('auditor'),
  'POST /api/v1/audits/:auditId/searches': roles('auditor'),
  'GET /api/v1/audits/:auditId/cases/:id': roles('auditor'),
  'GET /api/v1/audits/:auditId/cases/:id/log': roles('auditor'),
  'GET /api/v1/audits/:auditId/figures': roles('auditor'),
  'POST /api/v1/audits/:auditId/samples': roles('auditor'),
  'GET /api/v1/audits/:auditId/samples': roles('auditor'),
  'GET /api/v1/audits/:auditId/samples/:id': roles('auditor'),
  'POST /api/v1/exports': roles('auditor', 'administrator'),
  'GET /api/v1/exports': roles('auditor', 'administrator'),
  'GET /api/v1/exports/:id': roles('auditor', 'administrator'),
  'GET /api/v1/exports/:id/file': roles('auditor', 'administrator'),
};
