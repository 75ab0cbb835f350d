import {
  type Actor,
  isPerRegistry,
  type Role,
  type RoleGrant,
} from '../../parties/src/role.rules.js';
import { type CaseCommand, commandBodies, type CommandName } from './case.commands.js';
import { isBeyondMember } from './people/case.member.rules.js';
import {
  isAnothersToSign,
  isBarredFrom,
  isTainted,
  isUnderDisqualified,
  lacksDeclaration,
} from './people/case.impartiality.rules.js';
import type {
  AccessCase,
  CaseEvent,
  Context,
  Decide,
  Decision,
  Refusing,
  Target,
  TrackName,
  Tracks,
  TrackTable,
  Transition,
} from './case.model.js';
import { rolesInCase } from './case.relation.rules.js';
import { refuse } from './refusal.rules.js';
import { decisions, openings, transitions } from './case.workflow.machine.js';

/** A case on its first day. */
export function newCase(
  identity: Pick<
    AccessCase,
    'id' | 'reference' | 'kind' | 'parentId' | 'intake' | 'applicantId' | 'language'
  >,
): AccessCase {
  return {
    ...identity,
    version: 1,
    tracks: {
      application: { state: 'draft', registryIds: [] },
      assignment: { state: 'unassigned' },
      impartiality: {},
      screening: { state: 'open' },
      information: {},
      dismissal: { state: 'none' },
      flag: {},
      member: {},
      leadership: { state: 'settled' },
      message: { state: 'none' },
      note: { state: 'none' },
      ethics: { state: 'undetermined' },
      consultation: {},
      assessment: {},
      exemption: {},
      'controller-decision': {},
      access: { state: 'draft' },
      condition: {},
      permit: { state: 'none' },
      revocation: { state: 'none' },
      appeal: {},
      'appeal-period': {},
      reversal: {},
      linkage: { state: 'none' },
      'key-file': {},
      delivery: {},
      'delivery-plan': {},
      fee: { state: 'none' },
      'registry-fee': {},
      closure: { state: 'active' },
      'final-report': { state: 'awaited' },
      'consent-withdrawal': {},
      'preliminary-reply': { state: 'awaited' },
      postponement: { state: 'none' },
      procedure: { state: 'ordinary' },
      reminder: {},
    },
  };
}

/**
 * Whether a command is accepted, and the event it causes. Role first, then version, then state,
 * then facts, so that a stranger learns nothing about the state.
 *
 * Refusal codes: `case-unknown` (absent: no relation to the case); `not-allowed-for-role`,
 * `not-your-registry`, `not-allowed-for-member` (role); `stale-version`, `not-allowed-in-state` (state); `conflict-of-interest`
 * (facts, as those that follow), `proposer-disqualified`, `superior-disqualified`; the track's own; `impartiality-not-declared`,
 * `another-decision-maker-assigned`; and `sign-in-too-old`, last of all.
 */
export function decide(
  accessCase: AccessCase,
  command: CaseCommand,
  context: Context,
): Decision | Refusing {
  const { track, transition } = transitions[command.type];
  const part = partOf(command, track, context.actor);
  const registryId = registryOf(command, track, accessCase.tracks, part);

  const here = rolesInCase(accessCase, context.actor);
  const role = roleFor(here, transition, registryId);
  if (typeof role !== 'string') return role;
  if (role === 'applicant' && isBeyondMember(accessCase, context.actor, command.type)) {
    return { refused: { code: 'not-allowed-for-member', kind: 'role' } };
  }
  const isStale = command.version !== null && command.version !== accessCase.version;
  if (isStale && !transition.isMerging) {
    return { refused: { code: 'stale-version', kind: 'state' } };
  }
  const fromState = stateOf(accessCase.tracks, track, part);
  const { from, during } = transition;
  if (
    !from.includes(fromState) ||
    (during && !during.includes(accessCase.tracks.application.state))
  ) {
    return { refused: { code: 'not-allowed-in-state', kind: 'state' } };
  }
  if (registryId !== null && !accessCase.tracks.application.registryIds.includes(registryId)) {
    return {
      refused: {
        code: 'registry-not-in-application',
        kind: 'facts',
        problems: [
          {
            field: 'registryId',
            rule: 'the registry is a source of this application',
            todo: 'choose one of its sources',
          },
        ],
      },
    };
  }
  if (isBarredFrom(accessCase, context.actor, role, command.type)) {
    return refuse('conflict-of-interest');
  }
  if (isTainted(accessCase, command.type, track.name, part)) return tainted;
  const unitId = context.people[context.actor.personId ?? '']?.unitId ?? null;
  if (isUnderDisqualified(accessCase, context.actor, role, command.type, unitId)) {
    return refuse('superior-disqualified');
  }
  const own = decisionFor(command, accessCase, context);
  if ('refused' in own) return own;
  if (lacksDeclaration(accessCase, context.actor, role, command.type)) {
    return refuse('impartiality-not-declared');
  }
  if (isAnothersToSign(accessCase, context.actor, role, command.type)) {
    return refuse('another-decision-maker-assigned');
  }
  // Last of all: nobody is sent to sign in anew for what would be refused all the same.
  if (transition.needsFreshSignIn && context.actor.hasOldSignIn) return signInTooOld;
  return {
    event: {
      type: transition.event,
      track: track.name,
      registryId,
      part: own.part ?? part,
      fromState,
      toState:
        transition.to === 'unchanged' ? fromState : targetOf(command.type, transition.to, own.to),
      facts: own.facts ?? {},
      moves: movesOf(command.type, transition, own.moves),
      ...(own.alongside && { alongside: own.alongside }),
      ...(own.patches && Object.keys(own.patches).length > 0 && { patches: own.patches }),
    },
    role,
    actingFor: actingFor(accessCase, context.actor, role),
    texts: own.texts ?? [],
    ...(own.draft && { draft: own.draft }),
    ...(own.permitVersion && { permitVersion: own.permitVersion }),
    ...(own.isVersion && { isVersion: own.isVersion }),
  };
}

const signInTooOld: Refusing = {
  refused: {
    code: 'sign-in-too-old',
    kind: 'sign-in-too-old',
    problems: [
      {
        field: 'actor',
        rule: 'who signs has just proved who they are',
        todo: 'sign in anew and send the same again',
      },
    ],
  },
};

const tainted = refuse('proposer-disqualified', {
  field: 'proposedBy',
  rule: 'who is disqualified prepares no decision (forvaltningsloven section 6)',
  todo: 'send the proposal back and have somebody impartial propose it',
});

/** The case after an event. Folding all events of a case over {@link newCase} gives its row. */
export function evolve(accessCase: AccessCase, event: CaseEvent): AccessCase {
  const tracks: Record<string, unknown> = { ...accessCase.tracks };
  for (const [name, patch] of Object.entries(event.patches ?? {})) {
    tracks[name] = { ...(tracks[name] as object), ...patch };
  }
  for (const [name, state] of Object.entries(event.moves) as [TrackName, string][]) {
    const { part = null, facts = {} } = event.alongside?.[name] ?? {};
    tracks[name] = patched(tracks[name] as object, part, { ...facts, state });
  }
  const { track, part, facts, toState } = event;
  tracks[track] = patched(tracks[track] as object, part, { ...facts, state: toState });
  const after = tracks as unknown as Tracks;
  return {
    ...accessCase,
    version: accessCase.version + 1,
    applicantId: after.leadership.applicantId ?? accessCase.applicantId,
    tracks: after,
  };
}

function patched(track: object, part: string | null, patch: object): object {
  if (part === null) return { ...track, ...patch };
  const parts = track as Record<string, object>;
  return { ...parts, [part]: { ...parts[part], ...patch } };
}

export interface AllowedCommand {
  name: CommandName;
  track: TrackName;
  /** The registry that it is about; the command names it where no part does. */
  registryId: string | null;
  /** The part of a keyed track that it may be given for; the command names it as `keyedBy` says. */
  part: string | null;
}

/** What this actor may do now, by role and state: the buttons a page shows. */
export function allowedCommands(accessCase: AccessCase, actor: Actor): AllowedCommand[] {
  const allowed: AllowedCommand[] = [];
  const here = rolesInCase(accessCase, actor);
  for (const [name, { track, transition }] of Object.entries(transitions)) {
    const command = name as CommandName;
    const { during, from } = transition;
    if (during && !during.includes(accessCase.tracks.application.state)) continue;
    for (const { part, registryId } of partsFor(command, track, accessCase.tracks, actor)) {
      if (!from.includes(stateOf(accessCase.tracks, track, part))) continue;
      const role = roleFor(here, transition, registryId);
      if (typeof role !== 'string' || isWithheld(accessCase, actor, role, command)) continue;
      if (isTainted(accessCase, command, track.name, part)) continue;
      if (openings[command]?.(accessCase, actor, part ?? registryId) === false) continue;
      const isNamed = track.keyedBy !== null && track.keyedBy in commandBodies[command].shape;
      allowed.push({
        name: command,
        track: track.name,
        registryId,
        part: isNamed ? part : null,
      });
    }
  }
  return allowed;
}

/** The state of a track, or of one part of a keyed one; a part not yet opened is in the initial. */
export function stateOf(tracks: Tracks, track: TrackTable, part: string | null): string {
  if (track.keyedBy === null) return (tracks[track.name] as { state: string }).state;
  const parts = tracks[track.name] as Record<string, { state: string } | undefined>;
  return (part === null ? undefined : parts[part]?.state) ?? track.initial;
}

/** Whether what ties, or does not tie, this person to the case keeps the command from them. */
function isWithheld(accessCase: AccessCase, actor: Actor, role: Role, command: CommandName) {
  return (
    (role === 'applicant' && isBeyondMember(accessCase, actor, command)) ||
    isBarredFrom(accessCase, actor, role, command) ||
    lacksDeclaration(accessCase, actor, role, command) ||
    isAnothersToSign(accessCase, actor, role, command)
  );
}

/** Whose work this is, when the actor stands in for somebody who is away. */
function actingFor({ tracks }: AccessCase, actor: Actor, role: Role): string | null {
  const { assigneeId, decisionMakerId } = tracks.assignment;
  const owner =
    role === 'caseworker' ? assigneeId : role === 'decision-maker' ? decisionMakerId : null;
  return owner && owner !== actor.personId && actor.standsInFor?.includes(owner) ? owner : null;
}

function partOf(command: CaseCommand, track: TrackTable, actor: Actor): string | null {
  if (track.keyedBy === null) return null;
  const named = (command as unknown as Record<string, unknown>)[track.keyedBy];
  return (named as string | undefined) ?? (track.isAboutActor ? actor.personId : null);
}

/** The parts a command may be about; a command that opens a new part is about none yet. */
function partsFor(
  command: CommandName,
  track: TrackTable,
  tracks: Tracks,
  actor: Actor,
): readonly { part: string | null; registryId: string | null }[] {
  const { keyedBy, registryOf = () => null } = track;
  const { registryIds } = tracks.application;
  const { shape } = commandBodies[command];
  if (keyedBy === null) return [{ part: null, registryId: null }];
  if (!(keyedBy in shape)) {
    // What is opened at a registry is offered for each of them.
    if ('registryId' in shape) return registryIds.map((id) => ({ part: null, registryId: id }));
    return [{ part: track.isAboutActor ? actor.personId : null, registryId: null }];
  }
  if (keyedBy === 'registryId') {
    return (track.keys?.(tracks) ?? registryIds).map((id) => ({ part: id, registryId: id }));
  }
  const parts = track.keys?.(tracks) ?? Object.keys(tracks[track.name]);
  return parts.map((part) => ({ part, registryId: registryOf(tracks, part) }));
}

/** The registry that a command is about: as it says, or as the part it names does. */
function registryOf(
  command: CaseCommand,
  track: TrackTable,
  tracks: Tracks,
  part: string | null,
): string | null {
  if ('registryId' in command) return command.registryId;
  return part === null ? null : (track.registryOf?.(tracks, part) ?? null);
}

function targetOf(command: CommandName, targets: Target, picked: string | undefined): string {
  if (typeof targets === 'string') return targets;
  if (picked !== undefined && targets.includes(picked)) return picked;
  throw new Error(`${command} must pick one of ${targets.join(', ')}`);
}

function movesOf(
  command: CommandName,
  { moves = {}, mayMove = {} }: Transition,
  picked: CaseEvent['moves'] = {},
): CaseEvent['moves'] {
  const chosen = Object.entries(mayMove).filter(([track]) => picked[track as TrackName]);
  return Object.fromEntries(
    ([...Object.entries(moves), ...chosen] as [TrackName, Target][]).map(([track, targets]) => [
      track,
      targetOf(command, targets, picked[track]),
    ]),
  );
}

/** Which of the roles held in the case the command may be given in, or why none. */
function roleFor(
  here: readonly RoleGrant[],
  { by }: Transition,
  registryId: string | null,
): Role | Refusing {
  if (here.length === 0) return { refused: { code: 'case-unknown', kind: 'absent' } };
  const held = here.filter(({ role }) => by.includes(role));
  if (held.length === 0) return { refused: { code: 'not-allowed-for-role', kind: 'role' } };
  const grant = held.find(
    ({ role, registryId: own }) =>
      !isPerRegistry(role) || registryId === null || own === registryId,
  );
  return grant?.role ?? { refused: { code: 'not-your-registry', kind: 'role' } };
}

function decisionFor(command: CaseCommand, accessCase: AccessCase, context: Context) {
  // The table pairs each command with the function for its own body.
  const own = decisions[command.type] as Decide<CommandName>;
  return own(accessCase, command, context);
}
