/**
 * Who goes where in the gallery: every page of the web, by somebody it is for, in the demonstration's
 * cases. `at` is a path, or finds one by asking the API as that person.
 *
 * @typedef {(path: string) => Promise<any>} Ask
 * @typedef {{ name: string, login: string | null, screen: string, at: string | ((ask: Ask) => Promise<string>) }} Visit
 */

/** A case of the demonstration by its title, which the person sees; a part of it or a form in it. */
const titled =
  (title, place = '') =>
  async (ask, name) => {
    const { items } = await ask(`/cases?search=${encodeURIComponent(`"${title}"`)}`);
    const found = items.find((item) => item.title === title);
    return `/cases/${idOf(found, name)}${place}`;
  };

/** The first case on the list of who sees no titles. */
const first = (place) => async (ask, name) =>
  `/cases/${idOf((await ask('/cases?limit=1')).items[0], name)}${place}`;

/** An audit to look into, begun as an auditor begins one. */
export async function beginAudit(page) {
  await page.getByRole('link', { name: 'Revisjon', exact: true }).click();
  // The page one comes from stands until the next is here, and has a field too.
  await page.getByRole('heading', { level: 1, name: 'Revisjon' }).waitFor();
  await page.getByRole('textbox').first().fill('Saker over fristen');
  await page.getByRole('textbox').first().press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Oversikt' }).waitFor();
}

/** A page of the auditor's newest audit. */
const inAudit = (path) => async (ask, name) => {
  const { items } = await ask('/audits?limit=1');
  return `/audits/${idOf(items[0], name)}${path}`;
};

const caseInAudit = (path) => async (ask, name) => {
  const { items } = await ask('/audits?limit=1');
  const cases = await ask('/cases?limit=1');
  return `/audits/${idOf(items[0], name)}/cases/${idOf(cases.items[0], name)}${path}`;
};

const atCase = '/cases/$id/{-$part}';

/** @type {Visit[]} */
export const visits = [
  { name: 'signed-out', login: null, screen: '/', at: '/' },
  { name: 'public-journal', login: null, screen: '/journal', at: '/journal' },
  { name: 'public-register', login: null, screen: '/register', at: '/register' },
  {
    name: 'public-statistics',
    login: null,
    screen: '/public-statistics',
    at: '/public-statistics',
  },
  { name: 'not-found', login: 'soker', screen: '$', at: '/no-such-page' },

  { name: 'applicant-list', login: 'soker', screen: '/', at: '/' },
  {
    name: 'applicant-route',
    login: 'soker',
    screen: '/apply',
    at: '/apply?what=individual-level&tables=no&research=yes&consent=none&registries=several',
  },
  {
    name: 'applicant-draft',
    login: 'soker',
    screen: atCase,
    at: titled('Hofteprotese og reinnleggelse'),
  },
  {
    name: 'applicant-submitted',
    login: 'soker',
    screen: atCase,
    at: titled('Slag hos unge voksne'),
  },
  {
    name: 'applicant-refused',
    login: 'soker',
    screen: atCase,
    at: titled('Data til sal av helseapp'),
  },
  {
    name: 'applicant-in-use',
    login: 'soker2',
    screen: atCase,
    at: titled('Fødselsvekt og skolestart'),
  },
  {
    name: 'applicant-form',
    login: 'soker',
    screen: atCase,
    at: titled('Hofteprotese og reinnleggelse', '?command=edit-draft'),
  },
  {
    name: 'applicant-review',
    login: 'soker',
    screen: atCase,
    at: titled('Hofteprotese og reinnleggelse', '?command=submit'),
  },
  {
    name: 'applicant-application',
    login: 'soker',
    screen: atCase,
    at: titled('Slag hos unge voksne', '/application'),
  },
  {
    name: 'applicant-documents',
    login: 'soker',
    screen: atCase,
    at: titled('Slag hos unge voksne', '/documents'),
  },
  {
    name: 'applicant-time',
    login: 'soker',
    screen: atCase,
    at: titled('Slag hos unge voksne', '/time'),
  },
  {
    name: 'applicant-appeal',
    login: 'soker',
    screen: atCase,
    at: titled('Data til sal av helseapp', '?command=lodge-appeal'),
  },
  {
    name: 'applicant-final-report',
    login: 'soker2',
    screen: atCase,
    at: titled('Fødselsvekt og skolestart', '?command=submit-final-report'),
  },
  { name: 'notices', login: 'soker', screen: '/notices', at: '/notices' },
  { name: 'sessions', login: 'soker', screen: '/sessions', at: '/sessions' },
  { name: 'join', login: 'soker', screen: '/join', at: '/join' },
  { name: 'join-project', login: 'soker', screen: '/invitations', at: '/invitations' },

  { name: 'worklist', login: 'saksbehandler', screen: '/', at: '/' },
  { name: 'worklist-overdue', login: 'saksbehandler', screen: '/', at: '/?overdue=true' },
  {
    name: 'caseworker-new',
    login: 'saksbehandler',
    screen: atCase,
    at: titled('Svangerskap og seinare hjartesjukdom'),
  },
  {
    name: 'caseworker-advice',
    login: 'saksbehandler',
    screen: atCase,
    at: titled('Slag hos unge voksne'),
  },
  {
    name: 'caseworker-delivery',
    login: 'saksbehandler',
    screen: atCase,
    at: titled('Fødselsvekt og skolestart'),
  },
  {
    name: 'caseworker-assessment',
    login: 'saksbehandler',
    screen: atCase,
    at: titled('Slag hos unge voksne', '/assessment'),
  },
  {
    name: 'caseworker-application',
    login: 'saksbehandler',
    screen: atCase,
    at: titled('Slag hos unge voksne', '/application'),
  },
  {
    name: 'caseworker-time',
    login: 'saksbehandler',
    screen: atCase,
    at: titled('Slag hos unge voksne', '/time'),
  },
  {
    name: 'caseworker-log',
    login: 'saksbehandler',
    screen: atCase,
    at: titled('Slag hos unge voksne', '/log'),
  },
  {
    name: 'caseworker-documents',
    login: 'saksbehandler',
    screen: atCase,
    at: titled('Slag hos unge voksne', '/documents'),
  },
  {
    name: 'caseworker-criterion',
    login: 'saksbehandler',
    screen: atCase,
    at: titled('Slag hos unge voksne', '?command=assess-criterion'),
  },
  {
    name: 'caseworker-comparison',
    login: 'saksbehandler',
    screen: atCase,
    at: titled('Slag hos unge voksne', '?command=compare-with-rek'),
  },
  {
    name: 'caseworker-information',
    login: 'saksbehandler',
    screen: atCase,
    at: titled('Slag hos unge voksne', '?command=request-information'),
  },
  {
    name: 'caseworker-decision',
    login: 'saksbehandler',
    screen: atCase,
    at: titled('Slag hos unge voksne', '?command=draft-access-decision'),
  },
  {
    name: 'caseworker-delivery-part',
    login: 'saksbehandler',
    screen: atCase,
    at: titled('Fødselsvekt og skolestart', '/delivery'),
  },
  {
    name: 'caseworker-linkage',
    login: 'saksbehandler',
    screen: atCase,
    at: titled('Fødselsvekt og skolestart', '?command=order-linkage'),
  },
  { name: 'dispatch', login: 'saksbehandler', screen: '/dispatch', at: '/dispatch' },
  { name: 'deliveries', login: 'saksbehandler', screen: '/deliveries', at: '/deliveries' },
  { name: 'disclosures', login: 'saksbehandler', screen: '/disclosures', at: '/disclosures' },
  { name: 'statistics', login: 'saksbehandler', screen: '/statistics', at: '/statistics' },
  { name: 'watched-register', login: 'saksbehandler', screen: '/publication', at: '/publication' },
  {
    name: 'decision-maker-exemption',
    login: 'beslutter',
    screen: atCase,
    at: titled('Anticoagulants after stroke: safety in everyday use'),
  },
  {
    name: 'decision-maker-access',
    login: 'beslutter',
    screen: atCase,
    at: titled('Dødelighet etter hjerneslag i distriktene'),
  },
  {
    name: 'decision-maker-signs',
    login: 'beslutter',
    screen: atCase,
    at: titled('Dødelighet etter hjerneslag i distriktene', '?command=sign-access-grant'),
  },

  { name: 'rek-list', login: 'rek', screen: '/', at: '/' },
  { name: 'rek-case', login: 'rek', screen: atCase, at: titled('Tidlig oppdaget lungekreft') },
  {
    name: 'rek-approval',
    login: 'rek',
    screen: atCase,
    at: titled('Tidlig oppdaget lungekreft', '?command=record-rek-approval'),
  },
  { name: 'adviser-case', login: 'radgiver-hjerneslag', screen: atCase, at: first('') },
  {
    name: 'registry-timeline',
    login: 'radgiver-npr',
    screen: '/timelines/registries/$id',
    at: '/timelines/registries/norsk-pasientregister',
  },
  { name: 'deliverer-deliveries', login: 'levering-npr', screen: '/deliveries', at: '/deliveries' },
  {
    name: 'deliverer-case',
    login: 'levering-npr',
    screen: atCase,
    at: first('/delivery'),
  },
  { name: 'registry-keys', login: 'levering-npr', screen: '/registry-keys', at: '/registry-keys' },
  { name: 'custodian-list', login: 'kobling', screen: '/', at: '/' },

  { name: 'audits', login: 'revisor', screen: '/audits', at: '/audits' },
  { name: 'audit-overview', login: 'revisor', screen: '/audits/$auditId', at: inAudit('') },
  {
    name: 'audit-cases',
    login: 'revisor',
    screen: '/audits/$auditId/cases',
    at: inAudit('/cases'),
  },
  {
    name: 'audit-case',
    login: 'revisor',
    screen: '/audits/$auditId/cases/$caseId',
    at: caseInAudit(''),
  },
  {
    name: 'audit-case-log',
    login: 'revisor',
    screen: '/audits/$auditId/cases/$caseId/log',
    at: caseInAudit('/log'),
  },
  {
    name: 'audit-samples',
    login: 'revisor',
    screen: '/audits/$auditId/samples',
    at: inAudit('/samples'),
  },
  {
    name: 'audit-exports',
    login: 'revisor',
    screen: '/audits/$auditId/exports',
    at: inAudit('/exports'),
  },
  {
    name: 'audit-readings',
    login: 'revisor',
    screen: '/audits/$auditId/readings',
    at: inAudit('/readings'),
  },
  { name: 'insights', login: 'revisor', screen: '/insights', at: '/insights' },
  { name: 'service-timeline', login: 'revisor', screen: '/timelines', at: '/timelines' },
  { name: 'activity-report', login: 'revisor', screen: '/activity-report', at: '/activity-report' },
  { name: 'people', login: 'forvalter', screen: '/people', at: '/people' },
  { name: 'exports', login: 'forvalter', screen: '/exports', at: '/exports' },
  {
    name: 'registry-systems',
    login: 'forvalter',
    screen: '/registry-systems',
    at: '/registry-systems',
  },
];

function idOf(found, name) {
  if (!found) throw new Error(`The demonstration has nothing to show as ${name}`);
  return found.id ?? found.auditId;
}
