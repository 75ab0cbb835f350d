import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { shareOf } from './vault.share.js';

describe('the share of a domain', () => {
  it('is one vault, always the same', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.integer({ min: 1, max: 64 }), (id, of) => {
        const share = shareOf(id, of);
        expect(share).toBeGreaterThanOrEqual(0);
        expect(share).toBeLessThan(of);
        expect(shareOf(id, of)).toBe(share);
      }),
    );
  });

  it('is halved when there are twice as many vaults: nothing else moves', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.integer({ min: 1, max: 64 }), (id, of) => {
        expect(Math.floor(shareOf(id, of * 2) / 2)).toBe(shareOf(id, of));
      }),
    );
  });

  it('is about as large as any other', () => {
    const counts = [0, 0, 0, 0];
    for (let id = 0; id < 4_000; id++) counts[shareOf(`domain ${id}`, 4)]!++;
    // Binomial with a standard deviation of 27: six of them either way.
    for (const count of counts) expect(Math.abs(count - 1_000)).toBeLessThan(165);
  });
});
