import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Draw, sampleOf } from '../../../test/support/sample.js';
import { people, registryIds, type Step, stepsTo } from '../../../test/support/journey.js';
import { firstDay, give, given, type Play } from '../../../test/support/play.js';
import { addDays, osloDate } from './clocks/calendar.rules.js';
import { commandBodies, type CommandName } from './case.commands.js';
import { ledgerOf } from './clocks/case.ledger.js';
import { type AllowedCommand, allowedCommands, evolve, stateOf } from './case.machine.js';
import { trackTables, transitions } from './case.workflow.machine.js';
import type { AccessCase, TrackTable } from './case.model.js';
import { rolesInCase } from './case.relation.rules.js';
import { trackSight } from './case.sight.rules.js';
import { visibleTracks, withinTheHouse } from './case.visibility.js';

/** Where a walk begins: anywhere on the way from draft to closed. */
const beginnings = fc.integer({ min: 0, max: stepsTo('closed').length }).map((length) => {
  return given(...stepsTo('closed').slice(0, length));
});
const walks = fc.tuple(beginnings, fc.array(fc.nat(1_000_000), { minLength: 10, maxLength: 40 }));

describe('a case, whoever does whatever they may', () => {
  it('keeps to its tables, rises by one, replays to its row and gives every day to one party [R7.6.1]', () => {
    let accepted = 0;
    fc.assert(
      fc.property(walks, ([beginning, seeds]) => {
        let play = beginning;
        let today = '2026-11-02';
        for (const seed of seeds) {
          const draw = drawFrom(seed);
          today = addDays(today, draw(12));
          const next = aStep(play, draw, today);
          if (next === null) continue;
          expect(next.accessCase.version).toBe(play.accessCase.version + 1);
          play = next;
          accepted++;
          expectKnownStates(play.accessCase);
          expectNothingInternal(play.accessCase);
        }
        expect(play.events.reduce(evolve, firstDay)).toEqual(play.accessCase);
        const ledger = ledgerOf(firstDay, play.events, addDays(today, 3));
        const sum = ledger.perParty.reduce((total, { days }) => total + days, 0);
        expect(sum).toBe(ledger.grossDays);
      }),
      { numRuns: 150, seed: 20261121 },
    );
    // A walk that goes nowhere proves nothing.
    expect(accepted).toBeGreaterThan(500);
  });
});

/** One command that somebody is offered, with a body drawn at random; null where it is refused. */
function aStep(play: Play, draw: Draw, today: string): Play | null {
  const names = Object.keys(people) as Step['by'][];
  const by = names[draw(names.length)] as Step['by'];
  const offered = allowedCommands(play.accessCase, people[by]);
  const allowed = offered[draw(offered.length)];
  if (!allowed) return null;
  const command = { type: allowed.name, ...bodyFor(allowed, play, draw, today) } as Step['command'];
  if (!commandBodies[allowed.name].safeParse(bodyOf(command)).success) return null;
  const next = give(play, { by, command }, new Date(`${today}T10:00:00Z`));
  return 'refused' in next ? null : next;
}

function bodyFor(
  { name, registryId, part }: AllowedCommand,
  { draft }: Play,
  draw: Draw,
  today: string,
): object {
  const { keyedBy } = transitions[name].track;
  const known = (field: string, drawn: Draw) => {
    if (field === keyedBy && part !== null) return part;
    if (field === 'registryId') return registryId ?? Object.values(registryIds)[drawn(3)];
    if (field === 'application') return draft;
    if (/sha256/i.test(field)) return 'a'.repeat(64);
    if (/Id$/.test(field)) return `c0000000-0000-4000-8000-00000000000${drawn(10)}`;
    if (/On$/.test(field)) return addDays(today, drawn(3) === 0 ? -drawn(20) : drawn(900));
    if (/At$/.test(field)) return `${osloDate(new Date(`${today}T10:00:00Z`))}T10:00:00Z`;
    if (/email/i.test(field)) return 'noen@people.example';
    return undefined;
  };
  return sampleOf(commandBodies[name as CommandName], draw, known) as object;
}

function bodyOf({ type: _, ...body }: Step['command']): object {
  return body;
}

function expectKnownStates({ tracks }: AccessCase): void {
  for (const track of Object.values(trackTables as Record<string, TrackTable>)) {
    const parts = track.keyedBy === null ? [null] : Object.keys(tracks[track.name]);
    for (const part of parts) {
      expect([track.name, track.states]).toEqual([
        track.name,
        expect.arrayContaining([stateOf(tracks, track, part)]),
      ]);
    }
  }
}

/** What stays within the house reaches no applicant, by whatever way the case has come. */
function expectNothingInternal(accessCase: AccessCase): void {
  const seen = visibleTracks(accessCase.tracks, rolesInCase(accessCase, people.applicant));
  expect(Object.keys(seen).filter((name) => !trackSight[name as never]?.['applicant'])).toEqual([]);
  expect(keysIn(seen).filter((key) => withinTheHouse.includes(key))).toEqual([]);
}

function keysIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => [key, ...keysIn(part)]);
}

/** Numbers that follow from a seed alone, so that fast-check can shrink a walk. */
function drawFrom(seed: number): Draw {
  let state = (seed * 2_654_435_761) % 4_294_967_296;
  return (count) => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return count === 0 ? 0 : Math.floor((state / 4_294_967_296) * count);
  };
}
