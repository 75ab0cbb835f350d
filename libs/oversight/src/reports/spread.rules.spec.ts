import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { medianWithWaiting, quantile, shareOf, weekGroupOf } from './spread.rules.js';

const weighted = fc.array(
  fc.record({ value: fc.nat(400), count: fc.integer({ min: 1, max: 9 }) }),
  {
    minLength: 1,
  },
);
const spelledOut = (days: { value: number; count: number }[]) =>
  days.flatMap(({ value, count }) => Array<number>(count).fill(value)).sort((a, b) => a - b);

describe('a quantile of counted days', () => {
  it('is that of the days one by one, by nearest rank', () => {
    fc.assert(
      fc.property(weighted, fc.constantFrom(0.1, 0.25, 0.5, 0.9, 1), (days, share) => {
        const all = spelledOut(days);
        expect(quantile(days, share)).toBe(all[Math.ceil(share * all.length - 1e-9) - 1]);
      }),
    );
  });

  it('of nothing is nothing', () => {
    expect(quantile([], 0.5)).toBeNull();
    expect(shareOf(0, 0)).toBeNull();
  });
});

describe('the median that counts those who wait', () => {
  it('is the plain median where nobody waits', () => {
    fc.assert(
      fc.property(weighted, (days) => {
        expect(medianWithWaiting(days, [])).toBe(quantile(days, 0.5));
      }),
    );
  });

  it('is never less for those who still wait being counted [law 6]', () => {
    fc.assert(
      fc.property(weighted, weighted, (finished, waiting) => {
        const counted = medianWithWaiting(finished, waiting) ?? Infinity;
        expect(counted).toBeGreaterThanOrEqual(quantile(finished, 0.5) ?? 0);
      }),
    );
  });

  it('is unknown while most have waited longer than anybody has had to', () => {
    expect(medianWithWaiting([{ value: 10, count: 1 }], [{ value: 90, count: 9 }])).toBeNull();
  });

  it('is as Kaplan and Meier would have it', () => {
    // Remission in weeks under 6-mercaptopurine, Freireich 1963: the textbook median is 23.
    const finished = [6, 6, 6, 7, 10, 13, 16, 22, 23].map((value) => ({ value, count: 1 }));
    const censored = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35].map((value) => ({
      value,
      count: 1,
    }));
    expect(medianWithWaiting(finished, censored)).toBe(23);
  });
});

describe('the groups of weeks', () => {
  it('are of whole weeks, so that the last day of week 13 belongs to the group before [law 6]', () => {
    const groups = [0, 34, 35, 62, 63, 90, 91, 400].map(weekGroupOf);
    expect(groups).toEqual(['0-4', '0-4', '5-8', '5-8', '9-12', '9-12', '13+', '13+']);
  });
});
