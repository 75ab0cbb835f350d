import { isDeepStrictEqual } from 'node:util';

/** Something is not as it must be: the message says what, in one line. */
export class CheckFailed extends Error {}

/** Counts what was checked; the first thing that is wrong ends the walkthrough. */
export class Checks {
  count = 0;

  /** @param {string} fact what must hold, as a sentence */
  holds(fact, isSo, detail = '') {
    this.count += 1;
    if (!isSo) throw new CheckFailed(`${fact}${detail && `: ${detail}`}`);
  }

  equal(fact, found, expected) {
    const detail = `${JSON.stringify(found)} instead of ${JSON.stringify(expected)}`;
    this.holds(fact, isDeepStrictEqual(found, expected), detail);
  }
}
