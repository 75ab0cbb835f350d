import { readFileSync } from 'node:fs';
import { CaseService, checksFor, osloDate } from '../../dist/libs/cases/src/index.js';
import { criteriaInForce } from '../../dist/libs/letters/src/index.js';
import { actorOf } from '../../dist/libs/parties/src/index.js';
import { SystemClock } from '../../dist/libs/platform/src/index.js';

const application = {
  ...JSON.parse(readFileSync('data/demo/application.json', 'utf8')),
  projectEndsOn: '2039-12-31',
  accessPeriod: { fromOn: '2037-01-01', toOn: '2039-01-01' },
};
const [npr, dar, stroke] = [
  'norsk-pasientregister',
  'dodsarsaksregisteret',
  'norsk-hjerneslagregister',
];
const ownIds = [npr, dar];
const today = osloDate(new Date());
const agrees = { approval: 'Som i vedtaket', protocol: 'Som i protokollen', matches: true };

const steps = [
  ['soker', { type: 'edit-draft', application }],
  ['soker', { type: 'submit' }],
  ['saksbehandler', { type: 'take-case', isImpartial: true }],
  ['beslutter', { type: 'declare-impartial' }],
  [
    'saksbehandler',
    {
      type: 'answer-screening-items',
      items: checksFor('individual-level', 'caseworker').map((item) => ({ item, answer: 'yes' })),
    },
  ],
  ['saksbehandler', { type: 'find-complete' }],
  ['saksbehandler', { type: 'require-rek', reason: 'Medisinsk forskning' }],
  ['saksbehandler', { type: 'forward-to-rek' }],
  ['rek', { type: 'acknowledge-at-rek' }],
  [
    'rek',
    {
      type: 'record-rek-approval',
      rekReference: '812345',
      decidedOn: '2026-01-10',
      validUntilOn: '2039-12-31',
    },
  ],
  [
    'saksbehandler',
    {
      type: 'compare-with-rek',
      ...Object.fromEntries(
        ['purpose', 'sources', 'variables', 'period', 'persons'].map((point) => [point, agrees]),
      ),
    },
  ],
  ...assessed('hrl-19e', 'hrl-19e'),
  ...assessed('access', 'hrl-19a'),
  [
    'saksbehandler',
    {
      type: 'propose-exemption',
      legalBasis: 'hrl-19e',
      sources: ownIds.map((registryId) => ({
        registryId,
        isGranted: true,
        reason: 'Samtykke lar seg ikke innhente',
      })),
      facts: 'Utvalget er på 70 000 personer.',
      considerations: 'Bruken er av vesentlig interesse for samfunnet.',
      conditions: [],
    },
  ],
  ['beslutter', { type: 'sign-exemption', legalBasis: 'hrl-19e' }],
  [
    'saksbehandler',
    {
      type: 'record-controller-grant',
      registryId: stroke,
      decidedOn: '2026-01-15',
      controllerReference: '2026/112',
    },
  ],
  [
    'saksbehandler',
    {
      type: 'propose-access-decision',
      sources: ownIds.map((registryId) => ({
        registryId,
        isGranted: true,
        reason: 'Nødvendig for formålet',
        variables: application.sources
          .filter((each) => each.registryId === registryId)
          .flatMap(({ variables }) => variables)
          .map(({ name }) => ({ name, isGranted: true })),
      })),
      facts: 'Søknaden gjelder voksne med hjerneslag.',
      considerations: 'Nytten veier tyngre enn ulempen.',
      conditions: [],
      permitEndsOn: '2039-01-01',
    },
  ],
];

function assessed(decisionObject, basis) {
  return criteriaInForce(basis, today).criteria.map(({ id }) => [
    'saksbehandler',
    {
      type: 'assess-criterion',
      decisionObject,
      criterion: id,
      isMet: true,
      reason: 'Vurdert ut fra søknaden',
    },
  ]);
}

/** Cases in which a decision is proposed and nothing is left but to sign it, made by commands. */
export async function proposeDecisions(db, issuer, count) {
  const cases = new CaseService(db, new SystemClock());
  const people = {};
  for (const login of ['soker', 'saksbehandler', 'beslutter', 'rek']) {
    people[login] = await actorOf(db.pool, issuer, login);
  }
  const ids = [];
  await inParallel(8, Array.from({ length: count }), async () => {
    const id = await cases.create(people.soker, { language: 'nb' });
    let version = 1;
    for (const [login, command] of steps) {
      ({ version } = await cases.execute(id, { ...command, version }, people[login]));
    }
    ids.push(id);
  });
  return ids;
}

export async function inParallel(width, items, work) {
  const queue = [...items];
  await Promise.all(
    Array.from({ length: width }, async () => {
      while (queue.length > 0) await work(queue.pop());
    }),
  );
}
