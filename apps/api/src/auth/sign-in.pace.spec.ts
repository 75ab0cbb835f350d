import { describe, expect, it } from '@jest/globals';
import { Pace } from './sign-in.pace.js';

const minute = 60_000;

describe('refused sign-ins', () => {
  it('are told once in a quarter of an hour from one source, and the next says how many came between', () => {
    const pace = new Pace();
    expect(pace.next('issuer-unknown a', 0)).toBe(0);
    expect(pace.next('issuer-unknown a', minute)).toBeNull();
    expect(pace.next('issuer-unknown a', 14 * minute)).toBeNull();
    expect(pace.next('issuer-unknown b', 14 * minute)).toBe(2);
    expect(pace.next('issuer-unknown a', 15 * minute)).toBe(0);
  });

  it('fill no log, from however many sources they come', () => {
    const pace = new Pace(5);
    const told = Array.from({ length: 1_000 }, (_, i) => pace.next(`x ${i}`, 0));
    expect(told.filter((each) => each !== null)).toHaveLength(5);
    expect(pace.next('x 1000', minute)).toBe(995);
  });
});
