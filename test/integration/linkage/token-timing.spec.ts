import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TestVault } from './vault.js';

/**
 * Whether the time of an answer tells how near a guess came. Compared by ranks and not by a limit: a
 * slow machine is slow for both, and one slow answer moves nothing. Both sides are asked in turn, in
 * an order that is drawn.
 */

const eachSide = 120;
/** One false alarm in a billion runs, were the two alike. */
const mostDeviations = 6;

let vault: TestVault;

beforeAll(async () => {
  vault = await TestVault.start();
});
afterAll(() => vault.end());

describe('the time of an answer', () => {
  it('does not tell how much of a token is right', async () => {
    const right = 'only-a-test-token-0123456789';
    const nearly = `${right.slice(0, -1)}x`;
    const ask = async (bearer: string) => {
      const begunAt = performance.now();
      const { status } = await vault.call('GET', '/notices?limit=1', { bearer });
      const took = performance.now() - begunAt;
      expect(status).toBe(401);
      return took;
    };
    const wrong = `x${right.slice(1)}`;
    const side = (token: string) => Array<string>(eachSide * 2).fill(token);
    const deviations = await compared(side(nearly), side(wrong), ask);
    expect(Math.abs(deviations)).toBeLessThan(mostDeviations);
  }, 120_000);
});

/** By how many standard deviations the ranks of one side lie from where they would lie by chance. */
async function compared(
  one: readonly string[],
  other: readonly string[],
  measure: (value: string) => Promise<number>,
): Promise<number> {
  const times: { side: 0 | 1; took: number }[] = [];
  for (let place = 0; place < one.length; place++) {
    const order: (0 | 1)[] = Math.random() < 0.5 ? [0, 1] : [1, 0];
    for (const side of order) {
      times.push({ side, took: await measure((side === 0 ? one : other)[place]!) });
    }
  }
  const ranked = times.sort((a, b) => a.took - b.took);
  const [n, m] = [one.length, other.length];
  const sum = ranked.reduce((total, { side }, rank) => (side === 0 ? total + rank + 1 : total), 0);
  const expected = (n * (n + m + 1)) / 2;
  return (sum - expected) / Math.sqrt((n * m * (n + m + 1)) / 12);
}
