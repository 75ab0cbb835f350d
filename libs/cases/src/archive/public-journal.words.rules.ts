import type { CaseKind } from '../case.kinds.model.js';
import { documentKind } from './document-kinds.rules.js';
import { provisionOf } from './exemption.rules.js';
import type { PublicRow } from './public-journal.queries.js';

type Language = 'nb' | 'nn' | 'en';

/** What stands for a part that is left out (Noark 5: the words of a title that are shielded). */
export const leftOut = '*****';

/** What a case is called in public: never the title of its project. */
const caseTitles: Readonly<Record<CaseKind, Record<Language, string>>> = {
  'individual-level': {
    nb: 'Tilgang til helsedata',
    nn: 'Tilgang til helsedata',
    en: 'Access to health data',
  },
  statistics: {
    nb: 'Statistikk fra helsedata',
    nn: 'Statistikk frå helsedata',
    en: 'Statistics from health data',
  },
  change: { nb: 'Endring av tillatelse', nn: 'Endring av løyve', en: 'Change of a permit' },
  extension: {
    nb: 'Forlengelse av tillatelse',
    nn: 'Forlenging av løyve',
    en: 'Extension of a permit',
  },
  'data-update': {
    nb: 'Oppdatering av data',
    nn: 'Oppdatering av data',
    en: 'Update of data',
  },
};

export function publicCaseTitle(kind: CaseKind, language: Language): string {
  return `${caseTitles[kind][language]} – ${leftOut}`;
}

/** The title of a document in public: what it is, with asterisks for what is left out. */
export function publicTitle({ kind, title, isTitleExempt }: PublicRow, language: Language): string {
  const name = title ?? documentKind(kind)[language];
  return isTitleExempt ? `${name} – ${leftOut}` : name;
}

/** A row of the public journal in words, as the API gives it. */
export interface PublicJournalItem {
  journalNumber: string;
  caseReference: string;
  caseTitle: string;
  documentNumber: number;
  type: 'I' | 'U';
  title: string;
  /** null: left out. */
  party: string | null;
  documentOn: string;
  journalledOn: string;
  /** The provision that the document is exempted by; null: nothing of it is known to be. */
  exemption: string | null;
}

export function inWords(row: PublicRow, language: Language): PublicJournalItem {
  return {
    journalNumber: `${row.year}/${row.sequence}`,
    caseReference: row.caseReference,
    caseTitle: publicCaseTitle(row.caseKind, language),
    documentNumber: row.number,
    type: row.type,
    title: publicTitle(row, language),
    party: row.party,
    documentOn: row.documentOn,
    journalledOn: row.journalledOn,
    exemption: row.exemption && provisionOf(row.exemption),
  };
}
