import { readFileSync } from 'node:fs';
import { addDays, CaseService, checksFor } from '../../dist/libs/cases/src/index.js';
import { criteriaInForce } from '../../dist/libs/letters/src/index.js';
import { actorOf } from '../../dist/libs/parties/src/index.js';

const read = (name) => JSON.parse(readFileSync(`data/demo/${name}.json`, 'utf8'));
const forms = { 'individual-level': read('application'), statistics: read('statistics-request') };

export const npr = 'norsk-pasientregister';
export const dar = 'dodsarsaksregisteret';
/** Its controller decides itself. */
export const stroke = 'norsk-hjerneslagregister';

const startsOn = '2025-02-03';
const sha256 = 'a'.repeat(64);
const reason = 'Vurdert ut fra søknaden';
const system = { personId: null, name: 'Tilgang', roles: [{ role: 'system', registryId: null }] };

/**
 * The histories that ten million events are made of: what became of the application, how often it
 * came to that among a hundred, of which registries.
 */
const courses = [
  { ends: 'submitted', share: 3, registryIds: [npr] },
  { ends: 'in-assessment', share: 4, registryIds: [npr, dar] },
  { ends: 'withdrawn', share: 7, registryIds: [npr] },
  { ends: 'refused', share: 6, registryIds: [npr, dar] },
  { ends: 'awaiting-delivery', share: 3, registryIds: [npr, dar] },
  { ends: 'delivered', share: 22, registryIds: [npr] },
  { ends: 'delivered', share: 10, registryIds: [npr], isAsked: true },
  { ends: 'delivered', share: 12, registryIds: [npr, dar], isLinked: true },
  { ends: 'delivered', share: 8, registryIds: [npr, dar, stroke], isLinked: true },
  { ends: 'delivered', share: 20, kind: 'statistics', registryIds: [npr] },
  { ends: 'submitted', share: 5, kind: 'statistics', registryIds: [npr] },
];

/**
 * Plays each course some times, with other waits each time, by the commands of its people on clocks
 * that stand where the cases are. All go on to their next day before one of them has another.
 *
 * @param {(commands: number) => Promise<void>} [afterDay] after a day of all of them
 * @returns {Promise<{ id: string, share: number }[]>}
 */
export async function playHistories(db, issuer, { chance, times, afterDay }) {
  const people = { system };
  const logins = ['soker', 'saksbehandler', 'beslutter', 'rek', 'kobling'];
  for (const login of [...logins, ...Object.values(deliverers)]) {
    people[login] = await actorOf(db.pool, issuer, login);
  }
  const players = [];
  for (const course of courses) {
    for (let time = 0; time < times; time++) {
      players.push(await playerOf(db, people, course, chance));
    }
  }
  for (let playing = players; playing.length > 0;) {
    let commands = 0;
    for (const player of playing) commands += await player.nextDay();
    await afterDay?.(commands);
    playing = playing.filter(({ isOver }) => !isOver());
  }
  return players.map(({ id, share }) => ({ id, share: share / times }));
}

async function playerOf(db, people, course, chance) {
  const { kind = 'individual-level', share } = course;
  const clock = { at: timeOn(startsOn), now: () => Promise.resolve(clock.at) };
  const cases = new CaseService(db, clock);
  const id = await cases.create(people.soker, { language: 'nb', kind });
  const steps = stepsOf({ ...course, kind });
  let on = startsOn;
  let version = 1;
  return {
    id,
    share,
    isOver: () => steps.length === 0,
    async nextDay() {
      let commands = 0;
      for (let step = steps.shift(); step?.command; step = steps.shift()) {
        const command = { ...step.command(on, await caseOf(db, id)), version };
        ({ version } = await cases.execute(id, command, people[step.by]));
        commands += 1;
        if (steps[0]?.days) break;
      }
      const { days: wait } = steps[0] ?? {};
      if (wait) {
        steps.shift();
        on = addDays(on, Math.max(1, Math.round(wait * (0.3 + 2 * chance() ** 2))));
        clock.at = timeOn(on);
      }
      return commands;
    },
  };
}

async function caseOf(db, id) {
  const { rows } = await db.pool.query('SELECT tracks FROM access_case WHERE id = $1', [id]);
  return rows[0];
}

/** Somebody's commands on one day; what depends on the day is a function of it. */
const does = (by, ...commands) =>
  commands.map((command) => ({
    by,
    command: typeof command === 'function' ? command : () => command,
  }));
const days = (count) => [{ days: count }];

function stepsOf(course) {
  const { kind, ends, registryIds, isAsked, isLinked } = course;
  const own = registryIds.filter((id) => id !== stroke);
  return [
    ...does('soker', { type: 'edit-draft', application: formFor(course) }, { type: 'submit' }),
    ...(ends === 'submitted' ? [] : assessed({ kind, registryIds, isAsked })),
    ...(ends === 'withdrawn'
      ? [...days(20), ...does('soker', { type: 'withdraw', reason: 'Prosjektet er lagt ned' })]
      : []),
    ...(ends === 'refused' ? decided(course, own, false) : []),
    ...(['awaiting-delivery', 'delivered'].includes(ends) ? decided(course, own, true) : []),
    ...(isLinked ? linked(registryIds) : []),
    ...(ends === 'awaiting-delivery'
      ? [...linked(registryIds), ...days(3), ...ordered(registryIds[0])]
      : []),
    ...(ends === 'delivered' ? registryIds.flatMap((id) => delivered(id, kind)) : []),
  ];
}

function formFor({ kind = 'individual-level', registryIds }) {
  const form = forms[kind];
  return {
    ...form,
    sources: form.sources.filter(({ registryId }) => registryIds.includes(registryId)),
    ...(kind === 'individual-level' && {
      projectEndsOn: '2039-12-31',
      accessPeriod: { fromOn: '2037-01-01', toOn: '2039-01-01' },
      linkageMethod: registryIds.length > 1 ? 'identity-number' : 'none',
    }),
  };
}

function assessed({ kind, registryIds, isAsked }) {
  const items = checksFor(kind, 'caseworker').map((item) => ({ item, answer: 'yes' }));
  return [
    ...days(6),
    ...does('saksbehandler', { type: 'take-case', isImpartial: true }),
    ...does('beslutter', { type: 'declare-impartial' }),
    ...(isAsked ? asked() : []),
    ...days(4),
    ...does('saksbehandler', { type: 'answer-screening-items', items }, { type: 'find-complete' }),
    ...(kind === 'individual-level' ? ethics(registryIds.length > 1) : []),
  ];
}

function asked() {
  return [
    ...does('saksbehandler', {
      type: 'request-information',
      fields: [{ field: 'purpose', comment: 'Hva skal undersøkes?' }],
    }),
    ...days(8),
    ...does(
      'soker',
      (_, accessCase) => ({
        type: 'answer-information-field',
        requestId: requestIn(accessCase),
        field: 'purpose',
        value: 'Hvem får slag igjen?',
      }),
      (_, accessCase) => ({ type: 'send-information', requestId: requestIn(accessCase) }),
    ),
  ];
}

function requestIn({ tracks }) {
  return Object.keys(tracks.information)[0];
}

function ethics(isRequired) {
  if (!isRequired) {
    return does('saksbehandler', {
      type: 'find-rek-not-required',
      reason: 'Helsetjenesteforskning',
    });
  }
  const agrees = { approval: 'Som i vedtaket', protocol: 'Som i protokollen', matches: true };
  const points = ['purpose', 'sources', 'variables', 'period', 'persons'];
  return [
    ...does(
      'saksbehandler',
      { type: 'require-rek', reason: 'Medisinsk forskning' },
      { type: 'forward-to-rek' },
    ),
    ...days(2),
    ...does('rek', { type: 'acknowledge-at-rek' }),
    ...days(25),
    ...does('rek', (on) => ({
      type: 'record-rek-approval',
      rekReference: '812345',
      decidedOn: on,
      validUntilOn: '2039-12-31',
    })),
    ...does('saksbehandler', {
      type: 'compare-with-rek',
      ...Object.fromEntries(points.map((point) => [point, agrees])),
    }),
  ];
}

function decided({ kind, registryIds }, own, isGranted) {
  const basis = kind === 'statistics' ? 'hrl-19' : 'hrl-19a';
  const [unmet] = criteriaOf(basis, startsOn).slice(-1);
  const permitEndsOn = '2039-01-01';
  return [
    ...days(15),
    ...(kind === 'individual-level'
      ? does('saksbehandler', {
          type: 'find-exemption-not-needed',
          legalBasis: 'hrl-19e',
          exceptions: own.map((registryId) => ({
            registryId,
            exception: 'other-exception',
            reason: 'Et annet unntak gjelder',
          })),
        })
      : []),
    ...registryIds
      .filter((id) => !own.includes(id))
      .flatMap((registryId) =>
        does('saksbehandler', (on) => ({
          type: 'record-controller-grant',
          registryId,
          decidedOn: on,
          controllerReference: '2025/112',
        })),
      ),
    ...does(
      'saksbehandler',
      ...criteriaOf(basis, startsOn).map((criterion) => ({
        type: 'assess-criterion',
        decisionObject: 'access',
        criterion,
        isMet: isGranted || criterion !== unmet,
        reason,
      })),
      {
        type: 'propose-access-decision',
        sources: own.map((registryId) => ({
          registryId,
          isGranted,
          reason,
          variables: variablesOf(kind, registryId).map((name) => ({ name, isGranted })),
        })),
        facts: 'Søknaden gjelder voksne med hjerneslag.',
        considerations: 'Nytten er veid mot ulempen.',
        conditions: [],
        ...(isGranted && { permitEndsOn }),
        ...(kind === 'statistics' && {
          statistics: {
            minimumCellSize: 5,
            deliveryRoute: 'Portalen',
            safeguards: 'Tall under fem vises ikke.',
          },
        }),
      },
    ),
    ...days(3),
    ...does('beslutter', { type: isGranted ? 'sign-access-grant' : 'sign-access-refusal' }),
    ...(isGranted ? does('saksbehandler', { type: 'issue-permit' }) : []),
  ];
}

function criteriaOf(basis, on) {
  return criteriaInForce(basis, on).criteria.map(({ id }) => id);
}

function variablesOf(kind, registryId) {
  const { variables } = forms[kind].sources.find((source) => source.registryId === registryId);
  return variables.map(({ name }) => name);
}

function linked(registryIds) {
  return [
    ...days(4),
    ...does('saksbehandler', { type: 'order-linkage', linker: 'Folkehelseinstituttet' }),
    ...does('kobling', { type: 'create-linkage-domain' }),
    ...does('system', { type: 'record-domain-created' }),
    ...registryIds.flatMap((registryId) => [
      ...days(9),
      ...does('system', {
        type: 'record-key-file',
        registryId,
        runId: '11111111-1111-4111-8111-111111111111',
        ...{ rows: 10, accepted: 8, repeated: 1, invalid: 1 },
        ...{ inputSha256: sha256, keyFileSha256: sha256 },
      }),
    ]),
    ...does('kobling', { type: 'complete-linkage' }),
  ];
}

const deliverers = {
  [npr]: 'levering-npr',
  [dar]: 'levering-dar',
  [stroke]: 'levering-hjerneslag',
};

function ordered(registryId) {
  return does('saksbehandler', { type: 'order-delivery', registryId });
}

function delivered(registryId, kind) {
  const by = deliverers[registryId];
  const deliveryId = `${registryId}.1`;
  const isStatistics = kind === 'statistics';
  return [
    ...ordered(registryId),
    ...days(5),
    ...does(by, (on) => ({ type: 'promise-delivery', deliveryId, promisedOn: addDays(on, 30) }), {
      type: 'start-preparation',
      deliveryId,
    }),
    ...days(20),
    ...does(
      by,
      { type: 'report-quality-check', deliveryId },
      {
        type: 'report-delivered',
        deliveryId,
        files: [{ name: 'data.csv', rowCount: 8, sha256 }],
        fileCount: 1,
        rowCount: 8,
        variables: variablesOf(kind, registryId),
        period: forms[kind].dataPeriod,
        handOver: isStatistics ? 'file-transfer' : 'secure-environment',
        ...(isStatistics && { handOverPlace: 'Filoverføring' }),
      },
    ),
    ...days(2),
    ...does('soker', { type: 'confirm-receipt', deliveryId }),
  ];
}

function timeOn(on) {
  return new Date(`${on}T09:00:00.000Z`);
}
