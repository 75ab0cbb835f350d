import { days, then } from './consulting.js';
import type { Step } from './journey.js';
import type { Play } from './play.js';

/** The part of a track that was opened last. */
export const last = (parts: object) => Object.keys(parts).at(-1) ?? '';

/** Steps that name a part opened on the way, some on a day of their own. */
export const onward = (play: Play, ...steps: ((play: Play) => Step | [string, Step])[]): Play =>
  steps.reduce((before, make) => {
    const made = make(before);
    return Array.isArray(made) ? days(before, made) : then(before, made);
  }, play);
