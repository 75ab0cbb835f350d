import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  afterDates,
  dufDatePart,
  dufIndividualPart,
  dufNumber,
  isDufNumber,
  packDuf,
} from './duf.rules.js';

const tenDigits = fc
  .tuple(fc.integer({ min: 1900, max: 2099 }), fc.integer({ min: 0, max: 999_999 }))
  .map(([year, running]) => year * 1_000_000 + running);

describe('DUF numbers', () => {
  it.each([200205705502, 200900595509])('take the published example %i', (number) => {
    expect(isDufNumber(number)).toBe(true);
    expect(isDufNumber(number + 1)).toBe(false);
  });

  it('come back from the place they are kept in, which no date has', () => {
    fc.assert(
      fc.property(tenDigits, (ten) => {
        const found = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((check) => ten * 100 + check);
        const right = found.filter((number) => isDufNumber(number));
        expect(right).toHaveLength(1);
        const packed = packDuf(right[0]!);
        const [date, individual] = [dufDatePart(packed), dufIndividualPart(packed)];
        expect(date).toBeGreaterThanOrEqual(afterDates);
        expect(date).toBeLessThan(2 ** 20);
        expect(individual).toBeLessThan(2 ** 17);
        expect(dufNumber(date, individual)).toBe(right[0]);
      }),
    );
  });

  it('are not taken for a year there has not been', () => {
    for (const year of [1899, 2100, 0]) {
      const all = Array.from({ length: 11 }, (_, check) => year * 100_000_000 + check);
      expect(all.some((number) => isDufNumber(number))).toBe(false);
    }
  });
});
