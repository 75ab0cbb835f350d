import {
  type Decide,
  type Flag,
  flags,
  type FlagState,
  type TrackTable,
  type Tracks,
} from '../case.model.js';
import { textOf } from '../refusal.rules.js';

const whileOpen = [
  'submitted',
  'pre-screening',
  'awaiting-information',
  'in-assessment',
  'decided',
  'in-delivery',
] as const;

/** What to be careful with in a case: each flag is set and cleared for a reason, and logged. */
export const flagTrack = {
  name: 'flag',
  initial: 'clear',
  states: ['clear', 'set'] satisfies FlagState[],
  final: [],
  keyedBy: 'flag',
  keys: () => flags,
  transitions: {
    'set-flag': {
      from: ['clear'],
      to: 'set',
      by: ['caseworker', 'decision-maker'],
      event: 'flag-set',
      during: whileOpen,
    },
    'clear-flag': {
      from: ['set'],
      to: 'clear',
      by: ['caseworker', 'decision-maker'],
      event: 'flag-cleared',
      during: whileOpen,
    },
  },
} as const satisfies TrackTable;

type FlagCommand = keyof typeof flagTrack.transitions;

export const flagDecisions: { [Name in FlagCommand]: Decide<Name> } = {
  'set-flag': (_, { flag, reason }, context) => {
    const text = textOf(context, `why the flag ${flag} was set`, reason);
    return { facts: { reasonId: text.id, setOn: context.today }, texts: [text] };
  },
  'clear-flag': (_, { flag, reason }, context) => {
    const text = textOf(context, `why the flag ${flag} was cleared`, reason);
    return { facts: { reasonId: text.id }, texts: [text] };
  },
};

export function hasFlag({ flag }: Tracks, name: Flag): boolean {
  return flag[name]?.state === 'set';
}
