import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { daysBetween } from './calendar.rules.js';
import { ledgerOf } from './case.ledger.js';
import type { LoggedCaseEvent } from './clock.model.js';
import { clocksOf } from './clock.rules.js';
import { waitingFor } from '../case.waiting.rules.js';
import { type Step, stepsTo } from '../../../../test/support/journey.js';
import { firstDay, give, given } from '../../../../test/support/play.js';
import { asOfDates, plays, settings } from '../../../../test/support/plays.js';

const clocksIn = (events: readonly LoggedCaseEvent[], asOfOn: string, versions: never[] = []) =>
  clocksOf(firstDay, { events, notes: [] }, asOfOn, versions);

describe('for any course of a case', () => {
  it('the parties’ days sum to the gross days of the case and of every clock [law 6] [R8.0.10]', () => {
    fc.assert(
      fc.property(plays, asOfDates, settings, (play, asOfOn, versions) => {
        const ledger = ledgerOf(firstDay, play.events, asOfOn);
        const clocks = clocksIn(play.events, asOfOn, versions as never[]);
        for (const each of [ledger, ...clocks.map((clock) => clock.ledger)]) {
          const sum = (unit: 'days' | 'workingDays') =>
            each.perParty.reduce((total, part) => total + part[unit], 0);
          expect(sum('days')).toBe(each.grossDays);
          expect(sum('workingDays')).toBe(each.grossWorkingDays);
          expect(each.netDays).toBeLessThanOrEqual(each.grossDays);
        }
        const { segments, grossDays } = ledger;
        const [first, last] = [segments[0], segments.at(-1)];
        if (first && last) expect(daysBetween(first.fromOn, last.toOn) + 1).toBe(grossDays);
      }),
      { numRuns: 60 },
    );
  });

  it('a clock that runs within the ledger counts every day from its start', () => {
    fc.assert(
      fc.property(plays, asOfDates, (play, asOfOn) => {
        const { segments } = ledgerOf(firstDay, play.events, asOfOn);
        const overOn = segments.at(-1)?.toOn ?? '';
        for (const { startOn, endedOn, ledger } of clocksIn(play.events, asOfOn)) {
          const until = [endedOn ?? asOfOn, overOn].sort()[0] ?? '';
          expect(ledger.grossDays).toBe(Math.max(0, daysBetween(startOn, until)));
        }
      }),
      { numRuns: 60 },
    );
  });

  it('the time of day changes neither a date nor a count', () => {
    fc.assert(
      fc.property(plays, asOfDates, fc.integer({ min: 0, max: 23 }), (play, asOfOn, hour) => {
        // The hour as Norway's clocks show it; 22 UTC and later would be the next day there.
        const moved = play.events.map((event) => {
          const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Oslo' }).format(
            event.at,
          );
          const noon = new Date(`${day}T12:00:00Z`);
          return { ...event, at: new Date(noon.getTime() + (hour - 12) * 1_800_000) };
        });
        expect(clocksIn(moved, asOfOn)).toEqual(clocksIn(play.events, asOfOn));
        expect(ledgerOf(firstDay, moved, asOfOn)).toEqual(ledgerOf(firstDay, play.events, asOfOn));
      }),
      { numRuns: 60 },
    );
  });

  it('who is waited for is always one party', () => {
    fc.assert(
      fc.property(plays, (play) => {
        expect(waitingFor(play.accessCase.tracks)).toMatch(
          /^(applicant|helsedataservice|rek|registry:[a-z0-9-]+|linkage|appeals-body|in-use|nobody)$/,
        );
      }),
      { numRuns: 60 },
    );
  });

  it('a clock ends after it starts, and an ended one is not open', () => {
    fc.assert(
      fc.property(plays, asOfDates, (play, asOfOn) => {
        for (const clock of clocksIn(play.events, asOfOn)) {
          expect(clock.startOn <= (clock.endedOn ?? clock.startOn)).toBe(true);
          expect(clock.endedOn === null).toBe(
            ['running', 'postponed', 'paused', 'overdue', 'run-out'].includes(clock.status),
          );
          expect(clock.derivation[0]).toMatchObject({ step: 'started', seq: clock.startedBySeq });
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('the order of what is recorded on one day', () => {
  it('does not change whose days they are', () => {
    const begun = given(...stepsTo('at-rek'));
    const consult = stepsTo('advised').filter(({ command }) => command.type === 'consult-registry');
    expect(consult.length).toBeGreaterThan(1);
    const at = new Date('2026-11-04T08:00:00Z');
    const play = (order: Step[]) =>
      order.reduce((now, step) => {
        const next = give(now, step, at);
        if ('refused' in next) throw new Error(next.refused.code);
        return next;
      }, begun);
    const reversed = play([...consult].reverse());
    const straight = play(consult);
    expect(ledgerOf(firstDay, reversed.events, '2026-12-24')).toEqual(
      ledgerOf(firstDay, straight.events, '2026-12-24'),
    );
  });
});
