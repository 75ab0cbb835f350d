import type { Decide, IsOpen, MessageState, NoteState, TrackTable } from '../case.model.js';
import { openStates } from '../case.states.rules.js';
import { refuse, textOf } from '../refusal.rules.js';

/**
 * Messages between the project and the house. The track knows the last one; the whole thread stands
 * in the log and is read from there, so that no case grows with what is written in it.
 */
export const messageTrack = {
  name: 'message',
  initial: 'none',
  states: ['none', 'from-applicant', 'from-helsedataservice'] satisfies MessageState[],
  final: [],
  keyedBy: null,
  transitions: {
    'send-message': {
      from: ['none', 'from-applicant', 'from-helsedataservice'],
      to: ['from-applicant', 'from-helsedataservice'],
      by: ['applicant', 'caseworker', 'decision-maker'],
      event: 'message-sent',
      during: openStates,
    },
  },
} as const satisfies TrackTable;

/** What those who prepare the case write for each other; never an applicant's to read as it stands. */
export const noteTrack = {
  name: 'note',
  initial: 'none',
  states: ['none', 'written'] satisfies NoteState[],
  final: ['written'],
  keyedBy: null,
  transitions: {
    'write-note': {
      from: ['none', 'written'],
      to: 'written',
      by: ['caseworker', 'decision-maker'],
      event: 'note-written',
      during: openStates,
    },
    // A party who asks to see the file sees what was told orally (forvaltningsloven section 18).
    'disclose-note': {
      from: ['written'],
      to: 'written',
      by: ['caseworker'],
      event: 'note-disclosed',
      during: openStates,
    },
  },
} as const satisfies TrackTable;

type MessageCommand = keyof typeof messageTrack.transitions | keyof typeof noteTrack.transitions;

export const messageDecisions: { [Name in MessageCommand]: Decide<Name> } = {
  'send-message': ({ applicantId, tracks }, { body, fieldRef }, context) => {
    const { personId } = context.actor;
    const isOurs =
      personId === applicantId ||
      Object.values(tracks.member).some(
        (member) => member.state === 'active' && member.personId === personId,
      );
    const text = textOf(context, 'message', body);
    return {
      to: isOurs ? 'from-applicant' : 'from-helsedataservice',
      facts: { messageId: text.id, fieldRef: fieldRef ?? null },
      texts: [text],
    };
  },

  'write-note': ({ tracks }, { kind, body }, context) => {
    const text = textOf(context, `note: ${kind}`, body);
    const { oralIds = [] } = tracks.note;
    return {
      facts: {
        noteId: text.id,
        kind,
        ...(kind === 'oral-information' && { oralIds: [...oralIds, text.id] }),
      },
      texts: [text],
    };
  },

  'disclose-note': ({ tracks }, { noteId }) => {
    const { oralIds = [], disclosedIds = [] } = tracks.note;
    if (!oralIds.includes(noteId)) {
      return refuse('note-not-to-disclose', {
        field: 'noteId',
        rule: 'a party is shown notes of oral information, and no internal note',
        todo: 'choose a note of oral information',
      });
    }
    return { facts: { disclosedIds: [...new Set([...disclosedIds, noteId])] } };
  },
};

export const messageOpenings: Partial<Record<MessageCommand, IsOpen>> = {
  'disclose-note': ({ tracks }) => (tracks.note.oralIds ?? []).length > 0,
};
