import type { Role } from '../../../parties/src/role.rules.js';
import type { LetterKind } from '../../../letters/src/wording/letter.templates.js';
import type { trackTables } from '../case.workflow.machine.js';
import type { IncomingKind } from './document-kinds.rules.js';
import type { ExemptionCode } from './exemption.rules.js';

/** The name of every event that the tables of the tracks know. */
export type EventName = {
  [Track in keyof typeof trackTables]: EventOf<(typeof trackTables)[Track]['transitions']>;
}[keyof typeof trackTables];

type EventOf<Transitions> = {
  [Name in keyof Transitions]: Transitions[Name] extends { event: infer Event } ? Event : never;
}[keyof Transitions];

/** Incoming, outgoing, or a document within the body (Noark 5: inngående, utgående, organinternt). */
export const entryTypes = ['I', 'U', 'X'] as const;
export type EntryType = (typeof entryTypes)[number];

export type DocumentKind = IncomingKind | `letter:${LetterKind}`;

/** Who a document comes from or goes to. */
export type PartyKind = 'applicant' | 'registry' | 'rek' | 'appeals-body' | 'operator';

/** How an event is journalled. */
export interface JournalRule {
  kind: IncomingKind;
  /** `by-sender`: from a party or a body outside it comes in, from the office it goes out. */
  direction: 'in' | 'out' | 'by-sender';
  party: PartyKind;
  /** The roles whose events are documents of the case; left out: whoever gives the command. */
  by?: readonly Role[];
  /** The document is a file that was sent in, and no page is drawn. */
  isFile?: true;
  /** Facts of the event that belong on the page, beside its texts. */
  facts?: readonly FactName[];
}

/** The facts that an archived page may state; what they are called stands with the page. */
export type FactName =
  | 'rekReference'
  | 'decidedOn'
  | 'validUntilOn'
  | 'advice'
  | 'costNok'
  | 'weeksToDeliver'
  | 'promisedOn'
  | 'fileCount'
  | 'rowCount'
  | 'sha256'
  | 'acceptedNok'
  | 'personCount'
  | 'confirmedOn'
  | 'receivedOn';

/** One journal entry (journalpost) as the command that causes it inserts it. */
export interface JournalOrder {
  kind: DocumentKind;
  type: EntryType;
  partyKind: PartyKind;
  partyId: string | null;
  partyName: string;
  /** The institution on whose behalf a person writes, as the application names it. */
  institution: string | null;
  title: string;
  exemption: ExemptionCode | null;
  documentOn: string;
  receivedOn: string | null;
  sentOn: string | null;
  /** Files sent in, in the order of the application. */
  fileIds: string[];
  /** Whether a page is drawn for it, from the texts of its event. */
  isDrawn: boolean;
}
