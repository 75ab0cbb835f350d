import type { Decide, IsOpen, PermitState, TrackTable } from './case.model.js';
import { refuse, textOf } from './refusal.rules.js';

/** The data permit: what the decision gives, for as long as it lasts. */
export const permitTrack = {
  name: 'permit',
  initial: 'none',
  states: ['none', 'active', 'expired'] satisfies PermitState[],
  final: ['expired'],
  keyedBy: null,
  transitions: {
    'issue-permit': {
      from: ['none'],
      to: 'active',
      by: ['caseworker'],
      event: 'permit-issued',
      during: ['decided'],
    },
    'end-permit': {
      from: ['active'],
      to: 'expired',
      by: ['caseworker', 'system'],
      event: 'permit-ended',
      during: ['decided', 'in-delivery'],
      moves: { closure: 'ending' },
    },
  },
} as const satisfies TrackTable;

type PermitCommand = keyof typeof permitTrack.transitions;

export const permitDecisions: { [Name in PermitCommand]: Decide<Name> } = {
  'issue-permit': ({ tracks }, _, { permitReference }) => {
    const { state, permitEndsOn } = tracks.access;
    if (state === 'refused') return refuse('access-not-granted');
    return { facts: { permitReference, endsOn: permitEndsOn } };
  },

  'end-permit': ({ tracks }, { reason }, context) => {
    const hasRunOut = (tracks.permit.endsOn ?? '') < context.today;
    if (!hasRunOut && reason === undefined) {
      return refuse('permit-still-valid', {
        field: 'reason',
        rule: 'a permit that has not run out is ended for a reason',
        todo: 'say why the permit ends early',
      });
    }
    const texts = reason === undefined ? [] : [textOf(context, 'why the permit ended', reason)];
    return { facts: texts[0] ? { reasonId: texts[0].id } : {}, texts };
  },
};

export const permitOpenings: Partial<Record<PermitCommand, IsOpen>> = {
  'issue-permit': ({ tracks }) => tracks.access.state !== 'refused',
};
