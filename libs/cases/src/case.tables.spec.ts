import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { type Actor, type Role, roles } from '#parties';
import { people, registryIds } from '../../../test/support/journey.js';
import { contextFor, firstDay, given } from '../../../test/support/play.js';
import { type CaseCommand, commandBodies, commandNames } from './case.commands.js';
import { consequences } from './case.consequences.js';
import { decide } from './case.machine.js';
import { trackTables, transitions } from './case.workflow.machine.js';
import type { AccessCase, TrackTable } from './case.model.js';
import { printStates } from './states.printer.js';
import { rolesInCase } from './case.relation.rules.js';

describe('the tables', () => {
  const rows = Object.entries(transitions) as [
    CaseCommand['type'],
    (typeof transitions)[CaseCommand['type']],
  ][];

  it('hold every command once', () => {
    expect(rows.map(([name]) => name).sort()).toEqual([...commandNames].sort());
  });

  it('give every command an event, and say of every event what it causes [R15.4.4]', () => {
    const events = rows.map(([name, { transition }]) => [name, transition.event]);
    expect(events.filter(([, event]) => !event)).toEqual([]);
    expect(events.filter(([, event]) => !(String(event) in consequences))).toEqual([]);
  });

  it('agree with decide for every state, command and role', () => {
    let checked = 0;
    for (const [name, { track, transition }] of rows) {
      for (const state of track.states) {
        for (const application of trackTables.application.states) {
          for (const role of roles) {
            const { accessCase, part, registryId } = caseIn(track, state, application);
            const actor = actorIn(role, registryId);
            expect([
              name,
              state,
              application,
              role,
              verdict(accessCase, name, actor, part),
            ]).toEqual([
              name,
              state,
              application,
              role,
              expectedFrom(
                accessCase,
                transition,
                track,
                opensPart(name, track) ? track.initial : state,
                actor,
                role,
              ),
            ]);
            checked++;
          }
        }
      }
    }
    expect(checked).toBe(
      rows.reduce((sum, [, { track }]) => sum + track.states.length, 0) *
        trackTables.application.states.length *
        roles.length,
    );
  });

  it.each(Object.values(trackTables).map((track): [string, TrackTable] => [track.name, track]))(
    '%s: every state is reached, every end is written down',
    (_, track) => {
      const moves = rows.flatMap(([, { transition }]) =>
        [transition.moves?.[track.name] ?? transition.mayMove?.[track.name] ?? []].flat(),
      );
      const reached = new Set([track.initial, ...moves]);
      const own = Object.values(track.transitions);
      for (let before = -1; before !== reached.size;) {
        before = reached.size;
        for (const { from, to } of own)
          if (from.some((state) => reached.has(state)))
            for (const each of to === 'unchanged' ? [] : [to].flat()) reached.add(each);
      }
      expect([...reached].sort()).toEqual([...track.states].sort());

      // What another track's event moves on has no exit of its own.
      const movedOn: Partial<Record<string, string[]>> = {
        closure: ['active'],
        screening: ['open'],
      };
      const ends = track.states.filter(
        (state) =>
          !own.some(
            ({ from, to }) =>
              to !== 'unchanged' &&
              from.includes(state) &&
              [to].flat().some((each) => each !== state),
          ) && !movedOn[track.name]?.includes(state),
      );
      expect(track.final).toEqual(ends);
    },
  );

  it('are printed in docs/case-states.md, freshly', () => {
    expect(readFileSync('docs/case-states.md', 'utf8')).toBe(printStates());
  });

  it('ask for a new sign-in before what binds others, and before nothing else [R15.5.3]', () => {
    const asked = rows.filter(([, { transition }]) => transition.needsFreshSignIn);
    expect(asked.map(([name]) => name).sort()).toEqual(
      [
        ...rows.map(([name]) => name).filter((name) => /^sign-(?!for-institution)/.test(name)),
        'confirm-key-destruction',
        'decide-deferred-effect',
        'dismiss-late-appeal',
        'forward-appeal',
        'order-key-destruction',
        'order-linkage',
        'reverse-in-favour',
        'reverse-on-appeal',
        'revoke-exemption',
      ].sort(),
    );
    for (const [name, { transition }] of asked) {
      expect([name, transition.by.includes('system')]).toEqual([name, false]);
    }
  });

  it('have consequences decided for every event, and for no other', () => {
    expect(Object.keys(consequences).sort()).toEqual(
      rows.map(([, { transition }]) => transition.event).sort(),
    );
  });
});

const COUNTED = [
  'case-unknown',
  'not-allowed-for-role',
  'not-your-registry',
  'not-allowed-in-state',
];

function verdict(
  accessCase: AccessCase,
  type: CaseCommand['type'],
  actor: Actor,
  part: Record<string, string>,
): string {
  const named = opensPart(type, transitions[type].track) ? {} : part;
  const command = { type, version: accessCase.version, ...named };
  try {
    const decision = decide(accessCase, command as CaseCommand, contextFor(given(), actor));
    return 'refused' in decision && COUNTED.includes(decision.refused.code)
      ? decision.refused.code
      : 'allowed';
  } catch {
    // The bare command lacks the fields of its body: it got past role and state.
    return 'allowed';
  }
}

/** A command that opens a part names none: it is given as if nothing were there yet. */
function opensPart(name: CaseCommand['type'], { keyedBy, isAboutActor }: TrackTable): boolean {
  return keyedBy !== null && !isAboutActor && !(keyedBy in commandBodies[name].shape);
}

function expectedFrom(
  accessCase: AccessCase,
  { by, from, during }: (typeof transitions)[CaseCommand['type']]['transition'],
  track: TrackTable,
  state: string,
  actor: Actor,
  role: Role,
): string {
  if (rolesInCase(accessCase, actor).length === 0) return 'case-unknown';
  if (!by.includes(role)) return 'not-allowed-for-role';
  const application = accessCase.tracks.application.state;
  if (!from.includes(state) || (during && !during.includes(application))) {
    return 'not-allowed-in-state';
  }
  return 'allowed';
}

/** A case with one track put into a state, whatever the others say: the matrix covers all of them. */
function caseIn(track: TrackTable, state: string, application: string) {
  const registryId = track.keyedBy === 'registryId' ? registryIds.npr : null;
  const key = registryId ?? (track.keyedBy === null ? null : 'somebody-else');
  const tracks: Record<string, unknown> = {
    ...firstDay.tracks,
    application: {
      state: application,
      registryIds: Object.values(registryIds),
      ...(application !== 'draft' && { submittedOn: '2026-10-01' }),
    },
  };
  if (key !== null) tracks[track.name] = { [key]: { state } };
  else if (track.name === 'application') {
    tracks['application'] = { ...(tracks['application'] as object), state };
  } else tracks[track.name] = { state };
  const part: Record<string, string> =
    track.keyedBy === null || key === null ? {} : { [track.keyedBy]: key };
  return { accessCase: { ...firstDay, tracks } as unknown as AccessCase, part, registryId };
}

function actorIn(role: Role, registryId: string | null): Actor {
  const personId = role === 'applicant' ? people.applicant.personId : 'somebody-else';
  const isPerRegistry = role === 'registry-adviser' || role === 'registry-delivery';
  return {
    personId,
    name: 'En av rollene',
    roles: [{ role, registryId: isPerRegistry ? (registryId ?? registryIds.npr) : null }],
  };
}
