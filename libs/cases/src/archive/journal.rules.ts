import type { Role } from '../../../parties/src/role.rules.js';
import type { LetterKind, Recipient } from '../../../letters/src/wording/letter.templates.js';
import type { AccessCase, CaseEvent, Context } from '../case.model.js';
import { documentKind } from './document-kinds.rules.js';
import { exemptionByFlags } from './exemption.rules.js';
import type {
  DocumentKind,
  EntryType,
  EventName,
  JournalOrder,
  JournalRule,
  PartyKind,
} from './journal.model.js';
import { journalRules } from './journal.table.rules.js';

const staff: readonly Role[] = ['caseworker', 'decision-maker', 'unit-leader', 'system'];

/**
 * The journal entry of an event; null where it is none.
 *
 * @param accessCase the case as it is after the event.
 */
export function journalled(
  accessCase: AccessCase,
  event: CaseEvent,
  role: Role,
  context: Context,
): JournalOrder | null {
  const rule = journalRules[event.type as EventName];
  if (rule === undefined) throw new Error(`No rule says whether ${event.type} is journalled`);
  if (rule === 'nothing' || (rule.by && !rule.by.includes(role))) return null;
  const { application } = accessCase.tracks;
  if (application.submittedOn === undefined) return null;
  const isOut =
    rule.direction === 'out' || (rule.direction === 'by-sender' && staff.includes(role));
  const { today } = context;
  return {
    kind: rule.kind,
    type: isInternal(accessCase, event, rule.party) ? 'X' : isOut ? 'U' : 'I',
    ...partyOf(rule.party, event, role, context),
    title: titleOf(rule.kind, accessCase.language, context.draft.title),
    exemption: exemptionAtFirst(accessCase, rule.kind, rule.party, event),
    documentOn: today,
    receivedOn: isOut ? null : today,
    sentOn: isOut ? today : null,
    fileIds: filesOf(accessCase, event, rule),
    isDrawn: rule.isFile === undefined,
  };
}

/** What a dispatched letter tells of its journal entry. */
export interface DispatchedLetter {
  kind: LetterKind;
  recipient: Recipient;
  projectTitle: string;
  institutionName: string;
  sentOn: string;
  documentOn: string;
}

/** The journal entry of a letter that was dispatched. */
export function letterJournalled(
  accessCase: AccessCase,
  { kind, recipient, projectTitle, institutionName, sentOn, documentOn }: DispatchedLetter,
): JournalOrder {
  const document: DocumentKind = `letter:${kind}`;
  const isToRegistry = recipient.kind === 'registry';
  const isWithin =
    isToRegistry && accessCase.tracks.consultation[recipient.id ?? '']?.isInternal === true;
  return {
    kind: document,
    type: isWithin ? 'X' : 'U',
    partyKind: partyKindOf(recipient.kind),
    partyId: recipient.id,
    partyName: recipient.lines[0] ?? '',
    institution: recipient.kind === 'applicant' && institutionName !== '' ? institutionName : null,
    title: titleOf(document, accessCase.language, projectTitle),
    exemption: isWithin
      ? '14-internal'
      : (exemptionByFlags(accessCase) ?? documentKind(document).exemption),
    documentOn,
    receivedOn: null,
    sentOn,
    fileIds: [],
    isDrawn: false,
  };
}

function partyKindOf(kind: Recipient['kind']): PartyKind {
  return kind;
}

/** Correspondence with a registry within the body is a document of the body itself. */
function isInternal({ tracks }: AccessCase, event: CaseEvent, party: PartyKind): boolean {
  return party === 'registry' && tracks.consultation[event.registryId ?? '']?.isInternal === true;
}

function exemptionAtFirst(
  accessCase: AccessCase,
  kind: DocumentKind,
  party: PartyKind,
  event: CaseEvent,
): JournalOrder['exemption'] {
  if (isInternal(accessCase, event, party)) return '14-internal';
  return exemptionByFlags(accessCase) ?? documentKind(kind).exemption;
}

/** The full title, for those who may see it: what the document is, and the project it is about. */
function titleOf(kind: DocumentKind, language: AccessCase['language'], project?: string): string {
  const name = documentKind(kind)[archiveLanguage(language)];
  return project ? `${name} – ${project}` : name;
}

/** The archive is kept in Norwegian (språklova). */
export function archiveLanguage(language: AccessCase['language']): 'nb' | 'nn' {
  return language === 'nn' ? 'nn' : 'nb';
}

function partyOf(
  party: PartyKind,
  { registryId }: CaseEvent,
  role: Role,
  context: Context,
): Pick<JournalOrder, 'partyKind' | 'partyId' | 'partyName' | 'institution'> {
  const { actor, applicantName, draft, registries } = context;
  switch (party) {
    case 'applicant':
      return {
        partyKind: party,
        partyId: null,
        partyName: role === 'applicant' ? actor.name : applicantName,
        institution: draft.institutionName ?? null,
      };
    case 'registry':
      return {
        partyKind: party,
        partyId: registryId,
        partyName: registries[registryId ?? '']?.name ?? registryId ?? '',
        institution: null,
      };
    case 'rek':
      return { partyKind: party, partyId: null, partyName: 'REK', institution: null };
    case 'appeals-body':
      return { partyKind: party, partyId: null, partyName: 'Helseklage', institution: null };
    case 'operator': {
      const partyName = draft.recipientEnvironment ?? '';
      return { partyKind: party, partyId: null, partyName, institution: null };
    }
  }
}

/** The files that came with the document: all of them with the application, else the one sent. */
function filesOf({ tracks }: AccessCase, event: CaseEvent, rule: JournalRule): string[] {
  const attached = (tracks.application.attachments ?? []).map(({ fileId }) => fileId);
  const { lastFileId = attached.at(-1) } = tracks.application;
  if (rule.isFile) return lastFileId === undefined ? [] : [lastFileId];
  return rule.kind === 'application' ? attached : [];
}

/** The words of a type of entry in Noark 5. */
export const noarkType: Readonly<Record<EntryType, string>> = {
  I: 'Inngående dokument',
  U: 'Utgående dokument',
  X: 'Organinternt dokument uten oppfølging',
};
