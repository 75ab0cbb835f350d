import { defineJob } from '#platform';

export const produceLetter = defineJob<{ letterId: string }>('letters', 'produce-letter');

/** Sent by this feature when a letter has left; the cases feature notes it on the case. */
export const letterDispatched = defineJob<{ letterId: string }>('cases', 'letter-dispatched');
