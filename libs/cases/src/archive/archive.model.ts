import type { CaseKind } from '../case.kinds.model.js';
import type { ExemptionCode } from './exemption.rules.js';
import type { DocumentKind, EntryType, PartyKind } from './journal.model.js';

/** A case as the archive takes it: what Noark 5 describes, without the bytes of the files. */
export interface ArchiveCase {
  id: string;
  reference: string;
  kind: CaseKind;
  title: string | null;
  createdAt: Date;
  changedAt: Date;
  isClosed: boolean;
  applicantName: string;
  caseworkerName: string | null;
  entries: ArchiveEntry[];
}

export interface ArchiveEntry {
  id: string;
  number: number;
  year: number;
  sequence: number;
  journalledOn: string;
  type: EntryType;
  kind: DocumentKind;
  title: string;
  partyKind: PartyKind;
  partyName: string;
  institution: string | null;
  documentOn: string;
  receivedOn: string | null;
  sentOn: string | null;
  createdAt: string;
  /** What it was exempted by at first. */
  firstExemption: ExemptionCode | null;
  assessments: {
    exemption: ExemptionCode | null;
    publicTitle: string | null;
    byName: string;
    at: string;
  }[];
  documents: ArchiveDocument[];
}

export interface ArchiveDocument {
  id: string;
  number: number;
  /** The name a file was sent in with; null: a letter, or a page that was drawn. */
  name: string | null;
  mediaType: string;
  fileId: string | null;
  letterId: string | null;
  /** Hexadecimal. */
  sha256: string;
  sizeBytes: number;
}

/** What holds of an entry now. */
export function exemptionNow(entry: ArchiveEntry): ExemptionCode | null {
  const last = entry.assessments.at(-1);
  return last ? last.exemption : entry.firstExemption;
}

/** Where a document lies in the package: never a name that somebody typed. */
export function pathOf(entry: ArchiveEntry, { number, mediaType }: ArchiveDocument): string {
  const place = [entry.number, number].map((part) => String(part).padStart(4, '0')).join('-');
  return `dokumenter/${place}.${extensions[mediaType] ?? 'bin'}`;
}

const extensions: Readonly<Partial<Record<string, string>>> = {
  'application/pdf': 'pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  'application/vnd.oasis.opendocument.text': 'odt',
  'application/vnd.oasis.opendocument.spreadsheet': 'ods',
  'text/plain': 'txt',
  'text/csv': 'csv',
  'image/png': 'png',
  'image/jpeg': 'jpg',
};
