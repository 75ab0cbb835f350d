/** The words of a case as one file. */
export interface CasePrintWords {
  title: string;
  contents: string;
  page: string;
  facts: {
    reference: string;
    applicant: string;
    project: string;
    printed: string;
    version: string;
  };
  application: string;
  letter: (to: string) => string;
  attachment: string;
  /** Said on the sheet that stands in for a file, and in the contents. */
  notJoined: string;
  whyNot: string;
  file: {
    name: string;
    type: string;
    bytes: string;
    sha256: string;
    sentBy: string;
    sentOn: string;
  };
  /** Said where a long text is cut. */
  cut: string;
}

export const casePrintWords: Readonly<Record<'nb' | 'nn' | 'en', CasePrintWords>> = {
  nb: {
    title: 'Saken samlet',
    contents: 'Innhold',
    page: 'Side',
    facts: {
      reference: 'Saksnummer',
      applicant: 'Søker',
      project: 'Prosjekt',
      printed: 'Samlet',
      version: 'Saken slik den var i versjon',
    },
    application: 'Søknaden',
    letter: (to) => `til ${to}`,
    attachment: 'Vedlegg',
    notJoined: 'ikke tatt inn',
    whyNot:
      'Dette dokumentet kan ikke settes inn som sider her. Filen ligger på saken under Vedlegg, og kjennes igjen på kontrollsummen.',
    file: {
      name: 'Filnavn',
      type: 'Filtype',
      bytes: 'Størrelse i byte',
      sha256: 'Kontrollsum (SHA-256)',
      sentBy: 'Sendt av',
      sentOn: 'Sendt',
    },
    cut: 'Teksten er for lang til å gjengis i sin helhet. Resten står i filen, som ligger på saken under Vedlegg.',
  },
  nn: {
    title: 'Saka samla',
    contents: 'Innhald',
    page: 'Side',
    facts: {
      reference: 'Saksnummer',
      applicant: 'Søkjar',
      project: 'Prosjekt',
      printed: 'Samla',
      version: 'Saka slik ho var i versjon',
    },
    application: 'Søknaden',
    letter: (to) => `til ${to}`,
    attachment: 'Vedlegg',
    notJoined: 'ikkje teke inn',
    whyNot:
      'Dette dokumentet kan ikkje setjast inn som sider her. Fila ligg på saka under Vedlegg, og kan kjennast att på kontrollsummen.',
    file: {
      name: 'Filnamn',
      type: 'Filtype',
      bytes: 'Storleik i byte',
      sha256: 'Kontrollsum (SHA-256)',
      sentBy: 'Send av',
      sentOn: 'Send',
    },
    cut: 'Teksten er for lang til å attgjevast i sin heilskap. Resten står i fila, som ligg på saka under Vedlegg.',
  },
  en: {
    title: 'The whole case',
    contents: 'Contents',
    page: 'Page',
    facts: {
      reference: 'Case number',
      applicant: 'Applicant',
      project: 'Project',
      printed: 'Put together',
      version: 'The case as it was in version',
    },
    application: 'The application',
    letter: (to) => `to ${to}`,
    attachment: 'Attachment',
    notJoined: 'not included',
    whyNot:
      'This document cannot be put in as pages here. The file lies in the case under Attachments, and is known by its checksum.',
    file: {
      name: 'File name',
      type: 'File type',
      bytes: 'Size in bytes',
      sha256: 'Checksum (SHA-256)',
      sentBy: 'Sent by',
      sentOn: 'Sent',
    },
    cut: 'The text is too long to be shown whole. The rest stands in the file, which lies in the case under Attachments.',
  },
};
