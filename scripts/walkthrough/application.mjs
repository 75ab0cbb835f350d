import { readFileSync } from 'node:fs';
import { addDays } from './demo-clock.mjs';

export const npr = 'norsk-pasientregister';
export const dar = 'dodsarsaksregisteret';
export const stroke = 'norsk-hjerneslagregister';

/**
 * The registries in the order in which the plan takes their lists, who delivers from them, and which
 * people each has: the stroke registry defines the cohort, controls are drawn from the patients of
 * NPR, and the causes of death are cut to both. A few cases are not among the patients.
 */
export const registries = [
  { id: stroke, delivery: 'levering-hjerneslag', format: 'tab', from: 0, size: 20_000 },
  { id: npr, delivery: 'levering-npr', format: 'comma', from: 1_000, size: 50_000, isPool: true },
  { id: dar, delivery: 'levering-dar', format: 'semicolon', from: 0, size: 40_000 },
];
/** People in the three lists altogether: the lists overlap. */
export const peopleInLists = 51_000;

/** What a control has in common with its case; it comes with the list controls are drawn from. */
export const matchedOn = ['birth_year', 'municipality'];

/** @param {number} index of a person among the made-up people */
export function attributesAt(index) {
  return [String(1940 + (index % 10)), ['0301', '4601', '5001'][index % 3]];
}

export const title = 'Overlevelse og funksjon etter hjerneslag i Sápmi';

/** What a draft looks like when its applicant has just begun. */
export const begunDraft = {
  title,
  isMedicalResearch: true,
  sources: [{ registryId: npr }],
};

const whole = JSON.parse(
  readFileSync(new URL('../../data/demo/application.json', import.meta.url), 'utf8'),
);

/** @param {string} today calendar date */
export function wholeApplication(today) {
  return {
    ...whole,
    title,
    purpose:
      'Prosjektet skal vise om tidlig behandling av hjerneslag gir bedre overlevelse og funksjon, og om tilbudet er likt for samiske og andre pasienter.',
    protocolReference: 'Vedlegg 1: forskningsprotokoll, versjon 2',
    institutionName: 'Demouniversitetet i Kárášjohka',
    sources: [
      {
        registryId: npr,
        variables: [
          {
            name: 'Tilstandskode (ICD-10)',
            justification: 'Finner sykehusoppholdene med hjerneslag.',
          },
          { name: 'Innleggelsesmåned', justification: 'Viser når oppholdet begynte.' },
          { name: 'Utskrivingsmåned', justification: 'Viser hvor lenge oppholdet varte.' },
        ],
      },
      {
        registryId: dar,
        variables: [
          { name: 'Underliggende dødsårsak', justification: 'Skiller slag fra andre dødsårsaker.' },
          { name: 'Dødsmåned', justification: 'Måler overlevelse.' },
        ],
      },
      {
        registryId: stroke,
        justification: 'Behandling og funksjon finnes ikke i noe annet register.',
        variables: [
          { name: 'Trombolyse', justification: 'Behandlingen som studien gjelder.' },
          { name: 'Trombektomi', justification: 'Behandlingen som studien gjelder.' },
          { name: 'Funksjonsnivå ved tre måneder', justification: 'Utfallet som studien måler.' },
        ],
      },
    ],
    groupSizes: [
      { ...whole.groupSizes[0], number: 20_000 },
      { ...whole.groupSizes[0], group: 'controls', number: 20_000, perPerson: 1 },
    ],
    dataPeriods: [
      ...whole.dataPeriods,
      ...whole.dataPeriods.map((period) => ({ ...period, group: 'controls' })),
    ],
    controlsWanted: 'new',
    controlsCriteria: 'Født samme år og bosatt i samme kommune, uten hjerneslag.',
    recipientEnvironment: 'Sikkert forskningsmiljø ved Demouniversitetet',
    projectStartsOn: addDays(today, -300),
    projectEndsOn: addDays(today, 1_400),
    accessPeriod: { fromOn: addDays(today, 150), toOn: addDays(today, 1_200) },
  };
}

/** The stroke registry lies outside the regulation: its controller decides itself. */
const ownRegistries = [npr, dar];

export const exemptionProposal = {
  legalBasis: 'hrl-19e',
  sources: ownRegistries.map((registryId) => ({
    registryId,
    isGranted: true,
    reason: 'Samtykke lar seg ikke innhente fra så mange.',
  })),
  facts:
    'Utvalget er om lag 40 000 personer over ti år: de med hjerneslag og én kontroll til hver.',
  considerations: 'Kunnskapen kommer mange pasienter til gode.',
  conditions: [],
};

/** A proposal that grants every source that Helsedataservice decides on, with all its variables. */
export function grantProposal(permitEndsOn) {
  return {
    sources: wholeApplication(permitEndsOn)
      .sources.filter(({ registryId }) => ownRegistries.includes(registryId))
      .map(({ registryId, variables }) => ({
        registryId,
        isGranted: true,
        reason: 'Opplysningene er nødvendige for formålet og ikke flere enn det trenger.',
        variables: variables.map(({ name }) => ({ name, isGranted: true })),
      })),
    facts: 'Søknaden gjelder voksne med hjerneslag i perioden 2015 til 2024.',
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
        dueOn: addDays(permitEndsOn, 30),
        followedUpBy: 'helsedataservice',
      },
    ],
    permitEndsOn,
  };
}
