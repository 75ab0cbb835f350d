import { defineJob } from '#platform';

/** Draws the page of an incoming document from its frozen texts. */
export const drawEntry = defineJob<{ entryId: string }>('cases', 'draw-journal-entry');

/** Hands a case that has ended over to the archive core. */
export const handOverCase = defineJob<{ caseId: string; handoverId: string }>(
  'cases',
  'hand-over-case',
);
