import { describe, expect, it } from '@jest/globals';
import {
  dateOfInstant,
  dateText,
  dateTimeText,
  instantInNorway,
  localInNorway,
  timeText,
} from './dates';

describe('dates as people read them', () => {
  it('prints a calendar date in Norwegian form', () => {
    expect(dateText('2027-03-09')).toBe('09.03.2027');
  });

  it('prints an instant in the time of Norway, summer and winter', () => {
    expect(dateTimeText('2027-01-15T12:05:00.000Z')).toBe('15.01.2027 13.05');
    expect(dateTimeText('2027-07-15T12:05:00.000Z')).toBe('15.07.2027 14.05');
  });

  it('moves an evening in UTC to the next day in Norway', () => {
    expect(dateOfInstant('2027-07-15T22:30:00.000Z')).toBe('16.07.2027');
  });

  it('prints midnight as 00 and never as 24', () => {
    expect(timeText('2027-01-14T23:00:00.000Z')).toBe('00.00');
  });
});

describe('a time as it is typed in Norway', () => {
  it.each([
    ['2027-01-15T13:05', '2027-01-15T12:05:00.000Z'],
    ['2027-07-15T14:05', '2027-07-15T12:05:00.000Z'],
    ['2027-03-28T01:30', '2027-03-28T00:30:00.000Z'],
    ['2027-03-28T03:30', '2027-03-28T01:30:00.000Z'],
  ])('%s is the instant %s, and back', (local, instant) => {
    expect(instantInNorway(local)).toBe(instant);
    expect(localInNorway(instant)).toBe(local);
  });
});
