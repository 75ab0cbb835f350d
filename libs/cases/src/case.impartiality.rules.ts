import type { Actor, Role } from '../../parties/src/role.rules.js';
import type { CommandName } from './case.commands.js';
import type { AccessCase } from './case.model.js';

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

/** Whether the command first needs a declaration from whoever gives it: proposing, signing, advising. */
export function lacksDeclaration(
  accessCase: AccessCase,
  { personId }: Actor,
  role: Role,
  command: CommandName,
): boolean {
  return (
    preparing.includes(role) &&
    /^(propose|sign)-|^give-advice$/.test(command) &&
    !isDeclaredImpartial(accessCase, personId)
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
