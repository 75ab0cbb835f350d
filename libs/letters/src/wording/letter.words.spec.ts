import { describe, expect, it } from '@jest/globals';
import { dateInWords, instantInWords, numberInWords } from './letter.words.js';

describe('dates and numbers in words', () => {
  it('writes a date in the form of the language', () => {
    expect(dateInWords('2026-05-01', 'nb')).toBe('1.\u00a0mai 2026');
    expect(dateInWords('2026-05-01', 'nn')).toBe('1.\u00a0mai 2026');
    expect(dateInWords('2026-05-01', 'en')).toBe('1\u00a0May 2026');
  });

  it.each(['', '2026-13-01', '2026-01-32', '2026-00-10', '1 May 2026', '2026-05-01T00:00:00Z'])(
    'refuses %j for a date',
    (text) => {
      expect(() => dateInWords(text, 'nb')).toThrow('Not a date');
    },
  );

  it('writes an instant by Norwegian clocks, in winter and summer and across midnight', () => {
    expect(instantInWords('2032-01-12T09:14:33.120Z', 'nb')).toBe(
      '12.\u00a0januar 2032 kl.\u00a010.14',
    );
    expect(instantInWords('2032-07-12T22:30:00Z', 'nn')).toBe('13.\u00a0juli 2032 kl.\u00a000.30');
    expect(instantInWords('2032-01-12T09:14:33Z', 'en')).toBe(
      '12\u00a0January 2032 at 10:14 Norwegian time',
    );
    expect(() => instantInWords('2032-01-12T09:14:33+01:00', 'nb')).toThrow('Not an instant');
  });

  it('groups the digits of a number', () => {
    expect(numberInWords(5_600_000, 'nb')).toBe('5\u00a0600\u00a0000');
    expect(numberInWords(5_600_000, 'en')).toBe('5,600,000');
    expect(numberInWords(999, 'en')).toBe('999');
    expect(() => numberInWords(1.5, 'nb')).toThrow('Not a whole number');
  });
});
