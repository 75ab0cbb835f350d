import { setTimeout as pause } from 'node:timers/promises';
import type { Clock } from '#platform';

/** What is left of a slot when the last of the work is written: less, and the next slot is taken. */
const leftForCommit = 0.1;

/**
 * When what came of a list is shown: one slot after the list had been read to its end, or two, four,
 * eight, whichever is the first that the work is done in. A sender knows all of that beforehand but
 * how long the work took, and of that learns no more than which of a few slots it was.
 */
export function shownAt(readAt: Date, now: Date, slotMs: number): Date {
  if (slotMs === 0) return now;
  const worked = now.getTime() - readAt.getTime();
  let slot = slotMs;
  while (worked > slot * (1 - leftForCommit)) slot *= 2;
  return new Date(readAt.getTime() + slot);
}

/**
 * Holds back what a list leads to, so that the time of it does not tell a registry whether a person
 * stands in the list of another: somebody new is written down, somebody known is not. Answers,
 * states, notices and files all go by the time that was written down with the work.
 */
export class AnswerSlots {
  constructor(
    private readonly clock: Clock,
    private readonly slotMs: number,
    private readonly wait: (ms: number) => Promise<unknown> = pause,
  ) {}

  /** The slot of work that is done now. */
  async after(readAt: Date): Promise<Date> {
    return shownAt(readAt, await this.clock.now(), this.slotMs);
  }

  async until(at: Date): Promise<void> {
    for (;;) {
      const left = at.getTime() - (await this.clock.now()).getTime();
      if (left <= 0) return;
      await this.wait(left);
    }
  }
}
