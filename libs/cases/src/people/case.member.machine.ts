import { memberIn } from './case.member.rules.js';
import type { Decide, IsOpen, LeadershipState, MemberState, TrackTable } from '../case.model.js';
import { openStates } from '../case.states.rules.js';
import { refuse, textOf } from '../refusal.rules.js';

const whileOpen = ['draft', ...openStates] as const;

/** The members of a project, each with a role and rights in it: invited, active, removed. */
export const memberTrack = {
  name: 'member',
  initial: 'none',
  states: ['none', 'invited', 'active', 'removed'] satisfies MemberState[],
  final: ['removed'],
  keyedBy: 'memberId',
  transitions: {
    'invite-member': {
      from: ['none'],
      to: 'invited',
      by: ['applicant'],
      event: 'member-invited',
      during: whileOpen,
    },
    'accept-invitation': {
      from: ['invited'],
      to: 'active',
      by: ['system'],
      event: 'invitation-accepted',
      during: whileOpen,
    },
    'set-member-rights': {
      from: ['invited', 'active'],
      to: 'unchanged',
      by: ['applicant'],
      event: 'member-rights-set',
      during: whileOpen,
    },
    'remove-member': {
      from: ['invited', 'active'],
      to: 'removed',
      by: ['applicant'],
      event: 'member-removed',
      during: whileOpen,
    },
    'sign-for-institution': {
      from: ['active'],
      to: 'active',
      by: ['applicant'],
      event: 'signed-for-institution',
      during: ['draft'],
    },
  },
} as const satisfies TrackTable;

/**
 * Who leads the project. A new leader accepts it, and once there is a permit the caseworker confirms
 * the change (helseforskningsloven section 11).
 */
export const leadershipTrack = {
  name: 'leadership',
  initial: 'settled',
  states: ['settled', 'proposed', 'accepted'] satisfies LeadershipState[],
  final: [],
  keyedBy: null,
  transitions: {
    'propose-project-leader': {
      from: ['settled'],
      to: 'proposed',
      by: ['applicant'],
      event: 'project-leader-proposed',
      during: whileOpen,
    },
    'accept-project-leadership': {
      from: ['proposed'],
      to: ['settled', 'accepted'],
      by: ['applicant'],
      event: 'project-leadership-accepted',
      during: whileOpen,
    },
    'decline-project-leadership': {
      from: ['proposed', 'accepted'],
      to: 'settled',
      by: ['applicant'],
      event: 'project-leadership-declined',
      during: whileOpen,
    },
    'confirm-project-leader': {
      from: ['accepted'],
      to: 'settled',
      by: ['caseworker'],
      event: 'project-leader-confirmed',
      during: openStates,
    },
  },
} as const satisfies TrackTable;

type MemberCommand =
  keyof typeof memberTrack.transitions | keyof typeof leadershipTrack.transitions;

const mostInvitations = 200;

export const memberDecisions: { [Name in MemberCommand]: Decide<Name> } = {
  'invite-member': ({ tracks }, { name, email, kind, rights }, context) => {
    // Each one is an e-mail to an address that only the sender vouches for.
    if (Object.keys(tracks.member).length >= mostInvitations) {
      return refuse('too-many-members', {
        field: 'email',
        rule: `a project invites at most ${mostInvitations} times`,
        todo: 'write to Helsedataservice where the project is larger',
      });
    }
    const texts = {
      name: textOf(context, 'name of a member', name),
      email: textOf(context, 'address of a member', email.toLowerCase()),
    };
    return {
      part: context.newId(),
      facts: {
        nameId: texts.name.id,
        emailId: texts.email.id,
        kind,
        rights: [...new Set(rights)],
        invitedOn: context.today,
      },
      texts: Object.values(texts),
    };
  },

  'accept-invitation': (accessCase, { personId }, { today }) => {
    if (personId === accessCase.applicantId || memberIn(accessCase.tracks, personId)) {
      return refuse('already-member');
    }
    return { facts: { personId, acceptedOn: today } };
  },

  'set-member-rights': (_, { rights }) => ({ facts: { rights: [...new Set(rights)] } }),

  'remove-member': (_, __, { today }) => ({ facts: { removedOn: today } }),

  'sign-for-institution': ({ tracks }, { memberId }, { actor, today }) => {
    const { personId, kind } = tracks.member[memberId] ?? {};
    if (kind !== 'institution-signatory' || personId !== actor.personId) {
      return refuse('not-the-signatory', {
        field: 'memberId',
        rule: 'the one who signs for the institution signs in person',
        todo: 'have the signatory of the institution sign',
      });
    }
    return { facts: { signedOn: today, signedDraftVersion: tracks.application.draftVersion ?? 0 } };
  },

  'propose-project-leader': ({ tracks }, { memberId }, { actor }) => {
    if (tracks.member[memberId]?.state !== 'active') {
      return refuse('not-an-active-member', {
        field: 'memberId',
        rule: 'the new leader has accepted the invitation to the project',
        todo: 'invite the person, or wait until they have accepted',
      });
    }
    return { facts: { proposedMemberId: memberId, proposedBy: actor.personId } };
  },

  'accept-project-leadership': ({ tracks }, _, { actor, today }) => {
    const personId = tracks.member[tracks.leadership.proposedMemberId ?? '']?.personId;
    if (!personId || personId !== actor.personId) return refuse('not-the-proposed-leader');
    return tracks.permit.state === 'none'
      ? { to: 'settled', facts: { applicantId: personId, changedOn: today } }
      : { to: 'accepted', facts: { acceptedOn: today } };
  },

  'decline-project-leadership': () => ({ facts: { proposedMemberId: null } }),

  'confirm-project-leader': ({ tracks }, _, { today }) => {
    const member = tracks.member[tracks.leadership.proposedMemberId ?? ''];
    // The member may have left the project since.
    if (member?.state !== 'active' || !member.personId) return refuse('not-an-active-member');
    return { facts: { applicantId: member.personId, changedOn: today } };
  },
};

const isProposed: IsOpen = ({ tracks }, { personId }) =>
  tracks.member[tracks.leadership.proposedMemberId ?? '']?.personId === personId;

export const memberOpenings: Partial<Record<MemberCommand, IsOpen>> = {
  'sign-for-institution': ({ tracks }, { personId }, part) => {
    const member = tracks.member[part ?? ''];
    return member?.kind === 'institution-signatory' && member.personId === personId;
  },
  'propose-project-leader': ({ tracks }) =>
    Object.values(tracks.member).some(({ state }) => state === 'active'),
  'accept-project-leadership': isProposed,
  'decline-project-leadership': (accessCase, actor) =>
    actor.personId === accessCase.applicantId || isProposed(accessCase, actor, null),
  'confirm-project-leader': ({ tracks }) =>
    tracks.member[tracks.leadership.proposedMemberId ?? '']?.state === 'active',
};
