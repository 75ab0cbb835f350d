import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { norwegianCalendar, osloDate } from '../../../cases/src/clocks/calendar.rules.js';
import { ledgerOf } from '../../../cases/src/clocks/case.ledger.js';
import { dayNumber } from '../../../cases/src/clocks/holiday.rules.js';
import { firstDay, type Play } from '../../../../test/support/play.js';
import { asOfDates, plays } from '../../../../test/support/plays.js';
import { cellsOf } from '../measures/measure.rules.js';
import { timelineAsCsv } from './timeline.csv.rules.js';
import { timelineOf } from './timeline.rules.js';
import {
  type Reckoning,
  type Span,
  type Step,
  steps,
  type Time,
  timelineMeasures,
  type TimelineScope,
  type UnitSum,
} from './timeline.model.js';

const scopeOf = (asOfOn: string, step: Step = 'month'): TimelineScope => ({
  of: 'service',
  fromMonth: '2026-01',
  toMonth: '2030-12',
  step,
  asOfOn,
});

/** What the statements give: the cells of some cases that were known on a day, in the period. */
const knownOn = (courses: readonly Play[], { fromMonth, toMonth, asOfOn }: TimelineScope) =>
  courses
    .flatMap(({ events }) =>
      cellsOf({ firstDay, history: { events, notes: [] }, versions: [], purposes: [] }),
    )
    .filter(
      ({ measure, month, knownFromOn, knownUntilOn }) =>
        timelineMeasures.some((known) => known === measure) &&
        (['holding', 'open'].includes(measure) || (month >= fromMonth && month <= toMonth)) &&
        knownFromOn <= asOfOn &&
        (knownUntilOn === null || knownUntilOn > asOfOn),
    );

const timelineIn = (courses: readonly Play[], scope: TimelineScope) =>
  timelineOf(knownOn(courses, scope), scope, norwegianCalendar);

const plus = (times: readonly Time[]): Time => ({
  days: times.reduce((sum, { days }) => sum + days, 0),
  workingDays: times.reduce((sum, { workingDays }) => sum + workingDays, 0),
});
const reckoned = (parts: readonly Reckoning[]): Reckoning => ({
  gross: plus(parts.map(({ gross }) => gross)),
  net: plus(parts.map(({ net }) => net)),
  stopped: plus(parts.map(({ stopped }) => stopped)),
});
const reckoningIn = ({ gross, net, stopped }: Reckoning): Reckoning => ({ gross, net, stopped });

function expectToReconcile(span: Span): void {
  expect(plus([span.net, span.stopped])).toEqual(span.gross);
  expect(plus(span.perParty)).toEqual(span.gross);
  expect(plus(span.waits)).toEqual(span.gross);
  expect(reckoned(span.perStage)).toEqual(reckoningIn(span));
}

describe('for any cases and any day, a timeline', () => {
  const someCases = fc.array(plays, { minLength: 1, maxLength: 3 });

  it('reconciles: gross is net and stopped, and what its stages, parties and waits sum to [law 6]', () => {
    fc.assert(
      fc.property(someCases, asOfDates, fc.constantFrom(...steps), (cases, on, step) => {
        const { periods, total } = timelineIn(cases, scopeOf(on, step));
        for (const span of [total, ...periods]) expectToReconcile(span);
        expect(reckoned(periods)).toEqual(reckoningIn(total));
      }),
      { numRuns: 60 },
    );
  });

  it('of the service is the sum of its units, and what none had taken [law 6]', () => {
    fc.assert(
      fc.property(someCases, asOfDates, (cases, on) => {
        const scope = scopeOf(on);
        const sums = knownOn(cases, scope);
        const { total, units, cases: counted } = timelineOf(sums, scope, norwegianCalendar);
        expect(reckoned(units)).toEqual(reckoningIn(total));
        expect(units.reduce((all, { open }) => all + open, 0)).toBe(counted?.open);
        for (const { unitId, ...share } of units) {
          const own = sums.filter((sum) => sum.unitId === unitId);
          const alone = timelineOf(own, { ...scope, of: 'unit', unitId: '' }, norwegianCalendar);
          expect({ ...reckoningIn(alone.total), open: alone.cases?.open }).toEqual(share);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('gives each party the days that the ledgers of the cases give it, all but use', () => {
    fc.assert(
      fc.property(plays, asOfDates, (play, on) => {
        const { total } = timelineIn([play], scopeOf(on));
        const { perParty } = ledgerOf(firstDay, play.events, on);
        const waited = perParty.filter(({ party }) => party !== 'in-use' && party !== 'nobody');
        const held = ({ party, days, workingDays }: Time & { party: string }) => [
          party,
          days,
          workingDays,
        ];
        expect(total.perParty.map(held).sort()).toEqual(waited.map(held).sort());
      }),
      { numRuns: 60 },
    );
  });

  it('of a registry is what the service has of that party', () => {
    fc.assert(
      fc.property(someCases, asOfDates, (cases, on) => {
        const sums = knownOn(cases, scopeOf(on));
        const { total } = timelineIn(cases, scopeOf(on));
        for (const { party, days, workingDays } of total.perParty) {
          const [is, registryId = ''] = party.split(':');
          if (is !== 'registry') continue;
          const own = sums.filter(({ part }) => part.endsWith(`/${party}`));
          const scope = { ...scopeOf(on), of: 'registry' as const, registryId };
          const alone = timelineOf(own, scope, norwegianCalendar);
          expect(alone.total.gross).toEqual({ days, workingDays });
          expect(alone.cases).toBeNull();
        }
      }),
      { numRuns: 40 },
    );
  });

  it('ends where its cases ended, and asks nothing of a day that has not come', () => {
    fc.assert(
      fc.property(plays, (play) => {
        const last = play.events.at(-1);
        const on = last ? osloDate(last.at) : '2026-12-31';
        const then = timelineIn([play], scopeOf(on));
        const later = timelineIn([play], scopeOf('2029-12-31'));
        if (then.open.length === 0) expect(later.total).toEqual(then.total);
        else expect(later.total.gross.days).toBeGreaterThan(then.total.gross.days);
      }),
      { numRuns: 40 },
    );
  });
});

describe('a wait over several months', () => {
  const wait = (measure: UnitSum['measure'], month: string, value: number, count: number) => ({
    ...{ measure, month, value, count },
    part: 'in-assessment/registry:r',
    unitId: 'u',
  });
  const over = [
    wait('held-days', '2026-01', 0, 11),
    wait('held-days', '2026-02', 0, 28),
    wait('waits', '2026-01', 0, 1),
    wait('waits', '2026-02', 1, 1),
    wait('holding', '2026-03', dayNumber('2026-03-10'), 2),
  ];
  const scope = { ...scopeOf('2026-04-15', 'month'), fromMonth: '2026-01', toMonth: '2026-05' };

  it('counts in each month that it has days in, and once in all', () => {
    const { periods, total } = timelineOf(over, scope, norwegianCalendar);
    expect(periods.map(({ waits }) => waits[0]?.waits)).toEqual([1, 1, 2, 2, undefined]);
    expect(periods.map(({ gross }) => gross.days)).toEqual([11, 28, 42, 30, 0]);
    expect(total.perParty).toMatchObject([{ party: 'registry:r', days: 111, waits: 3 }]);
  });

  it('that began before the period counts in the first month of it', () => {
    const late = over.filter(({ month }) => month >= '2026-02');
    const { total } = timelineOf(late, { ...scope, fromMonth: '2026-02' }, norwegianCalendar);
    expect(total.waits).toMatchObject([{ stage: 'in-assessment', days: 100, waits: 3 }]);
  });

  it('is of a quarter and of a year once', () => {
    const inSteps = (step: Step) =>
      timelineOf(over, { ...scope, step }, norwegianCalendar).periods.map(
        ({ period, fromMonth, toMonth, waits }) => [period, fromMonth, toMonth, waits[0]?.waits],
      );
    expect(inSteps('quarter')).toEqual([
      ['2026-Q1', '2026-01', '2026-03', 3],
      ['2026-Q2', '2026-04', '2026-05', 2],
    ]);
    expect(inSteps('year')).toEqual([['2026', '2026-01', '2026-05', 3]]);
  });

  it('that goes on is shown with its age on the day, whatever the period', () => {
    const before = { ...scope, toMonth: '2026-02' };
    expect(timelineOf(over, before, norwegianCalendar).open).toEqual([
      { stage: 'in-assessment', party: 'registry:r', waits: 2, medianDays: 36, oldestDays: 36 },
    ]);
  });

  it('stands in the file with the sums of each period and of all', () => {
    const made = timelineOf(over, { ...scope, step: 'year' }, norwegianCalendar);
    expect(timelineAsCsv(made, { 'registry:r': '=R' }).split('\r\n').slice(1, 5)).toEqual([
      "2026;in-assessment;'=R;3;111;46;111;46;0;0",
      '2026;;;3;111;46;111;46;0;0',
      "total;in-assessment;'=R;3;111;46;111;46;0;0",
      'total;;;3;111;46;111;46;0;0',
    ]);
  });
});
