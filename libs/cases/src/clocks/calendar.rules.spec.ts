import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  addDays,
  addWorkingDays,
  isWorkingDay,
  nextWorkingDay,
  norwegianCalendar,
  workingDaysBetween,
} from './calendar.rules.js';
import { holidaysIn, weekday } from './holiday.rules.js';

const withSaturdays = { countsSaturdays: true, closedOn: [] };

const dates = fc
  .date({ min: new Date('1950-01-01'), max: new Date('2150-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

const calendars = fc.record({
  countsSaturdays: fc.boolean(),
  closedOn: fc.array(dates, { maxLength: 3 }),
});

describe('the public holidays', () => {
  it('are these in 2026 [law 5]', () => {
    expect([...holidaysIn(2026)].sort()).toEqual([
      '2026-01-01',
      '2026-04-02',
      '2026-04-03',
      '2026-04-05',
      '2026-04-06',
      '2026-05-01',
      '2026-05-14',
      '2026-05-17',
      '2026-05-24',
      '2026-05-25',
      '2026-12-25',
      '2026-12-26',
    ]);
  });

  // Easter Sundays as the almanac prints them, with the earliest and the latest that occur.
  it.each([
    '1818-03-22',
    '1943-04-25',
    '1954-04-18',
    '1981-04-19',
    '2000-04-23',
    '2008-03-23',
    '2011-04-24',
    '2019-04-21',
    '2024-03-31',
    '2025-04-20',
    '2026-04-05',
    '2027-03-28',
    '2028-04-16',
    '2029-04-01',
    '2030-04-21',
    '2038-04-25',
    '2049-04-18',
    '2076-04-19',
    '2100-03-28',
    '2285-03-22',
  ])('follow Easter Sunday %s [law 5]', (easter) => {
    const holidays = holidaysIn(Number(easter.slice(0, 4)));
    const movable = [-3, -2, 0, 1, 39, 49, 50].map((days) => addDays(easter, days));
    expect(movable.filter((on) => !holidays.has(on))).toEqual([]);
  });

  it('hold Easter on a Sunday from 22 March to 25 April in every year', () => {
    for (let year = 1900; year <= 2400; year++) {
      const sundays = [...holidaysIn(year)].filter(
        (on) => weekday(on) === 0 && on.slice(5) >= '03-22' && on.slice(5) <= '04-25',
      );
      expect(sundays).toHaveLength(1);
    }
  });
});

describe('a working day', () => {
  it.each([
    ['Maundy Thursday', '2026-04-02'],
    ['Good Friday', '2026-04-03'],
    ['Easter Monday', '2026-04-06'],
    ['1 May', '2026-05-01'],
    ['Ascension Day', '2026-05-14'],
    ['17 May on a Monday', '2027-05-17'],
    ['Whit Monday', '2026-05-25'],
    ['Christmas Day', '2026-12-25'],
    ['New Year’s Day', '2027-01-01'],
    ['a Saturday', '2026-11-21'],
    ['a Sunday', '2026-11-22'],
  ])('is not %s, %s [law 5]', (_, on) => {
    expect(isWorkingDay(on)).toBe(false);
  });

  it.each([
    ['Christmas Eve, which no act makes a holiday', '2026-12-24'],
    ['the Wednesday before Easter', '2026-04-01'],
    ['18 May', '2026-05-18'],
  ])('is %s, %s', (_, on) => {
    expect(isWorkingDay(on)).toBe(true);
  });

  it('is a Saturday where the setting counts Saturdays, but not one that is a holiday [law 5]', () => {
    expect(isWorkingDay('2026-11-21', withSaturdays)).toBe(true);
    expect(isWorkingDay('2026-12-26', withSaturdays)).toBe(false);
  });

  it('is no day on which the office is set to be closed', () => {
    expect(isWorkingDay('2026-12-24', { ...norwegianCalendar, closedOn: ['2026-12-24'] })).toBe(
      false,
    );
  });
});

describe('counting working days', () => {
  it('leaves out Easter: ten working days from 26 March 2026 end on 14 April [law 5] [R8.0.2]', () => {
    expect(addWorkingDays('2026-03-26', 10)).toBe('2026-04-14');
  });

  it('leaves out 1 and 17 May and the days between that are holidays [law 5] [R8.0.2]', () => {
    // 2027: 1 May is a Saturday; 6 May Ascension Day; 16 May Whit Sunday; 17 May Whit Monday too.
    expect(addWorkingDays('2027-04-30', 11)).toBe('2027-05-19');
    // 2028: 1 May is a Monday and 17 May a Wednesday; 25 May Ascension Day.
    expect(addWorkingDays('2028-04-28', 13)).toBe('2028-05-19');
  });

  it('leaves out Christmas and New Year [law 5] [R8.0.2]', () => {
    expect(addWorkingDays('2026-12-23', 5)).toBe('2026-12-31');
    expect(addWorkingDays('2026-12-23', 6)).toBe('2027-01-04');
  });

  it('counts the last day and not the first, whatever day it starts on', () => {
    expect(addWorkingDays('2026-11-20', 1)).toBe('2026-11-23');
    expect(addWorkingDays('2026-11-21', 1)).toBe('2026-11-23');
    expect(addWorkingDays('2026-11-21', 1, withSaturdays)).toBe('2026-11-23');
    expect(addWorkingDays('2026-11-20', 1, withSaturdays)).toBe('2026-11-21');
  });

  it('is undone by counting back between the dates, for any date, count and calendar', () => {
    fc.assert(
      fc.property(dates, fc.nat({ max: 300 }), calendars, (on, count, calendar) => {
        const due = addWorkingDays(on, count, calendar);
        expect(workingDaysBetween(on, due, calendar)).toBe(count);
        expect(workingDaysBetween(due, on, calendar)).toBe(count === 0 ? 0 : -count);
        if (count > 0) expect(isWorkingDay(due, calendar)).toBe(true);
      }),
    );
  });

  it('sums over any day between', () => {
    fc.assert(
      fc.property(dates, fc.nat(200), fc.nat(200), calendars, (from, first, second, calendar) => {
        const middle = addDays(from, first);
        const to = addDays(middle, second);
        const sum =
          workingDaysBetween(from, middle, calendar) + workingDaysBetween(middle, to, calendar);
        expect(sum).toBe(workingDaysBetween(from, to, calendar));
      }),
    );
  });
});

describe('a time limit that ends on a day off', () => {
  it.each([
    ['Saturday', '2026-11-21', '2026-11-23'],
    ['Maundy Thursday', '2026-04-02', '2026-04-07'],
    ['17 May', '2027-05-17', '2027-05-18'],
    ['Christmas Day, a Friday', '2026-12-25', '2026-12-28'],
  ])('on %s %s moves to %s [law 5]', (_, on, moved) => {
    expect(nextWorkingDay(on)).toBe(moved);
  });

  it('stays on a working day', () => {
    expect(nextWorkingDay('2026-11-23')).toBe('2026-11-23');
  });

  it('moves from a Saturday also where Saturdays are counted [law 5]', () => {
    expect(nextWorkingDay('2026-11-21', withSaturdays)).toBe('2026-11-23');
  });
});
