import type { Decide, IsOpen, ReversalState, TrackTable } from '../case.model.js';
import { isAppealed, reopening, reopens, reversibleDecisions } from './case.reopening.rules.js';
import { refuse, textOf } from '../refusal.rules.js';

/**
 * Reversal in the favour of the party, without appeal and without notice: it harms nobody whom the
 * decision is directed at (forvaltningsloven section 35 first paragraph a). To a party's harm a
 * permit is called back on the track of revocation, after notice and hearing.
 */
export const reversalTrack = {
  name: 'reversal',
  initial: 'none',
  states: ['none', 'reversed'] satisfies ReversalState[],
  final: ['reversed'],
  keyedBy: 'decision',
  keys: reversibleDecisions,
  transitions: {
    'reverse-in-favour': {
      from: ['none', 'reversed'],
      to: 'reversed',
      by: ['decision-maker'],
      event: 'reversed-in-favour',
      mayMove: reopens,
      needsFreshSignIn: true,
    },
  },
} as const satisfies TrackTable;

type ReversalCommand = keyof typeof reversalTrack.transitions;

export const reversalDecisions: { [Name in ReversalCommand]: Decide<Name> } = {
  'reverse-in-favour': ({ tracks }, { decision, reason }, context) => {
    if (!reversibleDecisions(tracks).includes(decision)) {
      return refuse('nothing-to-reverse', {
        field: 'decision',
        rule: 'what was refused is reversed in the favour of the party, until a permit is issued',
        todo: 'choose a decision that refuses something, or have a change applied for',
      });
    }
    if (isAppealed(tracks, decision)) return refuse('appeal-under-way');
    const text = textOf(context, 'why the decision is reversed', reason);
    return {
      facts: {
        reversedOn: context.today,
        signedByName: context.actor.name,
        reasonId: text.id,
      },
      texts: [text],
      ...reopening(tracks, decision),
    };
  },
};

export const reversalOpenings: Partial<Record<ReversalCommand, IsOpen>> = {
  'reverse-in-favour': ({ tracks }, _, decision) => !isAppealed(tracks, decision ?? ''),
};
