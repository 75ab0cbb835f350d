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

/** @param {string} today calendar date */
export function wholeApplication(today) {
  return {
    title,
    purpose:
      'Prosjektet skal vise om tidlig behandling av hjerneslag gir bedre overlevelse og funksjon, og om tilbudet er likt for samiske og andre pasienter.',
    isMedicalResearch: true,
    protocolReference: 'Vedlegg 1: forskningsprotokoll, versjon 2',
    institutionName: 'Demouniversitetet i Kárášjohka',
    institutionNumber: '999999999',
    postalAddress: ['Demoveien 1', '0000 Demoby'],
    dataPeriod: { fromOn: '2015-01-01', toOn: '2024-12-31' },
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
    identificationLevel: 'pseudonymised',
    identificationReason: 'Opplysninger fra tre kilder må kunne settes sammen per person.',
    legalBasisArticle6: 'Artikkel 6 nr. 1 bokstav e',
    legalBasisArticle9: 'Artikkel 9 nr. 2 bokstav j',
    securityMeasures: 'Lukket forskningsmiljø med tofaktorpålogging, tilgangsstyring og logg.',
    recipientEnvironment: 'Sikkert forskningsmiljø ved Demouniversitetet',
    projectEndsOn: addDays(today, 1_400),
  };
}

export const exemptionProposal = {
  legalBasis: 'helseregisterloven § 19 e',
  criteria: {
    explicitPurpose: 'Formålet er uttrykkelig angitt og ligger innenfor registrenes formål.',
    securityMeasures: 'Tiltakene i søknaden er egnede: lukket miljø, tofaktor og logg.',
    essentialPublicInterest: 'Kunnskapen kommer mange pasienter til gode.',
  },
  threatensSociety: false,
};

/** A proposal that grants every source. */
export function grantProposal(permitEndsOn) {
  return {
    sources: registries.map(({ id }) => ({
      registryId: id,
      isGranted: true,
      reason: 'Opplysningene er nødvendige for formålet og ikke flere enn det trenger.',
    })),
    criteria: {
      explicitPurpose: 'Uttrykkelig angitt og innenfor registrenes formål.',
      legalBasis: 'Artikkel 6 nr. 1 bokstav e og artikkel 9 nr. 2 bokstav j.',
      consentsAndReservations: 'Reservasjoner er trukket ut før utlevering.',
      securityMeasures: 'Egnede tekniske og organisatoriske tiltak er beskrevet.',
      unobjectionable: 'Ubetenkelig av etiske, medisinske og helsefaglige hensyn.',
    },
    threatensSociety: false,
    facts: 'Søknaden gjelder voksne med hjerneslag i perioden 2015 til 2024.',
    considerations:
      'Nytten for pasienter og helsetjeneste veier tyngre enn ulempen for den enkelte, som er liten når opplysningene er pseudonymiserte.',
    conditions: [
      'Opplysningene brukes bare til det formålet som er omtalt i søknaden.',
      'Opplysningene slettes når tillatelsen går ut, og slettingen bekreftes skriftlig.',
    ],
    permitEndsOn,
  };
}
