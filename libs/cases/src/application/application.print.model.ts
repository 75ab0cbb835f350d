import type { ControllerException } from './source.routing.rules.js';

/** The words around a printed application; those of the questions are the form's. */
export interface PrintWords {
  title: string;
  draft: string;
  reference: string;
  state: string;
  submitted: string;
  question: string;
  answer: string;
  unanswered: string;
  variable: string;
  reason: string;
  yes: string;
  no: string;
  /** Said in place of what is left out of a very long application. */
  cut: string;
  exceptions: Readonly<Record<ControllerException, string>>;
}

export const printWords: Readonly<Record<'nb' | 'nn' | 'en', PrintWords>> = {
  nb: {
    title: 'Søknad om tilgang til helsedata',
    draft: 'Utkast',
    reference: 'Saksnummer',
    state: 'Tilstand',
    submitted: 'Sendt inn',
    question: 'Spørsmål',
    answer: 'Svar',
    unanswered: 'Ikke besvart',
    variable: 'Variabel',
    reason: 'Begrunnelse',
    yes: 'Ja',
    no: 'Nei',
    cut: 'Søknaden er for lang til å skrives ut i sin helhet, og resten står ikke her. Hele søknaden leses på saken.',
    exceptions: {
      'own-use': 'Dataansvarliges egen bruk',
      'public-body-task': 'Oppgavene til et offentlig organ',
    },
  },
  nn: {
    title: 'Søknad om tilgang til helsedata',
    draft: 'Utkast',
    reference: 'Saksnummer',
    state: 'Tilstand',
    submitted: 'Sendt inn',
    question: 'Spørsmål',
    answer: 'Svar',
    unanswered: 'Ikkje svart på',
    variable: 'Variabel',
    reason: 'Grunngiving',
    yes: 'Ja',
    no: 'Nei',
    cut: 'Søknaden er for lang til å skrivast ut i sin heilskap, og resten står ikkje her. Heile søknaden kan lesast på saka.',
    exceptions: {
      'own-use': 'Eigen bruk hos dataansvarleg',
      'public-body-task': 'Oppgåvene til eit offentleg organ',
    },
  },
  en: {
    title: 'Application for access to health data',
    draft: 'Draft',
    reference: 'Case number',
    state: 'State',
    submitted: 'Submitted',
    question: 'Question',
    answer: 'Answer',
    unanswered: 'Not answered',
    variable: 'Variable',
    reason: 'Reason',
    yes: 'Yes',
    no: 'No',
    cut: 'The application is too long to be printed whole, and the rest is not here. All of it can be read on the case.',
    exceptions: {
      'own-use': "The controller's own use",
      'public-body-task': "A public body's tasks",
    },
  },
};
