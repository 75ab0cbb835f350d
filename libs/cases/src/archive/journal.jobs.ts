import { defineJob } from '#platform';

/** Draws the page of an incoming document from its frozen texts. */
export const drawEntry = defineJob<{ entryId: string }>('cases', 'draw-journal-entry');
