import { readFileSync } from 'node:fs';
import { addDays } from './demo-clock.mjs';

export const npr = 'norsk-pasientregister';
export const dar = 'dodsarsaksregisteret';
export const stroke = 'norsk-hjerneslagregister';

/** The registries, who delivers from them, and how many people each has in the study. */
export const registries = [
  {
    id: dar,
    delivery: 'levering-dar',
    format: 'semicolon',
    from: 30_000,
    size: 40_000,
  },
  {
    id: stroke,
    delivery: 'levering-hjerneslag',
    format: 'tab',
    from: 40_000,
    size: 20_000,
  },
  {
    id: npr,
    delivery: 'levering-npr',
    format: 'comma',
    from: 0,
    size: 50_000,
  },
];
/** People in the study altogether: the lists overlap. */
export const peopleInStudy = 70_000;

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
  facts: 'Utvalget er om lag 70 000 personer over ti år.',
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
