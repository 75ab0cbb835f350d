import { asValue, dateInWords, type LetterBlock, type LetterForm } from '#letters';
import { documentKind } from './document-kinds.rules.js';
import type { DocumentKind, FactName } from './journal.model.js';

/** An incoming document as a page: who sent it, when, what it states and its texts as they came. */
export interface JournalPage {
  kind: DocumentKind;
  language: 'nb' | 'nn' | 'en';
  reference: string;
  number: number;
  partyName: string;
  institution: string | null;
  documentOn: string;
  facts: { name: FactName; value: string | number }[];
  texts: string[];
}

const words = {
  nb: {
    reference: 'Sak',
    number: 'Dokument',
    on: 'Dato',
    sender: 'Part',
    nothing: 'Dokumentet har ingen fritekst.',
  },
  nn: {
    reference: 'Sak',
    number: 'Dokument',
    on: 'Dato',
    sender: 'Part',
    nothing: 'Dokumentet har ingen fritekst.',
  },
  en: {
    reference: 'Case',
    number: 'Document',
    on: 'Date',
    sender: 'Party',
    nothing: 'The document has no free text.',
  },
} as const;

const factWords: Readonly<Record<FactName, readonly [nb: string, nn: string, en: string]>> = {
  rekReference: ['REKs referanse', 'Referansen til REK', 'Reference of REK'],
  decidedOn: ['Vedtaksdato', 'Vedtaksdato', 'Decided'],
  validUntilOn: ['Gjelder til', 'Gjeld til', 'Valid until'],
  advice: ['Råd', 'Råd', 'Advice'],
  costNok: ['Kostnad i kroner', 'Kostnad i kroner', 'Cost in NOK'],
  weeksToDeliver: ['Uker til levering', 'Veker til levering', 'Weeks to deliver'],
  promisedOn: ['Lovet dato', 'Lova dato', 'Promised'],
  fileCount: ['Antall filer', 'Talet på filer', 'Number of files'],
  rowCount: ['Antall rader', 'Talet på rader', 'Number of rows'],
  sha256: ['SHA-256', 'SHA-256', 'SHA-256'],
  acceptedNok: ['Godkjent beløp i kroner', 'Godkjent beløp i kroner', 'Amount accepted in NOK'],
  personCount: ['Antall personer', 'Talet på personar', 'Number of people'],
  confirmedOn: ['Bekreftet', 'Stadfesta', 'Confirmed'],
  receivedOn: ['Mottatt', 'Motteke', 'Received'],
};

const indexOf = { nb: 0, nn: 1, en: 2 } as const;

/** The page of an incoming document, for the pen that draws the letters. */
export function journalPage(page: JournalPage): LetterForm {
  const { kind, language, reference, number, partyName, institution, documentOn } = page;
  const said = words[language];
  return {
    senderLines: ['Helsedataservice'],
    recipientLines: [partyName, institution ?? ''].filter((line) => line !== '').map(asValue),
    references: [
      { first: said.reference, second: reference },
      { first: said.number, second: String(number) },
      { first: said.on, second: dateInWords(documentOn, language) },
    ],
    blocks: [{ kind: 'title', text: documentKind(kind)[language] }, ...contentOf(page)],
  };
}

/** What a document states: its facts as a list, then its texts. */
export function contentOf({ facts, texts, language }: JournalPage): LetterBlock[] {
  const items = facts.map(
    ({ name, value }) =>
      `${factWords[name][indexOf[language]]}: ${asValue(inWords(value, language))}`,
  );
  const paragraphs = texts.flatMap((text) =>
    asValue(text)
      .split('\u2029')
      .map((part): LetterBlock => ({ kind: 'paragraph', text: part })),
  );
  if (items.length === 0 && paragraphs.length === 0) {
    return [{ kind: 'paragraph', text: words[language].nothing }];
  }
  return [...(items.length > 0 ? [{ kind: 'list' as const, items }] : []), ...paragraphs];
}

function inWords(value: string | number, language: JournalPage['language']): string {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value)
    ? dateInWords(value, language)
    : String(value);
}
