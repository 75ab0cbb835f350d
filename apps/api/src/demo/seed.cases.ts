import wholeApplication from '../../../../data/demo/application.json' with { type: 'json' };
import { addDays, checksFor, type Draft, osloDate } from '#cases';
import { criteriaInForce } from '#letters';
import type { DemoCase, Step } from './seed.script.js';

/** A lively worklist: one case at each point where somebody is waited for. All of it is made up. */

const today = osloDate(new Date());

/** Every item that a caseworker judges, found in order. */
const screened = {
  type: 'answer-screening-items',
  items: checksFor('individual-level', 'caseworker').map((item) => ({ item, answer: 'yes' })),
} satisfies Step['command'];

const sources = {
  npr: {
    registryId: 'norsk-pasientregister',
    variables: [
      {
        name: 'Tilstandskode (ICD-10)',
        justification: 'Trengs for å finne sykehusopphold med hjerneslag.',
      },
      { name: 'Innleggelsesmåned', justification: 'Trengs for å ordne oppholdene i tid.' },
      { name: 'Utskrivingsmåned', justification: 'Trengs for å måle hvor lenge oppholdet varte.' },
      { name: 'Helseregion', justification: 'Trengs for å se om tilbudet er likt i hele landet.' },
    ],
  },
  dar: {
    registryId: 'dodsarsaksregisteret',
    variables: [
      {
        name: 'Underliggende dødsårsak',
        justification: 'Trengs for å skille hjerneslag fra andre dødsårsaker.',
      },
      { name: 'Dødsmåned', justification: 'Trengs for å måle overlevelse.' },
    ],
  },
  stroke: {
    registryId: 'norsk-hjerneslagregister',
    variables: [
      { name: 'Funksjonsnivå ved tre måneder', justification: 'Utfallet som studien måler.' },
      { name: 'Trombolyse', justification: 'Behandlingen som studien gjelder.' },
      { name: 'Trombektomi', justification: 'Behandlingen som studien gjelder.' },
    ],
  },
  drugs: {
    registryId: 'legemiddelregisteret',
    variables: [
      { name: 'ATC-kode', justification: 'Trengs for å kjenne igjen blodfortynnende legemidler.' },
      { name: 'Utleveringsmåned', justification: 'Trengs for å se når behandlingen begynte.' },
    ],
  },
  births: {
    registryId: 'medisinsk-fodselsregister',
    variables: [
      { name: 'Svangerskapsvarighet', justification: 'Ett av utfallene studien handler om.' },
      { name: 'Fødselsvekt', justification: 'Ett av utfallene studien handler om.' },
      { name: 'Apgar etter fem minutter', justification: 'Ett av utfallene studien handler om.' },
    ],
  },
  cancer: {
    registryId: 'kreftregisteret',
    variables: [
      { name: 'Diagnose', justification: 'Trengs for å avgrense utvalget til én kreftform.' },
      { name: 'Diagnosemåned', justification: 'Trengs for å avgrense utvalget til ny sykdom.' },
      { name: 'Stadium', justification: 'Trengs for å sammenligne like alvorlige tilfeller.' },
    ],
  },
};

export const demoCases: DemoCase[] = [
  {
    ...opened('soker', 'nb', 3),
    draft: { title: 'Hofteprotese og reinnleggelse', sources: [sources.npr] },
    steps: [],
  },
  {
    ...opened('soker2', 'nn', 9),
    draft: application('Svangerskap og seinare hjartesjukdom', [sources.births, sources.npr]),
    steps: submitted('soker2', 8),
  },
  {
    ...opened('soker', 'nb', 16),
    draft: application('Antibiotika i sykehjem og multiresistens', [sources.drugs]),
    steps: [...submitted('soker', 15), ...taken(12, 'saksbehandler2')],
  },
  {
    ...opened('soker2', 'nb', 40),
    draft: application('Tidlig oppdaget lungekreft', [sources.cancer, sources.npr]),
    steps: [
      ...submitted('soker2', 38),
      ...complete(33, 'saksbehandler2'),
      ...atRek(30, 'saksbehandler2'),
    ],
  },
  {
    ...opened('soker', 'nb', 75),
    draft: application('Slag hos unge voksne', [sources.npr, sources.stroke]),
    steps: [
      ...submitted('soker', 72),
      ...complete(66),
      ...atRek(64),
      ...rekApproved(41),
      ...consulted(['norsk-pasientregister', 'norsk-hjerneslagregister'], 36),
      ...advised('norsk-pasientregister', 'radgiver-npr', 28),
    ],
  },
  {
    ...opened('soker2', 'en', 100),
    draft: application('Anticoagulants after stroke: safety in everyday use', [
      sources.npr,
      sources.drugs,
    ]),
    steps: [
      ...submitted('soker2', 98),
      ...complete(90),
      ...atRek(88),
      ...rekApproved(60),
      ...exemptionProposed(52, ['norsk-pasientregister', 'legemiddelregisteret']),
    ],
  },
  {
    ...opened('soker', 'nb', 130),
    draft: application('Dødelighet etter hjerneslag i distriktene', [sources.npr, sources.dar]),
    steps: [
      ...submitted('soker', 128),
      ...complete(120),
      ...atRek(118),
      ...rekApproved(90),
      ...exemptionProposed(84, ['norsk-pasientregister', 'dodsarsaksregisteret']),
      {
        daysAgo: 80,
        login: 'beslutter',
        command: { type: 'sign-exemption', legalBasis: 'hrl-19e' },
      },
      decisionProposed(76, ['norsk-pasientregister', 'dodsarsaksregisteret'], []),
    ],
  },
  {
    ...opened('soker2', 'nb', 210),
    draft: application('Fødselsvekt og skolestart', [sources.births, sources.npr]),
    steps: [
      ...submitted('soker2', 208),
      ...complete(198),
      withoutRek(195),
      ...exemptionProposed(190, ['medisinsk-fodselsregister']),
      {
        daysAgo: 186,
        login: 'beslutter2',
        command: { type: 'sign-exemption', legalBasis: 'hrl-19e' },
      },
      decisionProposed(180, ['medisinsk-fodselsregister'], ['norsk-pasientregister']),
      { daysAgo: 175, login: 'beslutter2', command: { type: 'sign-partial-access-grant' } },
      { daysAgo: 170, login: 'saksbehandler', command: { type: 'issue-permit' } },
      {
        daysAgo: 168,
        login: 'saksbehandler',
        command: { type: 'order-delivery', registryId: 'medisinsk-fodselsregister' },
      },
    ],
  },
  {
    ...opened('soker', 'nb', 150),
    draft: application('Ryggsmerter og tilbakefall etter operasjon', [sources.npr]),
    steps: [
      ...permitted('soker', 148, ['norsk-pasientregister']),
      {
        daysAgo: 100,
        login: 'saksbehandler',
        command: { type: 'order-delivery', registryId: 'norsk-pasientregister' },
      },
      ...inPreparation('norsk-pasientregister', 'levering-npr', 95),
    ],
  },
  {
    ...opened('soker2', 'nb', 70),
    draft: application('Overlevelse ved hjertesvikt', [sources.npr, sources.dar]),
    steps: permitted('soker2', 68, ['norsk-pasientregister', 'dodsarsaksregisteret']),
  },
  {
    ...opened('soker', 'nn', 60),
    draft: application('Data til sal av helseapp', [sources.npr]),
    steps: [
      ...submitted('soker', 58),
      ...complete(52),
      {
        daysAgo: 50,
        login: 'saksbehandler',
        command: { type: 'find-rek-not-required', reason: 'Ikkje medisinsk forsking.' },
      },
      ...assessed(45),
      decisionProposed(44, [], ['norsk-pasientregister']),
      { daysAgo: 40, login: 'beslutter', command: { type: 'sign-access-refusal' } },
      { daysAgo: 15, login: 'saksbehandler', command: { type: 'close-case' } },
    ],
  },
  {
    ...opened('soker2', 'nb', 30),
    draft: application('Ventetider i psykisk helsevern', [sources.npr]),
    steps: [
      ...submitted('soker2', 29),
      {
        daysAgo: 20,
        login: 'soker2',
        command: { type: 'withdraw', reason: 'Statistikk er nok for oss.' },
      },
    ],
  },
];

function opened(applicant: string, language: DemoCase['language'], openedDaysAgo: number) {
  return { applicant, language, openedDaysAgo };
}

function application(title: string, chosen: NonNullable<Draft['sources']>): Draft {
  const ids = chosen.map(({ registryId }) => registryId);
  const period = { fromOn: '2015-01-01', toOn: '2023-12-31' };
  return {
    ...(wholeApplication as Draft),
    title,
    purpose:
      'Prosjektet skal gi kunnskap som helsetjenesten kan bruke til å forebygge sykdom og gi likere behandling.',
    sources: chosen,
    sourceDatasets: ids.map((source) => ({
      source,
      dataset: 'Hele registeret',
      country: 'NO',
      controller: 'Folkehelseinstituttet',
      decidedBy: 'Helsedataservice',
    })),
    registryPurposeFit: ids.map((source) => ({
      source,
      fit: 'Registeret skal gi grunnlag for forskning.',
    })),
    dataPeriod: period,
    dataPeriods: ids.map((source) => ({ source, group: 'cohort', ...period })),
    confidentialityPerSource: ids.map((source) => ({
      source,
      ground: 'dispensation-registry',
      soughtOrGiven: 'sought',
    })),
    projectStartsOn: addDays(today, -400),
    projectEndsOn: addDays(today, 900),
    accessPeriod: { fromOn: addDays(today, 120), toOn: addDays(today, 800) },
  };
}

function submitted(login: string, daysAgo: number): Step[] {
  return [{ daysAgo, login, command: { type: 'submit' } }];
}

/** The unit of `saksbehandler2` has no decision-maker: those of the other sign what it proposes. */
type Caseworker = 'saksbehandler' | 'saksbehandler2';

function taken(daysAgo: number, login: Caseworker = 'saksbehandler'): Step[] {
  const deciders = login === 'saksbehandler' ? ['beslutter', 'beslutter2'] : [];
  return [
    { daysAgo, login, command: { type: 'take-case', isImpartial: true } },
    ...deciders.map((decider): Step => {
      return { daysAgo, login: decider, command: { type: 'declare-impartial' } };
    }),
  ];
}

function complete(daysAgo: number, login: Caseworker = 'saksbehandler'): Step[] {
  return [
    ...taken(daysAgo + 1, login),
    { daysAgo, login, command: screened },
    { daysAgo, login, command: { type: 'find-complete' } },
  ];
}

function withoutRek(daysAgo: number): Step {
  return {
    daysAgo,
    login: 'saksbehandler',
    command: {
      type: 'find-rek-not-required',
      reason: 'Prosjektet er helsetjenesteforskning og ikke medisinsk forskning.',
    },
  };
}

/** From the application that is sent in so many days ago to the permit for all it asks for. */
function permitted(login: string, daysAgo: number, registryIds: string[]): Step[] {
  return [
    ...submitted(login, daysAgo),
    ...complete(daysAgo - 10),
    withoutRek(daysAgo - 13),
    ...exemptionProposed(daysAgo - 18, registryIds),
    {
      daysAgo: daysAgo - 22,
      login: 'beslutter2',
      command: { type: 'sign-exemption', legalBasis: 'hrl-19e' },
    },
    decisionProposed(daysAgo - 28, registryIds, []),
    { daysAgo: daysAgo - 33, login: 'beslutter2', command: { type: 'sign-access-grant' } },
    { daysAgo: daysAgo - 38, login: 'saksbehandler', command: { type: 'issue-permit' } },
  ];
}

/** A delivery that its registry has promised and is half done with. */
function inPreparation(registryId: string, login: string, daysAgo: number): Step[] {
  const deliveryId = `${registryId}.1`;
  return [
    {
      daysAgo,
      login,
      command: { type: 'promise-delivery', deliveryId, promisedOn: addDays(today, 12) },
    },
    { daysAgo: 20, login, command: { type: 'start-preparation', deliveryId } },
    { daysAgo: 3, login, command: { type: 'report-progress', deliveryId, percent: 60 } },
  ];
}

function atRek(daysAgo: number, login: Caseworker = 'saksbehandler'): Step[] {
  return [
    {
      daysAgo,
      login,
      command: { type: 'require-rek', reason: 'Prosjektet er medisinsk og helsefaglig forskning.' },
    },
    { daysAgo, login, command: { type: 'forward-to-rek' } },
  ];
}

function rekApproved(daysAgo: number): Step[] {
  return [
    {
      daysAgo,
      login: 'rek',
      command: {
        type: 'record-rek-approval',
        rekReference: `${800_000 + daysAgo}`,
        decidedOn: addDays(today, -daysAgo - 1),
        validUntilOn: addDays(today, 1_000),
      },
    },
    { daysAgo, login: 'saksbehandler', command: comparedWithRek() },
  ];
}

function comparedWithRek(): Step['command'] {
  const agrees = {
    approval: 'Godkjenningen dekker det søknaden gjelder.',
    protocol: 'Protokollen beskriver det samme.',
    matches: true,
  };
  return {
    type: 'compare-with-rek',
    purpose: agrees,
    sources: agrees,
    variables: agrees,
    period: agrees,
    persons: agrees,
  };
}

function consulted(registryIds: string[], daysAgo: number): Step[] {
  return registryIds.map((registryId) => ({
    daysAgo,
    login: 'saksbehandler',
    command: {
      type: 'consult-registry',
      registryId,
      question: 'Er variablene egnet til formålet, og kan noen av dem gjøres grovere?',
      answerDueOn: addDays(today, 10 - daysAgo + 14),
    },
  }));
}

function advised(registryId: string, login: string, daysAgo: number): Step[] {
  const declared: Step = { daysAgo, login, command: { type: 'declare-impartial' } };
  const given: Step = {
    daysAgo,
    login,
    command: {
      type: 'give-advice',
      registryId,
      advice: 'for-with-conditions',
      reason: 'Variablene er egnet. Datoer bør leveres som måned.',
      costNok: 18_000,
      weeksToDeliver: 6,
    },
  };
  return [declared, given];
}

function assessed(daysAgo: number): Step[] {
  const on = addDays(today, -daysAgo);
  const objects = [
    ['access', 'hrl-19a'],
    ['hrl-19e', 'hrl-19e'],
  ] as const;
  return objects.flatMap(([decisionObject, basis]) =>
    (criteriaInForce(basis, on)?.criteria ?? []).map(({ id, wording }): Step => ({
      daysAgo,
      login: 'saksbehandler',
      command: {
        type: 'assess-criterion',
        decisionObject,
        criterion: id,
        isMet: true,
        reason: `Oppfylt etter søknaden og vedleggene: ${wording.nb.text}`,
      },
    })),
  );
}

function exemptionProposed(daysAgo: number, covered: string[]): Step[] {
  return [
    ...assessed(daysAgo),
    {
      daysAgo,
      login: 'saksbehandler',
      command: {
        type: 'propose-exemption',
        legalBasis: 'hrl-19e',
        sources: covered.map((registryId) => ({
          registryId,
          isGranted: true,
          reason: 'Samtykke lar seg ikke innhente fra et så stort utvalg.',
        })),
        facts: 'Utvalget omfatter alle voksne med diagnosen i perioden 2015 til 2023.',
        considerations: 'Kunnskapen kommer mange pasienter til gode, og ulempen er liten.',
        conditions: [],
      },
    },
  ];
}

function decisionProposed(daysAgo: number, granted: string[], refused: string[]): Step {
  return {
    daysAgo,
    login: 'saksbehandler',
    command: {
      type: 'propose-access-decision',
      sources: [
        ...granted.map((registryId) => ({
          registryId,
          isGranted: true,
          reason: 'Opplysningene er nødvendige for formålet og ikke flere enn det trenger.',
          variables: Object.values(sources)
            .filter((source) => source.registryId === registryId)
            .flatMap(({ variables }) => variables)
            .map(({ name }) => ({ name, isGranted: true })),
        })),
        ...refused.map((registryId) => ({
          registryId,
          isGranted: false,
          reason: 'Formålet kan nås uten opplysninger fra denne kilden.',
          variables: [],
        })),
      ],
      facts: 'Søknaden gjelder opplysninger om voksne i perioden 2015 til 2023.',
      considerations:
        'Nytten for pasienter og helsetjeneste veier tyngre enn ulempen for den enkelte, som er liten når opplysningene er pseudonymiserte.',
      conditions: [
        {
          kind: 'use',
          text: 'Opplysningene brukes bare til det formålet som er omtalt i søknaden.',
          followedUpBy: 'helsedataservice',
        },
        {
          kind: 'time',
          text: 'Opplysningene slettes når tillatelsen går ut, og slettingen bekreftes skriftlig.',
          dueOn: addDays(today, 730),
          followedUpBy: 'helsedataservice',
        },
      ],
      ...(granted.length > 0 && { permitEndsOn: addDays(today, 700) }),
    },
  };
}
