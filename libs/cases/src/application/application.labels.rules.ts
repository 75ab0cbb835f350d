import type { AccessCase } from '../case.model.js';
import { type FormDefinition, questionsOf } from '../form/form.model.js';

type Language = AccessCase['language'];

/**
 * What a field of the application is called in a letter: its question, and for a part of the list
 * of sources also the registry.
 */
export function labelOf(
  form: FormDefinition,
  path: string,
  language: Language,
  registryNameAt: (index: number) => string | undefined,
): string {
  const [first = '', second = '', third = ''] = path.split('.');
  const question = questionsOf(form).find(({ id }) => id === first);
  const name = (labels[third] ?? labels[first] ?? question?.text)?.[language] ?? path;
  const registry = first === 'sources' ? registryNameAt(Number(second)) : undefined;
  return registry === undefined ? name : `${name}, ${registry}`;
}

const labels: Readonly<Record<string, Record<Language, string>>> = {
  title: { nb: 'Tittel', nn: 'Tittel', en: 'Title' },
  purpose: { nb: 'Formål', nn: 'Føremål', en: 'Purpose' },
  isMedicalResearch: {
    nb: 'Medisinsk og helsefaglig forskning',
    nn: 'Medisinsk og helsefagleg forsking',
    en: 'Medical and health research',
  },
  protocolReference: { nb: 'Forskningsprotokoll', nn: 'Forskingsprotokoll', en: 'Protocol' },
  projectEndsOn: { nb: 'Prosjektslutt', nn: 'Prosjektslutt', en: 'End of the project' },
  institutionName: { nb: 'Institusjon', nn: 'Institusjon', en: 'Institution' },
  institutionNumber: {
    nb: 'Organisasjonsnummer',
    nn: 'Organisasjonsnummer',
    en: 'Organisation number',
  },
  postalAddress: { nb: 'Postadresse', nn: 'Postadresse', en: 'Postal address' },
  dataPeriod: { nb: 'Periode for data', nn: 'Periode for data', en: 'Period of the data' },
  sources: { nb: 'Kilder', nn: 'Kjelder', en: 'Sources' },
  registryId: { nb: 'Register', nn: 'Register', en: 'Registry' },
  variables: { nb: 'Variabler', nn: 'Variablar', en: 'Variables' },
  justification: { nb: 'Begrunnelse', nn: 'Grunngiving', en: 'Justification' },
  identificationLevel: {
    nb: 'Grad av identifikasjon',
    nn: 'Grad av identifikasjon',
    en: 'Level of identification',
  },
  identificationReason: {
    nb: 'Begrunnelse for grad av identifikasjon',
    nn: 'Grunngiving for grad av identifikasjon',
    en: 'Reason for the level of identification',
  },
  legalBasisArticle6: {
    nb: 'Grunnlag etter personvernforordningen artikkel 6',
    nn: 'Grunnlag etter personvernforordninga artikkel 6',
    en: 'Basis under article 6 of the GDPR',
  },
  legalBasisArticle9: {
    nb: 'Unntak etter personvernforordningen artikkel 9',
    nn: 'Unntak etter personvernforordninga artikkel 9',
    en: 'Exception under article 9 of the GDPR',
  },
  securityMeasures: { nb: 'Sikkerhetstiltak', nn: 'Tryggleikstiltak', en: 'Security measures' },
  recipientEnvironment: {
    nb: 'Sted for lagring og bruk',
    nn: 'Stad for lagring og bruk',
    en: 'Environment for storage and use',
  },
  prohibitedRecipients: {
    nb: 'Forbudt bruk eller mottaker',
    nn: 'Forboden bruk eller mottakar',
    en: 'Prohibited use or recipient',
  },
};
