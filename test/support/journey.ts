import applicationData from '../../data/demo/application.json' with { type: 'json' };
import statisticsData from '../../data/demo/statistics-request.json' with { type: 'json' };
import type { CaseCommand, Draft } from '#cases';
import type { CaseKind } from '../../libs/cases/src/case.model.js';
import { checksFor } from '../../libs/cases/src/form/checklist.rules.js';
import { criteriaInForce } from '../../libs/letters/src/rules/rule-book.rules.js';
import { type Actor, houseRoles, type Role } from '#parties';

type Versionless<Command> = Command extends { version: unknown } ? Omit<Command, 'version'> : never;
export type Step = { by: keyof typeof people; command: Versionless<CaseCommand> };

export const registryIds = {
  npr: 'norsk-pasientregister',
  dar: 'dodsarsaksregisteret',
  stroke: 'norsk-hjerneslagregister',
} as const;

const person = (number: number, name: string, ...roles: (readonly [Role, string?])[]): Actor => ({
  personId: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
  name,
  roles: roles.map(([role, registryId]) => ({ role, registryId: registryId ?? null })),
  // The house of the journey is one unit, but for who says otherwise.
  ...(roles.some(([role]) => houseRoles.includes(role)) && { unitId: 'individual-level' }),
});

/** One person per role, and one who holds two roles that must not meet in one decision. */
export const people = {
  applicant: person(1, 'Áile Čuoŧŧi Demosøker', ['applicant']),
  otherApplicant: person(2, 'Annen Demosøker', ['applicant']),
  caseworker: person(3, 'Demo Saksbehandler', ['caseworker']),
  decisionMaker: person(4, 'Demo Beslutter', ['decision-maker']),
  both: person(5, 'Demo Begge', ['caseworker'], ['decision-maker']),
  adviserNpr: person(6, 'Rådgiver NPR', ['registry-adviser', registryIds.npr]),
  adviserStroke: person(7, 'Rådgiver Hjerneslag', ['registry-adviser', registryIds.stroke]),
  leader: person(15, 'Demo Enhetsleder', ['unit-leader']),
  deliveryNpr: person(8, 'Levering NPR', ['registry-delivery', registryIds.npr]),
  deliveryDar: person(9, 'Levering DÅR', ['registry-delivery', registryIds.dar]),
  deliveryStroke: person(10, 'Levering Hjerneslag', ['registry-delivery', registryIds.stroke]),
  rek: person(11, 'REK-sekretær', ['rek-secretary']),
  custodian: person(12, 'Koblingsansvarlig', ['linkage-custodian']),
  otherCustodian: person(16, 'Annen Koblingsansvarlig', ['linkage-custodian']),
  auditor: person(13, 'Revisor', ['auditor']),
  administrator: person(14, 'Forvalter', ['administrator']),
  /** Of another unit than the one that has the cases. */
  otherUnit: {
    ...person(17, 'Saksbehandler i en annen enhet', ['caseworker']),
    unitId: 'statistics',
  },
  system: { personId: null, name: 'Tilgang', roles: [{ role: 'system', registryId: null }] },
} satisfies Record<string, Actor>;

/** The application of the demonstration: it answers the whole form. */
export const wholeApplication = applicationData as typeof applicationData & Draft;

/** A request for figures about nobody, as whole. */
export const wholeStatisticsRequest = statisticsData as typeof statisticsData & Draft;

/** Every item that a caseworker judges in a case of this kind, found in order. */
export const screenedAs = (kind: CaseKind) =>
  ({
    type: 'answer-screening-items',
    items: checksFor(kind, 'caseworker').map((item) => ({ item, answer: 'yes' as const })),
  }) satisfies Step['command'];

export const screened = screenedAs('individual-level');

/** An answer to every criterion of a decision, as the rules stand in November 2026. */
export const assessmentOf = (
  decisionObject: 'access' | 'hrl-19e' | 'hpl-29' | 'hrl-19b',
  unmet: readonly string[] = [],
  basis: string = decisionObject === 'access' ? 'hrl-19a' : decisionObject,
): Step[] =>
  (criteriaInForce(basis, '2026-11-02')?.criteria ?? []).map(({ id }): Step => ({
    by: 'caseworker',
    command: {
      type: 'assess-criterion',
      decisionObject,
      criterion: id,
      isMet: !unmet.includes(id),
      reason: 'Vurdert ut fra søknaden',
    },
  }));

/** The sources that Helsedataservice decides on; the stroke registry's controller decides itself. */
export const ownRegistryIds = [registryIds.npr, registryIds.dar];

const condition = {
  kind: 'time',
  text: 'Opplysningene slettes når tillatelsen går ut.',
  dueOn: '2028-01-31',
  followedUpBy: 'helsedataservice',
} as const;

export const exemptionProposal = {
  type: 'propose-exemption',
  legalBasis: 'hrl-19e',
  sources: ownRegistryIds.map((registryId) => ({
    registryId,
    isGranted: true,
    reason: 'Samtykke lar seg ikke innhente',
  })),
  facts: 'Utvalget er på 70 000 personer.',
  considerations: 'Bruken er av vesentlig interesse for samfunnet.',
  conditions: [],
} satisfies Step['command'];

export const accessProposal = (refused: readonly string[] = []) =>
  ({
    type: 'propose-access-decision',
    sources: ownRegistryIds.map((registryId) => ({
      registryId,
      isGranted: !refused.includes(registryId),
      reason: 'Nødvendig for formålet',
      variables: wholeApplication.sources
        .filter((each) => each.registryId === registryId)
        .flatMap(({ variables }) => variables)
        .map(({ name }) => ({ name, isGranted: true })),
    })),
    facts: 'Søknaden gjelder voksne med hjerneslag.',
    considerations: 'Nytten veier tyngre enn ulempen.',
    conditions: [condition],
    permitEndsOn: '2027-12-31',
  }) satisfies Step['command'];

/** Application, protocol and approval compared; the points named differ. */
export const rekComparison = (differing: readonly string[] = []) => {
  const point = (name: string) => ({
    approval: 'Som i vedtaket',
    protocol: 'Som i protokollen',
    matches: !differing.includes(name),
  });
  return {
    type: 'compare-with-rek',
    purpose: point('purpose'),
    sources: point('sources'),
    variables: point('variables'),
    period: point('period'),
    persons: point('persons'),
  } satisfies Step['command'];
};

const sha256 = 'a'.repeat(64);

/** What a registry says it delivered: all that the application asks of it, in one file. */
export const manifestOf = (registryId: string, rowCount = 8) => ({
  files: [{ name: `${registryId}.csv`, rowCount, sha256 }],
  fileCount: 1,
  rowCount,
  variables: wholeApplication.sources
    .filter((source) => source.registryId === registryId)
    .flatMap(({ variables }) => variables.map(({ name }) => name)),
  period: { ...wholeApplication.dataPeriod },
  handOver: 'secure-environment' as const,
});

/** The round that a registry delivers first. */
export const firstFrom = (registryId: string) => `${registryId}.1`;

/** From the order to the quality check, each step by the right person. */
export const preparationOf = (
  registryId: string,
  by: Step['by'],
  promisedOn: string,
  deliveryId = firstFrom(registryId),
): Step[] => [
  { by, command: { type: 'promise-delivery', deliveryId, promisedOn } },
  { by, command: { type: 'start-preparation', deliveryId } },
  { by, command: { type: 'report-quality-check', deliveryId } },
];

const atEach = (make: (registryId: string, by: Step['by']) => Step): Step[] => [
  make(registryIds.npr, 'deliveryNpr'),
  make(registryIds.dar, 'deliveryDar'),
  make(registryIds.stroke, 'deliveryStroke'),
];

/** The whole journey in stages: from draft to closed, each step by the right person. */
export const stages = {
  submitted: [
    { by: 'applicant', command: { type: 'edit-draft', application: wholeApplication } },
    { by: 'applicant', command: { type: 'submit' } },
  ],
  'in-assessment': [
    { by: 'caseworker', command: { type: 'take-case', isImpartial: true } },
    { by: 'decisionMaker', command: { type: 'declare-impartial' } },
    { by: 'both', command: { type: 'declare-impartial' } },
    { by: 'caseworker', command: screened },
    { by: 'caseworker', command: { type: 'find-complete' } },
  ],
  'at-rek': [
    { by: 'caseworker', command: { type: 'require-rek', reason: 'Medisinsk forskning' } },
    { by: 'caseworker', command: { type: 'forward-to-rek' } },
  ],
  'rek-approved': [
    { by: 'rek', command: { type: 'acknowledge-at-rek' } },
    {
      by: 'rek',
      command: {
        type: 'record-rek-approval',
        rekReference: '812345',
        decidedOn: '2026-01-10',
        validUntilOn: '2029-12-31',
      },
    },
    { by: 'caseworker', command: rekComparison() },
  ],
  advised: [
    ...(['npr', 'stroke'] as const).map((key): Step => ({
      by: 'caseworker',
      command: {
        type: 'consult-registry',
        registryId: registryIds[key],
        question: 'Er variablene egnet?',
        answerDueOn: '2026-12-01',
      },
    })),
    { by: 'adviserNpr', command: { type: 'declare-impartial' } },
    { by: 'adviserStroke', command: { type: 'declare-impartial' } },
    {
      by: 'adviserNpr',
      command: {
        type: 'give-advice',
        registryId: registryIds.npr,
        advice: 'for',
        reason: 'Egnet',
        costNok: 20_000,
        weeksToDeliver: 6,
      },
    },
    {
      by: 'adviserStroke',
      command: {
        type: 'give-advice',
        registryId: registryIds.stroke,
        advice: 'for-with-conditions',
        reason: 'Datoer som måned',
      },
    },
  ],
  assessed: [...assessmentOf('hrl-19e'), ...assessmentOf('access')],
  'exemption-proposed': [{ by: 'caseworker', command: exemptionProposal }],
  'exemption-granted': [
    { by: 'decisionMaker', command: { type: 'sign-exemption', legalBasis: 'hrl-19e' } },
    {
      by: 'caseworker',
      command: {
        type: 'record-controller-grant',
        registryId: registryIds.stroke,
        decidedOn: '2026-01-15',
        controllerReference: '2026/112',
      },
    },
  ],
  'decision-proposed': [{ by: 'caseworker', command: accessProposal() }],
  decided: [{ by: 'decisionMaker', command: { type: 'sign-access-grant' } }],
  permitted: [{ by: 'caseworker', command: { type: 'issue-permit' } }],
  linked: [
    { by: 'caseworker', command: { type: 'order-linkage', linker: 'Folkehelseinstituttet' } },
    { by: 'custodian', command: { type: 'create-linkage-domain' } },
    { by: 'system', command: { type: 'record-domain-created' } },
    ...atEach((registryId) => ({
      by: 'system',
      command: {
        type: 'record-key-file',
        registryId,
        runId: '11111111-1111-4111-8111-111111111111',
        rows: 10,
        accepted: 8,
        repeated: 1,
        invalid: 1,
        inputSha256: sha256,
        keyFileSha256: sha256,
      },
    })),
    { by: 'custodian', command: { type: 'complete-linkage' } },
  ],
  received: [
    ...atEach((registryId) => ({
      by: 'caseworker',
      command: { type: 'order-delivery', registryId },
    })),
    ...preparationOf(registryIds.npr, 'deliveryNpr', '2026-12-20'),
    ...preparationOf(registryIds.dar, 'deliveryDar', '2026-12-20'),
    ...preparationOf(registryIds.stroke, 'deliveryStroke', '2026-12-20'),
    ...atEach((registryId, by) => ({
      by,
      command: {
        type: 'report-delivered',
        deliveryId: firstFrom(registryId),
        ...manifestOf(registryId),
      },
    })),
    ...atEach((registryId) => ({
      by: 'applicant',
      command: { type: 'confirm-receipt', deliveryId: firstFrom(registryId) },
    })),
  ],
  ended: [
    {
      by: 'caseworker',
      command: { type: 'end-permit', reason: 'Prosjektet er avsluttet', askedForOn: '2026-11-01' },
    },
    { by: 'applicant', command: { type: 'confirm-deletion', statement: 'Alt er slettet' } },
    {
      by: 'applicant',
      command: {
        type: 'submit-final-report',
        endedOn: '2026-11-01',
        summary: 'Resultatene er publisert og formidlet til pasientforeningen',
      },
    },
  ],
  destroyed: [
    { by: 'custodian', command: { type: 'order-key-destruction' } },
    { by: 'otherCustodian', command: { type: 'confirm-key-destruction' } },
    {
      by: 'system',
      command: {
        type: 'record-keys-destroyed',
        destroyedAt: '2026-12-31T12:00:00.000Z',
        serialNumberCount: 24,
        certificateSha256: sha256,
        orderedByName: 'Kari Koblingsansvarlig',
        confirmedByName: 'Ola Koblingsansvarlig',
      },
    },
  ],
  closed: [{ by: 'caseworker', command: { type: 'close-case' } }],
} as const satisfies Record<string, readonly Step[]>;

export type Stage = keyof typeof stages;

/** The steps from a new draft up to and with a stage. */
export function stepsTo(stage: Stage): Step[] {
  const names = Object.keys(stages) as Stage[];
  return names.slice(0, names.indexOf(stage) + 1).flatMap((name) => [...stages[name]] as Step[]);
}
