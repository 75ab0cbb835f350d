import type { Decide, DismissalState, IsOpen, Tracks, TrackTable } from '../case.model.js';
import { hasFlag } from './case.flag.machine.js';
import { endedConsultations } from './case.withdrawal.rules.js';
import { refuse, refuseSamePerson, textOf } from '../refusal.rules.js';

/**
 * Dismissal (avvisning): a decision like any other, proposed by one person, signed by another, with
 * reasons and a right to appeal (forvaltningsloven section 2 third paragraph, 24, 25 and 28). An
 * appeal that succeeds moves the application back to in-assessment and this track to none.
 */
export const dismissalTrack = {
  name: 'dismissal',
  initial: 'none',
  states: ['none', 'proposed', 'dismissed'] satisfies DismissalState[],
  final: ['dismissed'],
  keyedBy: null,
  transitions: {
    'propose-dismissal': {
      from: ['none'],
      to: 'proposed',
      by: ['caseworker'],
      event: 'dismissal-proposed',
      during: ['pre-screening', 'in-assessment'],
    },
    'return-dismissal': {
      from: ['proposed'],
      to: 'none',
      by: ['decision-maker'],
      event: 'dismissal-returned',
      during: ['pre-screening', 'in-assessment', 'awaiting-information'],
    },
    'sign-dismissal': {
      from: ['proposed'],
      to: 'dismissed',
      by: ['decision-maker'],
      event: 'dismissal-signed',
      during: ['pre-screening', 'in-assessment'],
      moves: { application: 'dismissed' },
      needsFreshSignIn: true,
    },
  },
} as const satisfies TrackTable;

type DismissalCommand = keyof typeof dismissalTrack.transitions;

export const dismissalDecisions: { [Name in DismissalCommand]: Decide<Name> } = {
  'propose-dismissal': ({ tracks }, { ground, missing, reason }, context) => {
    if (ground === 'incomplete' && missing.length === 0) {
      return refuse('nothing-missing', {
        field: 'missing',
        rule: 'a dismissal for what is missing names at least one missing item (section 25)',
        todo: 'name what is missing',
      });
    }
    if (ground === 'incomplete' && !wasGuided(tracks)) {
      return refuse('not-asked-for-what-is-missing', {
        field: 'ground',
        rule: 'who has left something out is told and given time to mend it (forvaltningsloven section 11)',
        todo: 'ask for what is missing, and await the answer or the end of the time',
      });
    }
    if (ground === 'prohibited-use' && !hasFlag(tracks, 'prohibited-use')) {
      return refuse('use-not-found-prohibited', {
        field: 'ground',
        rule: 'the use has been found to be one that nothing is released for (section 19 d)',
        todo: 'set the flag for a prohibited use first, with the reason',
      });
    }
    const whats = missing.map(({ item, what }) => textOf(context, `missing: ${item}`, what));
    const text = textOf(context, 'reason for the dismissal', reason);
    return {
      facts: {
        ground,
        missing: missing.map(({ item }, index) => ({ item, whatId: whats[index]?.id })),
        reasonId: text.id,
        proposedBy: context.actor.personId,
        proposedByName: context.actor.name,
      },
      texts: [...whats, text],
    };
  },

  'return-dismissal': ({ tracks }, { reason }, context) => {
    const text = textOf(context, 'why the dismissal was returned', reason);
    return (
      refuseSamePerson(tracks.dismissal.proposedBy, context) ?? {
        facts: { returnReasonId: text.id },
        texts: [text],
      }
    );
  },

  'sign-dismissal': ({ tracks }, _, context) =>
    refuseSamePerson(tracks.dismissal.proposedBy, context) ?? {
      facts: {
        signedBy: context.actor.personId,
        signedByName: context.actor.name,
        decidedOn: context.today,
      },
      patches: endedConsultations(tracks),
    },
};

/** Whether the applicant was asked for something and has answered, or let the time run out. */
function wasGuided({ information }: Tracks): boolean {
  return Object.values(information).some(({ state }) => state === 'answered' || state === 'lapsed');
}

export const dismissalOpenings: Partial<Record<DismissalCommand, IsOpen>> = {
  'return-dismissal': ({ tracks }, { personId }) => tracks.dismissal.proposedBy !== personId,
  'sign-dismissal': ({ tracks }, { personId }) => tracks.dismissal.proposedBy !== personId,
};
