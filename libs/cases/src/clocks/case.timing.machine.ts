import { addWorkingDays } from './calendar.rules.js';
import type {
  AccessCase,
  ApplicationState,
  Context,
  Decide,
  IsOpen,
  PostponementState,
  PreliminaryReplyState,
  ProcedureState,
  ReminderState,
  TrackTable,
  Tracks,
} from '../case.model.js';
import { isOver } from '../case.waiting.rules.js';
import { refuse, textOf } from '../refusal.rules.js';
import { calendarOf, settingsOn, type SettingVersion } from '../settings/setting.rules.js';

/** What is done about time limits. The limits themselves are derived: see `clock.rules.ts`. */

const undecided: readonly ApplicationState[] = ['submitted', 'pre-screening', 'in-assessment'];
/** The month is never paused: the party is told also while the case waits for the party itself. */
const unanswered: readonly ApplicationState[] = [...undecided, 'awaiting-information'];

/** The preliminary reply within one month of receipt (forvaltningsloven section 11 a). */
export const preliminaryReplyTrack = {
  name: 'preliminary-reply',
  initial: 'awaited',
  states: ['awaited', 'sent'] satisfies PreliminaryReplyState[],
  final: ['sent'],
  keyedBy: null,
  transitions: {
    'send-preliminary-reply': {
      from: ['awaited'],
      to: 'sent',
      by: ['caseworker'],
      event: 'preliminary-reply-sent',
      during: unanswered,
    },
    // What no caseworker has written when the month is all but over is written by itself.
    'send-automatic-preliminary-reply': {
      from: ['awaited'],
      to: 'sent',
      by: ['system'],
      event: 'automatic-preliminary-reply-sent',
      during: unanswered,
    },
  },
} as const satisfies TrackTable;

/** The 30 or 60 working days postponed (helseregisterloven section 19 f second paragraph). */
export const postponementTrack = {
  name: 'postponement',
  initial: 'none',
  states: ['none', 'postponed'] satisfies PostponementState[],
  final: ['postponed'],
  keyedBy: null,
  transitions: {
    postpone: {
      from: ['none', 'postponed'],
      to: 'postponed',
      by: ['caseworker'],
      event: 'postponed',
    },
  },
} as const satisfies TrackTable;

/** Which procedure of Regulation (EU) 2025/327 the case follows; national limits are the same. */
export const procedureTrack = {
  name: 'procedure',
  initial: 'ordinary',
  states: ['ordinary', 'accelerated', 'trusted-holder'] satisfies ProcedureState[],
  final: [],
  keyedBy: null,
  transitions: {
    'switch-track': {
      from: ['ordinary', 'accelerated', 'trusted-holder'],
      to: ['ordinary', 'accelerated', 'trusted-holder'],
      by: ['caseworker'],
      event: 'track-switched',
      during: undecided,
    },
  },
} as const satisfies TrackTable;

/** Reminders of due dates, one part per clock: nobody is reminded twice of the same thing. */
export const reminderTrack = {
  name: 'reminder',
  initial: 'none',
  states: ['none', 'reminded'] satisfies ReminderState[],
  final: ['reminded'],
  keyedBy: 'clockId',
  transitions: {
    'remind-of-due-date': {
      from: ['none', 'reminded'],
      to: 'reminded',
      by: ['system'],
      event: 'due-date-reminded',
    },
    // Reminded in vain: the leader of the unit that has the case is told, once for each due date.
    'escalate-due-date': {
      from: ['reminded'],
      to: 'unchanged',
      by: ['system'],
      event: 'due-date-escalated',
    },
  },
} as const satisfies TrackTable;

type TimingCommand =
  | keyof typeof preliminaryReplyTrack.transitions
  | keyof typeof postponementTrack.transitions
  | keyof typeof procedureTrack.transitions
  | keyof typeof reminderTrack.transitions;

export const timingDecisions: { [Name in TimingCommand]: Decide<Name> } = {
  postpone: ({ tracks }, { reason, likelyOn }, context) => {
    const limitOn = statutoryLimitOn(tracks, context.settingVersions);
    if (!isPostponable(tracks) || limitOn === null) {
      return refuse('no-limit-to-postpone', {
        field: 'likelyOn',
        rule: 'the 30 or 60 working days run from a complete application until the case is over',
        todo: 'find the application complete first, or send a preliminary reply',
      });
    }
    if (likelyOn <= limitOn || likelyOn <= context.today) {
      return refuse('likely-date-too-soon', {
        field: 'likelyOn',
        rule: `the new date lies after today and after the limit, ${limitOn}`,
        todo: 'choose a later date',
      });
    }
    const text = textOf(context, 'why the limit is postponed', reason);
    return {
      facts: {
        reasonId: text.id,
        postponedOn: context.today,
        postponedFromOn: tracks.postponement.likelyOn ?? limitOn,
        likelyOn,
      },
      texts: [text],
    };
  },

  'send-preliminary-reply': (_, { reason, expectedOn }, context) => {
    if (expectedOn !== undefined && expectedOn <= context.today) {
      return refuse('expected-date-too-soon', {
        field: 'expectedOn',
        rule: 'a decision is expected after today',
        todo: 'choose a later date, or leave it out',
      });
    }
    const text = textOf(context, 'why the case takes time', reason);
    return {
      facts: { sentOn: context.today, reasonId: text.id, ...(expectedOn && { expectedOn }) },
      texts: [text],
    };
  },

  'send-automatic-preliminary-reply': (accessCase, _, context) => {
    const expectedOn = expectedDataOn(accessCase, context);
    return { facts: { sentOn: context.today, ...(expectedOn && { expectedOn }) } };
  },

  'switch-track': ({ tracks }, { procedure, reason }, context) => {
    if (tracks.procedure.state === procedure) {
      return refuse('already-on-this-track', {
        field: 'procedure',
        rule: 'a case is switched to another track than its own',
        todo: 'choose another track',
      });
    }
    const text = textOf(context, 'why the track is switched', reason);
    return { to: procedure, facts: { reasonId: text.id }, texts: [text] };
  },

  'remind-of-due-date': ({ tracks }, { clockId, dueOn }, { today }) => {
    const earlier = tracks.reminder[clockId];
    if (earlier?.dueOn === dueOn && earlier.remindedOn === today) {
      return refuse('already-reminded', {
        field: 'dueOn',
        rule: 'nobody is reminded twice of the same thing on one day',
        todo: 'wait until the next reminder is due',
      });
    }
    const times = earlier?.dueOn === dueOn ? (earlier.times ?? 0) + 1 : 1;
    return { facts: { dueOn, remindedOn: today, times } };
  },

  'escalate-due-date': ({ tracks }, { clockId, dueOn }) => {
    if (tracks.reminder[clockId]?.escalatedDueOn === dueOn) {
      return refuse('already-escalated', {
        field: 'dueOn',
        rule: 'a due date is brought before the leader of the unit once',
        todo: 'wait for the reminders that follow',
      });
    }
    return { facts: { escalatedDueOn: dueOn } };
  },
};

export const timingOpenings: Partial<Record<TimingCommand, IsOpen>> = {
  postpone: ({ tracks }) => isPostponable(tracks),
};

/** The last of the 30 or 60 working days, before any postponement; null until they run. */
export function statutoryLimitOn(
  { application }: Tracks,
  versions: readonly SettingVersion[],
): string | null {
  const { completeOn, registryIds } = application;
  if (completeOn === undefined) return null;
  const settings = settingsOn(completeOn, versions);
  const name =
    registryIds.length > 1 ? 'several-registries-working-days' : 'one-registry-working-days';
  return addWorkingDays(completeOn, settings[name], calendarOf(settings));
}

/** When the data are to be expected, as far as that is known: postponed or by the act. */
export function expectedDataOn({ tracks }: AccessCase, context: Context): string | null {
  return tracks.postponement.likelyOn ?? statutoryLimitOn(tracks, context.settingVersions);
}

function isPostponable(tracks: Tracks): boolean {
  const { application, access } = tracks;
  return application.completeOn !== undefined && access.state !== 'refused' && !isOver(tracks);
}
