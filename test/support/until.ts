import { setTimeout as pause } from 'node:timers/promises';

/**
 * Waits for a fact instead of for time: asks `find` until it gives something, and returns that.
 * Throws, naming the fact, when it does not come within `withinMs`.
 */
export async function until<T>(
  fact: string,
  find: () => Promise<T | null | undefined | false> | T | null | undefined | false,
  withinMs = 20_000,
): Promise<T> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const found = await find();
    if (found !== null && found !== undefined && found !== false) return found;
    if (Date.now() > deadline) throw new Error(`Waited ${withinMs} ms in vain: ${fact}`);
    await pause(20);
  }
}
