import type { CaseKind } from '../case.kinds.model.js';
import type { ExemptionCode } from './exemption.rules.js';
import type { DocumentKind, EntryType, PartyKind } from './journal.model.js';

/** What a journal entry says to those who may read the case. */
export interface NumberedEntry {
  entryId: string;
  caseId: string;
  caseReference: string;
  caseKind: CaseKind;
  year: number;
  sequence: number;
  number: number;
  type: EntryType;
  kind: DocumentKind;
  partyKind: PartyKind;
  partyName: string;
  institution: string | null;
  /** The people of the project, whose names the journal on the web leaves out. */
  personNames: readonly string[];
  documentOn: string;
  journalledOn: string;
  exemption: ExemptionCode | null;
  /** A title that a caseworker wrote for the public; null where none did. */
  publicTitle: string | null;
}

/** All that the public journal may say of a document. */
export interface PublicEntry {
  entryId: string;
  caseId: string;
  year: number;
  sequence: number;
  caseReference: string;
  caseKind: CaseKind;
  number: number;
  type: 'I' | 'U';
  kind: DocumentKind;
  /** null: what documents of its kind are called. */
  title: string | null;
  /** A part of the title, the project, is left out. */
  isTitleExempt: boolean;
  /** null: left out. */
  party: string | null;
  documentOn: string;
  journalledOn: string;
  exemption: ExemptionCode | null;
}

/**
 * What the public may read of an entry; null: nothing. Documents within the body need no place in
 * the journal (offentleglova section 10), so they are not published. A person who writes for an
 * institution is left out and the institution named; one who writes for nobody else is left out.
 * The title tells the kind of document alone: the project's title may be a research idea (section
 * 26 fourth paragraph), and only a person may decide that it is none.
 */
export function publicEntry(entry: NumberedEntry): PublicEntry | null {
  const { type, publicTitle } = entry;
  if (type === 'X') return null;
  return {
    entryId: entry.entryId,
    caseId: entry.caseId,
    year: entry.year,
    sequence: entry.sequence,
    caseReference: entry.caseReference,
    caseKind: entry.caseKind,
    number: entry.number,
    type,
    kind: entry.kind,
    title: publicTitle,
    isTitleExempt: publicTitle === null,
    party: publicParty(entry),
    documentOn: entry.documentOn,
    journalledOn: entry.journalledOn,
    exemption: entry.exemption,
  };
}

/**
 * Bodies are named. An institution is named as the application names it, unless what stands there
 * is a person, a number or an address after all.
 */
function publicParty(entry: NumberedEntry): string | null {
  const { partyKind, partyName, institution, personNames } = entry;
  if (partyKind !== 'applicant') return partyName;
  if (institution === null || institution.trim() === '') return null;
  return tellsOfPerson(institution, personNames) ? null : institution;
}

/** Whether a text holds a person's name, a long number, or an address of the net. */
export function tellsOfPerson(text: string, personNames: readonly string[]): boolean {
  if (/@|https?:|(?:\d[\s.-]?){6,}/.test(text)) return true;
  const words = wordsOf(text);
  return personNames.some((name) => wordsOf(name).some((word) => words.includes(word)));
}

/** Words of three letters or more, as they compare. */
function wordsOf(text: string): string[] {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((word) => word.length >= 3);
}
