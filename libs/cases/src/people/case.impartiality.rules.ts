import type { Actor, Role } from '../../../parties/src/role.rules.js';
import type { CommandName } from '../case.commands.js';
import type { AccessCase, TrackName } from '../case.model.js';

/** The roles in which a person prepares or makes a decision: forvaltningsloven section 6. */
const preparing: readonly Role[] = [
  'caseworker',
  'decision-maker',
  'registry-adviser',
  'unit-leader',
];

/** What a person who may not prepare the case can still do: say so, and let go of it. */
const letGo: readonly CommandName[] = [
  'declare-impartial',
  'declare-conflict',
  'hand-over-case',
  'release-case',
];

/** Whether a person is disqualified, or under dispute until a superior has ruled (section 8). */
export function isBarred({ tracks }: AccessCase, personId: string | null): boolean {
  const state = tracks.impartiality[personId ?? '']?.state;
  return state === 'conflict' || state === 'disqualified' || state === 'disputed';
}

/** Whether a person has declared to be impartial in this case, or a superior has found so. */
export function isDeclaredImpartial({ tracks }: AccessCase, personId: string | null): boolean {
  const state = tracks.impartiality[personId ?? '']?.state;
  return state === 'impartial' || state === 'cleared';
}

/** Whether this person may not give the command in this role, for what ties them to the case. */
export function isBarredFrom(
  accessCase: AccessCase,
  { personId }: Actor,
  role: Role,
  command: CommandName,
): boolean {
  return preparing.includes(role) && !letGo.includes(command) && isBarred(accessCase, personId);
}

/** What decides something for the party, whatever it is called. */
const deciding =
  /^sign-|^(reverse-on-appeal|forward-appeal|accept-late-appeal|dismiss-late-appeal|decide-deferred-effect|revoke-exemption|reverse-in-favour)$/;

/** Whether the command first needs a declaration from whoever gives it: preparing, deciding, advising. */
export function lacksDeclaration(
  accessCase: AccessCase,
  { personId }: Actor,
  role: Role,
  command: CommandName,
): boolean {
  return (
    preparing.includes(role) &&
    (/^propose-|^give-advice$/.test(command) || deciding.test(command)) &&
    !isDeclaredImpartial(accessCase, personId)
  );
}

/**
 * Whether what is to be signed was proposed by somebody who may not prepare the case: the tie may
 * have come to light since (forvaltningsloven section 6).
 */
export function isTainted(
  accessCase: AccessCase,
  command: CommandName,
  track: TrackName,
  part: string | null,
): boolean {
  if (!deciding.test(command)) return false;
  // A revocation is proposed on a track of its own and signed on that of the permit.
  const signed = accessCase.tracks[command === 'sign-revocation' ? 'revocation' : track];
  const proposal = (part === null ? signed : (signed as Record<string, unknown>)[part]) as
    { proposedBy?: string } | undefined;
  return proposal?.proposedBy !== undefined && isBarred(accessCase, proposal.proposedBy);
}

/** Whether the leader of a unit is disqualified: nobody under them decides (section 6 third paragraph). */
export function isUnderDisqualified(
  accessCase: AccessCase,
  { personId }: Actor,
  role: Role,
  command: CommandName,
  unitId: string | null,
): boolean {
  if (unitId === null || !preparing.includes(role) || !deciding.test(command)) return false;
  return Object.entries(accessCase.tracks.impartiality).some(
    ([id, { leadsUnitId }]) =>
      id !== personId && leadsUnitId === unitId && isBarred(accessCase, id),
  );
}

/** A case may have a decision-maker of its own; then that person signs, or whoever stands in. */
export function isAnothersToSign(
  { tracks }: AccessCase,
  { personId, standsInFor = [] }: Actor,
  role: Role,
  command: CommandName,
): boolean {
  const { decisionMakerId } = tracks.assignment;
  if (role !== 'decision-maker' || !command.startsWith('sign-') || !decisionMakerId) return false;
  return decisionMakerId !== personId && !standsInFor.includes(decisionMakerId);
}
