import { trackTables, transitions } from './case.workflow.machine.js';
import type { TrackTable, Transition } from './case.model.js';

/** `docs/case-states.md`, printed from the tables: a diagram and who may do what, per track. */
export function printStates(): string {
  return [
    '# States of a case',
    '',
    'Printed from the machines by `npm run docs`; a test fails when it is stale.',
    '',
    'A case is one row with one version; each track below has its own state. A command is accepted',
    'when the actor holds one of its roles in this very case, the track is in one of its states, the',
    'application is in one of the states under *during*, and the facts of the track allow it. For a',
    'command marked *anew* the actor has just proved who they are (docs/decisions/0007).',
    '',
    ...Object.values(trackTables).flatMap(printTrack),
  ].join('\n');
}

function printTrack(track: TrackTable): string[] {
  const rows = Object.entries(track.transitions) as [string, Transition][];
  return [
    `## ${track.name}${track.keyedBy === null ? '' : ` (one per ${track.keyedBy})`}`,
    '',
    '```mermaid',
    'stateDiagram-v2',
    `  [*] --> ${idOf(track.initial)}`,
    ...track.states
      .filter((state) => idOf(state) !== state)
      .map((state) => `  ${idOf(state)}: ${state}`),
    ...rows.flatMap(([command, { from, to }]) =>
      to === 'unchanged'
        ? []
        : from.flatMap((state) =>
            [to].flat().map((target) => `  ${idOf(state)} --> ${idOf(target)}: ${command}`),
          ),
    ),
    ...track.final.map((state) => `  ${idOf(state)} --> [*]`),
    '```',
    '',
    `Begins in *${track.initial}*${printEnds(track)}.${printMovedTo(track)}`,
    '',
    '| Command | From | To | By | During | Event | Moves |',
    '|---|---|---|---|---|---|---|',
    ...rows.map(
      ([command, { from, to, by, during, event, moves, mayMove, needsFreshSignIn }]) =>
        `| \`${command}\` | ${from.join(', ')} | ${[to].flat().join(' or ')} | ${by.join(', ')}${needsFreshSignIn ? ', *anew*' : ''} | ${during?.join(', ') ?? 'any'} | \`${event}\` | ${printMoves(moves)}${mayMove ? ` may move ${printMoves(mayMove)}` : ''} |`,
    ),
    '',
  ];
}

function printEnds({ final }: TrackTable): string {
  return final.length === 0 ? '' : `; may end in ${final.map((state) => `*${state}*`).join(', ')}`;
}

/** The states that another track's events bring this one to. */
function printMovedTo({ name }: TrackTable): string {
  const movers = Object.entries(transitions).flatMap(([command, { track, transition }]) => {
    const to = transition.moves?.[name] ?? transition.mayMove?.[name];
    return to ? [`*${[to].flat().join('* or *')}* by \`${command}\` (${track.name})`] : [];
  });
  return movers.length === 0 ? '' : ` Moved to ${movers.join(', ')}.`;
}

function printMoves(moves: Transition['moves']): string {
  return Object.entries(moves ?? {})
    .map(([track, state]) => `${track} to ${[state].flat().join(' or ')}`)
    .join(', ');
}

/** A state's name as Mermaid accepts it. */
function idOf(state: string): string {
  return state.replace(/-/g, '_');
}
