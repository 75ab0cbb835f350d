import type { Draft } from '../application/application.rules.js';
import type { Actor } from '../../../parties/src/role.rules.js';
import type { CommandName } from '../case.commands.js';
import type { AccessCase, Tracks } from '../case.model.js';

/** What somebody is in a project beside its leader. */
export const memberKinds = [
  'co-applicant',
  'reader',
  'institution-signatory',
  'data-user',
] as const;

export type MemberKind = (typeof memberKinds)[number];

/** Reading is every member's; the rest is given one by one. */
export const memberRights = ['edit-draft', 'answer-information', 'submit', 'appeal'] as const;

export type MemberRight = (typeof memberRights)[number];

export interface Member {
  state: 'invited' | 'active' | 'removed';
  /** Name and address stand apart from the log, as texts. */
  nameId: string;
  emailId: string;
  kind: MemberKind;
  rights: MemberRight[];
  invitedOn: string;
  personId?: string;
  acceptedOn?: string;
  removedOn?: string;
  signedOn?: string;
  /** The version of the draft that the signature is for. */
  signedDraftVersion?: number;
}

/** The part that a person has as an active member; null for everybody else. */
export function memberIn(
  tracks: Tracks,
  personId: string | null,
): { memberId: string; member: Member } | null {
  const found = Object.entries(tracks.member).find(
    ([, { state, personId: own }]) => state === 'active' && own !== undefined && own === personId,
  );
  return found ? { memberId: found[0], member: found[1] } : null;
}

/** The leader and the active members, by the ids of the people. */
export function projectPeople({ applicantId, tracks }: AccessCase): string[] {
  const members = Object.values(tracks.member)
    .filter(({ state }) => state === 'active')
    .flatMap(({ personId }) => personId ?? []);
  return [...new Set([applicantId, ...members])];
}

/** Who is to have the data in hand, for the permit: the leader, and the members named as data users. */
export function namedPersons({ applicantId, tracks }: AccessCase): {
  leaderId: string;
  members: { memberId: string; nameId: string; personId: string }[];
} {
  const members = Object.entries(tracks.member).flatMap(([memberId, member]) =>
    member.state === 'active' && member.kind === 'data-user' && member.personId
      ? [{ memberId, nameId: member.nameId, personId: member.personId }]
      : [],
  );
  return { leaderId: applicantId, members };
}

/** Whether a member lacks the right to a command that the leader of the project may give. */
export function isBeyondMember(
  { applicantId, tracks }: AccessCase,
  { personId }: Actor,
  command: CommandName,
): boolean {
  if (personId === applicantId) return false;
  const own = memberIn(tracks, personId);
  if (own === null) return false;
  if (everyMembers.includes(command)) return false;
  if (own.member.kind === 'institution-signatory' && signatorys.includes(command)) return false;
  const right = rightFor(command);
  return right === null || !own.member.rights.includes(right);
}

/**
 * When the form says that an institution is responsible, its signatory confirms before the
 * application is sent in. A setting of the installation.
 */
export const institutionSignature = { isAskedFor: true };

export function lacksSignature(tracks: Tracks, draft: Draft): boolean {
  if (!institutionSignature.isAskedFor || draft.isInstitutionResponsible !== true) return false;
  return !Object.values(tracks.member).some(
    ({ state, kind, signedDraftVersion }) =>
      state === 'active' &&
      kind === 'institution-signatory' &&
      signedDraftVersion !== undefined &&
      signedDraftVersion === tracks.application.draftVersion,
  );
}

const everyMembers: readonly CommandName[] = [
  'send-message',
  'accept-project-leadership',
  'decline-project-leadership',
  'dispute-impartiality',
];

const signatorys: readonly CommandName[] = ['sign-for-institution', 'propose-project-leader'];

/** The right that opens a command to a member; null: it is the leader's alone. */
function rightFor(command: CommandName): MemberRight | null {
  if (command === 'edit-draft' || command === 'submit') return command;
  if (command === 'save-answers') return 'edit-draft';
  if (command.startsWith('answer-')) return 'answer-information';
  if (/^(lodge|withdraw|supplement)-appeal/.test(command)) return 'appeal';
  return null;
}
