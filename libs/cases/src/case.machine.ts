import { type Actor, isPerRegistry, type Role } from '../../parties/src/role.rules.js';
import {
  accessDecisions,
  accessTrack,
  consultationsAwaited,
  outcomeOf,
} from './case.access.machine.js';
import { applicationDecisions, applicationTrack, mayClose } from './case.application.machine.js';
import type { CaseCommand, CommandName } from './case.commands.js';
import { consultationDecisions, consultationTrack } from './case.consultation.machine.js';
import {
  closureTrack,
  deliveryDecisions,
  deliveryTrack,
  mayOrderDelivery,
} from './case.delivery.machine.js';
import { ethicsDecisions, ethicsTrack } from './case.ethics.machine.js';
import { exemptionDecisions, exemptionTrack } from './case.exemption.machine.js';
import {
  keyFilesLacking,
  keyFileTrack,
  linkageDecisions,
  linkageTrack,
} from './case.linkage.machine.js';
import type {
  AccessCase,
  CaseEvent,
  Context,
  Decide,
  Decision,
  Refusing,
  TrackName,
  Tracks,
  TrackTable,
  Transition,
} from './case.model.js';
import { permitDecisions, permitTrack } from './case.permit.machine.js';
import { rolesInCase } from './case.visibility.js';

/** The workflow and its permissions, whole. `docs/case-states.md` is printed from this. */
export const trackTables = {
  application: applicationTrack,
  ethics: ethicsTrack,
  consultation: consultationTrack,
  exemption: exemptionTrack,
  access: accessTrack,
  permit: permitTrack,
  linkage: linkageTrack,
  'key-file': keyFileTrack,
  delivery: deliveryTrack,
  closure: closureTrack,
} as const satisfies Record<TrackName, TrackTable>;

const decisions: { [Name in CommandName]: Decide<Name> } = {
  ...applicationDecisions,
  ...ethicsDecisions,
  ...consultationDecisions,
  ...exemptionDecisions,
  ...accessDecisions,
  ...permitDecisions,
  ...linkageDecisions,
  ...deliveryDecisions,
};

/** Every command with its row of the tables. A command in no table, or in two, fails at load. */
export const transitions: Readonly<
  Record<CommandName, { track: TrackTable; transition: Transition }>
> = indexTransitions();

/** A case on its first day. */
export function newCase(
  identity: Pick<AccessCase, 'id' | 'reference' | 'applicantId' | 'language'>,
): AccessCase {
  return {
    ...identity,
    version: 1,
    tracks: {
      application: { state: 'draft', registryIds: [] },
      ethics: { state: 'undetermined' },
      consultation: {},
      exemption: { state: 'draft' },
      access: { state: 'draft' },
      permit: { state: 'none' },
      linkage: { state: 'none' },
      'key-file': {},
      delivery: {},
      closure: { state: 'active' },
    },
  };
}

/**
 * Whether a command is accepted, and the event it causes. Role first, then version, then state,
 * then facts, so that a stranger learns nothing about the state.
 *
 * Refusal codes: `case-unknown` (absent: no relation to the case); `not-allowed-for-role`, `not-your-registry` (role); `stale-version`,
 * `not-allowed-in-state` (state); the track's own (facts).
 */
export function decide(
  accessCase: AccessCase,
  command: CaseCommand,
  context: Context,
): Decision | Refusing {
  const { track, transition } = transitions[command.type];
  const registryId = 'registryId' in command ? command.registryId : null;

  const role = roleFor(accessCase, transition, context.actor, registryId);
  if (typeof role !== 'string') return role;
  if (command.version !== null && command.version !== accessCase.version) {
    return { refused: { code: 'stale-version', kind: 'state' } };
  }
  const fromState = stateOf(accessCase.tracks, track, registryId);
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
  const own = decisionFor(command, accessCase, context);
  if ('refused' in own) return own;
  return {
    event: {
      type: transition.event,
      track: track.name,
      registryId,
      fromState,
      toState: transition.to,
      facts: own.facts ?? {},
      moves: transition.moves ?? {},
    },
    role,
    texts: own.texts ?? [],
    ...(own.draft && { draft: own.draft }),
  };
}

/** The case after an event. Folding all events of a case over {@link newCase} gives its row. */
export function evolve(accessCase: AccessCase, event: CaseEvent): AccessCase {
  const tracks: Record<string, unknown> = { ...accessCase.tracks };
  for (const [name, state] of Object.entries(event.moves)) {
    tracks[name] = { ...(tracks[name] as object), state };
  }
  if (event.registryId === null) {
    tracks[event.track] = {
      ...(tracks[event.track] as object),
      ...event.facts,
      state: event.toState,
    };
  } else {
    const perRegistry = tracks[event.track] as Record<string, object>;
    tracks[event.track] = {
      ...perRegistry,
      [event.registryId]: {
        ...perRegistry[event.registryId],
        ...event.facts,
        state: event.toState,
      },
    };
  }
  return { ...accessCase, version: accessCase.version + 1, tracks: tracks as unknown as Tracks };
}

export interface AllowedCommand {
  name: CommandName;
  track: TrackName;
  registryId: string | null;
}

/** What this actor may do now, by role and state: the buttons a page shows. */
export function allowedCommands(accessCase: AccessCase, actor: Actor): AllowedCommand[] {
  const allowed: AllowedCommand[] = [];
  for (const [name, { track, transition }] of Object.entries(transitions)) {
    const command = name as CommandName;
    const { during, from } = transition;
    if (during && !during.includes(accessCase.tracks.application.state)) continue;
    const registryIds = track.isPerRegistry ? accessCase.tracks.application.registryIds : [null];
    for (const registryId of registryIds) {
      if (!from.includes(stateOf(accessCase.tracks, track, registryId))) continue;
      if (typeof roleFor(accessCase, transition, actor, registryId) !== 'string') continue;
      if (!isOpen(command, accessCase, actor, registryId)) continue;
      allowed.push({ name: command, track: track.name, registryId });
    }
  }
  return allowed;
}

export function stateOf(tracks: Tracks, track: TrackTable, registryId: string | null): string {
  if (registryId === null) return (tracks[track.name] as { state: string }).state;
  const perRegistry = tracks[track.name] as Record<string, { state: string } | undefined>;
  return perRegistry[registryId]?.state ?? track.initial;
}

/**
 * Commands that only some facts open: nobody is offered the wrong signature, or one on their own
 * proposal. What is offered and carries nothing but a version is then accepted.
 */
function isOpen(
  command: CommandName,
  { tracks }: AccessCase,
  actor: Actor,
  registryId: string | null,
): boolean {
  switch (command) {
    case 'sign-exemption':
    case 'return-exemption':
      return tracks.exemption.proposedBy !== actor.personId;
    case 'return-access-decision':
      return tracks.access.proposedBy !== actor.personId;
    case 'sign-access-grant':
      return outcomeOf(tracks) === 'granted' && maySign(tracks, actor);
    case 'sign-partial-access-grant':
      return outcomeOf(tracks) === 'partly-granted' && maySign(tracks, actor);
    case 'sign-access-refusal':
      return outcomeOf(tracks) === 'refused' && maySign(tracks, actor);
    case 'issue-permit':
      return tracks.access.state !== 'refused';
    case 'order-linkage':
    case 'create-linkage-domain':
      return tracks.permit.state === 'active';
    case 'order-delivery':
      return mayOrderDelivery(tracks, registryId);
    case 'complete-linkage':
      return keyFilesLacking(tracks).length === 0;
    case 'report-delivered':
      return tracks.permit.state === 'active';
    case 'order-key-destruction':
      return tracks.closure.state === 'deletion-confirmed';
    case 'close-case':
      return mayClose(tracks);
    default:
      return true;
  }
}

function maySign(tracks: Tracks, { personId }: Actor): boolean {
  return tracks.access.proposedBy !== personId && consultationsAwaited(tracks).length === 0;
}

/** The role in which the actor may give the command, or why not. */
function roleFor(
  accessCase: AccessCase,
  { by }: Transition,
  actor: Actor,
  registryId: string | null,
): Role | Refusing {
  const here = rolesInCase(accessCase, actor);
  if (here.length === 0) return { refused: { code: 'case-unknown', kind: 'absent' } };
  const held = here.filter(({ role }) => by.includes(role));
  if (held.length === 0) return { refused: { code: 'not-allowed-for-role', kind: 'role' } };
  const grant = held.find((each) => !isPerRegistry(each.role) || each.registryId === registryId);
  return grant?.role ?? { refused: { code: 'not-your-registry', kind: 'role' } };
}

function decisionFor(command: CaseCommand, accessCase: AccessCase, context: Context) {
  // The table pairs each command with the function for its own body.
  const own = decisions[command.type] as Decide<CommandName>;
  return own(accessCase, command, context);
}

function indexTransitions() {
  const index: Partial<Record<CommandName, { track: TrackTable; transition: Transition }>> = {};
  for (const track of Object.values(trackTables)) {
    for (const [name, transition] of Object.entries<Transition>(track.transitions)) {
      const command = name as CommandName;
      if (index[command]) throw new Error(`Command ${name} stands in two tracks`);
      index[command] = { track, transition };
    }
  }
  for (const name of Object.keys(decisions)) {
    if (!index[name as CommandName]) throw new Error(`Command ${name} stands in no track`);
  }
  return index as Record<CommandName, { track: TrackTable; transition: Transition }>;
}
