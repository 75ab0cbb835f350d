import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, daysBetween, osloDate } from '../../../cases/src/clocks/calendar.rules.js';
import { ledgerOf, snapshotsOf } from '../../../cases/src/clocks/case.ledger.js';
import type { Run } from '../../../cases/src/clocks/clock.past.rules.js';
import { dataAvailable, dataAvailableAfter } from '../../../cases/src/clocks/clock.runs.rules.js';
import { dayNumber, isoDate } from '../../../cases/src/clocks/holiday.rules.js';
import { firstDay, give, given, type Play } from '../../../../test/support/play.js';
import { asOfDates, plays, settings } from '../../../../test/support/plays.js';
import { stepsTo } from '../../../../test/support/journey.js';
import { keyOf, type KnownCell, type MeasureName, waitOf } from './measure.model.js';
import { cellsOf } from './measure.rules.js';

const cellsIn = (
  { events }: Pick<Play, 'events'>,
  versions: never[] = [],
  purposes: string[] = [],
) => cellsOf({ firstDay, history: { events, notes: [] }, versions, purposes });

/** The cells as a report as of a day counts them. */
const knownOn = (cells: KnownCell[], on: string) => {
  const counts = new Map<string, number>();
  for (const cell of cells) {
    const { knownFromOn, knownUntilOn } = cell;
    if (knownFromOn > on || (knownUntilOn !== null && knownUntilOn <= on)) continue;
    counts.set(keyOf(cell), (counts.get(keyOf(cell)) ?? 0) + cell.count);
  }
  return Object.fromEntries([...counts].sort());
};
const until = ({ events }: Play, on: string) => ({
  events: events.filter(({ at }) => osloDate(at) <= on),
});
const isSubmitted = ({ accessCase }: Play) =>
  accessCase.tracks.application.submittedOn !== undefined;

describe('for any course of a case, its figures', () => {
  it('as of a day are those that the log gave on that day, whatever came later', () => {
    fc.assert(
      fc.property(plays, asOfDates, settings, (play, on, versions) => {
        const then = cellsIn(until(play, on), versions as never[]);
        expect(knownOn(cellsIn(play, versions as never[]), on)).toEqual(knownOn(then, on));
      }),
    );
  });

  it('hold the limit that the clock itself gives after each event', () => {
    fc.assert(
      fc.property(plays, settings, ({ events }, versions) => {
        const snapshots = snapshotsOf(firstDay, events, '2099-12-31');
        let limit: Run | undefined;
        for (const [index, { on }] of snapshots.entries()) {
          const seen = snapshots.slice(0, index + 1);
          const past = { snapshots: seen, notes: [], asOfOn: on, versions: versions as never[] };
          limit = dataAvailableAfter(limit, past);
          expect(limit).toEqual(dataAvailable(past)[0]);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('give each party the days that the ledger of the case gives it, on any day [law 6]', () => {
    fc.assert(
      fc.property(plays, asOfDates, (play, on) => {
        const days: Record<string, number> = {};
        for (const [key, count] of Object.entries(knownOn(cellsIn(play), on))) {
          const [measure, , , , part = '', value] = key.split('|');
          const { party } = waitOf(part);
          const waited =
            measure === 'held-days'
              ? count
              : measure === 'holding'
                ? daysBetween(isoDate(Number(value)), on)
                : 0;
          if (waited > 0) days[party] = (days[party] ?? 0) + waited;
        }
        const { perParty } = ledgerOf(firstDay, play.events, on);
        const waits = perParty.filter(({ party }) => party !== 'in-use' && party !== 'nobody');
        expect(days).toEqual(Object.fromEntries(waits.map(({ party, days }) => [party, days])));
      }),
    );
  });

  it('have it once in each denominator from the day it came [law 6]', () => {
    fc.assert(
      fc.property(plays.filter(isSubmitted), asOfDates, (play, on) => {
        const submitted = play.events.find(({ toState }) => toState === 'submitted');
        const hasCome = submitted !== undefined && osloDate(submitted.at) <= on;
        const counts = (measure: MeasureName) =>
          Object.entries(knownOn(cellsIn(play), on))
            .filter(([key]) => key.startsWith(`${measure}|`))
            .reduce((sum, [, count]) => sum + count, 0);
        for (const measure of ['received', 'time-to-data', 'completeness'] as const) {
          expect([measure, counts(measure)]).toEqual([measure, hasCome ? 1 : 0]);
        }
      }),
    );
  });
});

describe('a case that waits', () => {
  const submitted = (): Play => given(...stepsTo('submitted'));

  it('is in the figures though nobody has touched it', () => {
    const [event] = submitted().events.slice(-1);
    const cells = cellsIn(submitted(), [], ['scientific-research']);
    const on = osloDate(event?.at ?? new Date());
    expect(Object.keys(knownOn(cells, addDays(on, 400)))).toEqual(
      expect.arrayContaining([
        `time-to-data|${on.slice(0, 7)}|individual-level||waiting|${dayNumber(on)}`,
        `open|${on.slice(0, 7)}|individual-level||submitted|${dayNumber(on)}`,
        `purposes|${on.slice(0, 7)}|individual-level||scientific-research|0`,
      ]),
    );
  });

  it('that is withdrawn has waited till then, and waits no more', () => {
    const play = give(
      submitted(),
      { by: 'applicant', command: { type: 'withdraw' } },
      new Date('2027-01-11T09:00:00Z'),
    ) as Play;
    const keys = Object.keys(knownOn(cellsIn(play), '2027-06-01'));
    expect(keys).toContainEqual(expect.stringMatching(/^time-to-data\|.*\|ended\|70$/));
    expect(keys.filter((key) => /^(open|holding)\|/.test(key))).toEqual([]);
    expect(Object.keys(knownOn(cellsIn(play), '2027-01-10'))).toContainEqual(
      expect.stringMatching(/^open\|/),
    );
  });
});
