import { defineJob } from '#platform';

export const produceLetter = defineJob<{ letterId: string }>('letters', 'produce-letter');

/** Sent by this feature when a letter has left; the cases feature notes it on the case. */
export const letterDispatched = defineJob<{ letterId: string; dispatchId: string }>(
  'cases',
  'letter-dispatched',
);

/** Sent by this feature when a letter, or a copy of it, was given up; its caseworker is told. */
export const letterGivenUp = defineJob<{ letterId: string; dispatchId: string }>(
  'cases',
  'letter-given-up',
);
