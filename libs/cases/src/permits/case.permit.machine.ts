import { prohibitedUse } from '../application/application.rules.js';
import { hasFlag } from '../intake/case.flag.machine.js';
import { hasKeys } from '../case.waiting.rules.js';
import { givesPermitBack } from '../appeals/appeal.rules.js';
import type { Decide, IsOpen, PermitState, TrackTable } from '../case.model.js';
import { closeVersions, inForceStates } from './permit.rules.js';
import {
  firstVersion,
  nextVersion,
  refuseNoVersion,
  reinstatedVersion,
} from './permit.version.rules.js';
import { refuse, refuseSamePerson, textOf } from '../refusal.rules.js';

/**
 * The data permit: what the decision gives, for as long as it lasts, in versions that follow one
 * another. A case that changes, extends or updates the permit of another holds none of its own: its
 * permit is `carried` by the parent's.
 */
export const permitTrack = {
  name: 'permit',
  initial: 'none',
  states: [
    'none',
    'active',
    'amended',
    'extended',
    'carried',
    'expired',
    'revoked',
  ] satisfies PermitState[],
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
      from: inForceStates,
      to: 'expired',
      by: ['caseworker', 'system'],
      event: 'permit-ended',
      moves: { closure: 'ending' },
    },
    // What a change case asks of the permit is its parent's to know (d64 R9.4.1, R9.4.5).
    'record-permit-request': {
      from: inForceStates,
      to: 'unchanged',
      by: ['system'],
      event: 'permit-request-recorded',
    },
    'amend-permit': {
      from: inForceStates,
      to: 'amended',
      by: ['system'],
      event: 'permit-amended',
    },
    'extend-permit': {
      from: inForceStates,
      to: 'extended',
      by: ['system'],
      event: 'permit-extended',
    },
    'carry-permit': {
      from: ['none', 'carried', 'revoked'],
      to: 'carried',
      by: ['system'],
      event: 'permit-carried',
    },
    'stop-carrying-permit': {
      from: ['carried'],
      to: ['expired', 'revoked'],
      by: ['system'],
      event: 'carried-permit-ended',
      mayMove: { closure: 'ending' },
    },
    // A permit is revoked by a signed decision and in no other way (d64 R9.3.5).
    'sign-revocation': {
      from: inForceStates,
      to: 'revoked',
      by: ['decision-maker'],
      event: 'permit-revoked',
      moves: { revocation: 'signed', closure: 'ending' },
      needsFreshSignIn: true,
    },
    'reinstate-permit': {
      from: ['revoked'],
      to: 'active',
      by: ['system'],
      event: 'permit-reinstated',
      moves: { revocation: 'reversed' },
      mayMove: { closure: 'active' },
    },
    'warn-of-expiry': {
      from: inForceStates,
      to: 'unchanged',
      by: ['system'],
      event: 'expiry-warned',
    },
  },
} as const satisfies TrackTable;

type PermitCommand = keyof typeof permitTrack.transitions;

export const permitDecisions: { [Name in PermitCommand]: Decide<Name> } = {
  'issue-permit': (accessCase, _, context) => {
    if (accessCase.parentId !== null) return refuse('permit-of-parent');
    if (accessCase.tracks.access.state === 'refused') return refuse('access-not-granted');
    if (hasFlag(accessCase.tracks, 'prohibited-use')) {
      return refuse('prohibited-use', prohibitedUse('flag.prohibited-use'));
    }
    return firstVersion(accessCase, context);
  },

  'end-permit': ({ tracks }, { reason, askedForOn }, context) => {
    const hasRunOut = (tracks.permit.endsOn ?? '') < context.today;
    if (!hasRunOut && reason === undefined) {
      return refuse('permit-still-valid', {
        field: 'reason',
        rule: 'a permit that has not run out is ended for a reason',
        todo: 'say why the permit ends early',
      });
    }
    // Against the holder's will it is a revocation: notice, hearing, two people and an appeal.
    if (!hasRunOut && (askedForOn === undefined || askedForOn > context.today)) {
      return refuse('end-not-asked-for', {
        field: 'askedForOn',
        rule: 'a permit that has not run out ends early when its holder has asked for it',
        todo: 'say when the holder asked, or give notice of a revocation (forvaltningsloven section 35)',
      });
    }
    const texts = reason === undefined ? [] : [textOf(context, 'why the permit ended', reason)];
    const versions = closeVersions(tracks.permit.versions ?? [], context.now.toISOString());
    return {
      facts: {
        versions,
        ...(texts[0] && { reasonId: texts[0].id }),
        ...(!hasRunOut && { endAskedForOn: askedForOn }),
      },
      texts,
    };
  },

  'record-permit-request': ({ tracks }, { requestCaseId, request }) => ({
    facts: { requests: { ...tracks.permit.requests, [requestCaseId]: request } },
  }),

  'amend-permit': (accessCase, command, context) =>
    refuseNoVersion(accessCase, command, context) ??
    nextVersion(accessCase, command, context, 'amended'),

  'extend-permit': (accessCase, command, context) =>
    refuseNoVersion(accessCase, command, context) ??
    nextVersion(accessCase, command, context, 'extended'),

  'carry-permit': ({ parentId, tracks }, { permitId, endsOn }) => {
    if (parentId === null) return refuse('case-has-no-parent');
    return tracks.permit.state === 'carried' && tracks.permit.permitReference === permitId
      ? refuse('carried-already')
      : { facts: { permitReference: permitId, endsOn } };
  },

  // What was delivered in this case is deleted with the rest; keys of its own are destroyed here.
  'stop-carrying-permit': ({ tracks }, { because }) => ({
    to: because,
    ...(hasKeys(tracks.linkage) && { moves: { closure: 'ending' } }),
  }),

  'sign-revocation': ({ tracks }, _, context) => {
    const { state, proposedBy } = tracks.revocation;
    if (state !== 'proposed') {
      return refuse('revocation-not-decided', {
        field: 'revocation',
        rule: 'a permit is revoked by a decision that has been proposed after notice and hearing',
        todo: 'give notice, await the answer and propose the revocation',
      });
    }
    const same = refuseSamePerson(proposedBy, context);
    if (same) return same;
    const revokedAt = context.now.toISOString();
    return {
      facts: {
        versions: closeVersions(tracks.permit.versions ?? [], revokedAt),
        revocation: {
          decisionId: context.newId(),
          decidedOn: context.today,
          revokedAt,
          proposedBy,
          signedBy: context.actor.personId,
          signedByName: context.actor.name,
        },
      },
    };
  },

  // At once: a successful appeal waits for no later date (d64 R9.3.10).
  'reinstate-permit': (accessCase, { appealId }, context) => {
    const { appeal, closure } = accessCase.tracks;
    if (!givesPermitBack(appeal[appealId])) return refuse('appeal-not-upheld');
    const version = reinstatedVersion(accessCase, context);
    return { ...version, ...(closure.state === 'ending' && { moves: { closure: 'active' } }) };
  },

  // Once for each end date: an extended permit is warned of again.
  'warn-of-expiry': ({ tracks }) =>
    tracks.permit.warnedForEndsOn === tracks.permit.endsOn
      ? refuse('warned-already')
      : { facts: { warnedForEndsOn: tracks.permit.endsOn } },
};

export const permitOpenings: Partial<Record<PermitCommand, IsOpen>> = {
  'sign-revocation': ({ tracks }, { personId }) =>
    tracks.revocation.state === 'proposed' && tracks.revocation.proposedBy !== personId,
  'issue-permit': ({ tracks, parentId }) =>
    parentId === null && tracks.access.state !== 'refused' && !hasFlag(tracks, 'prohibited-use'),
};
