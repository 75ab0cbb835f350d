import { defineJob } from '#platform';

/** What was ordered is put together and kept for whoever ordered it. */
export const makeExport = defineJob<{ exportId: string }>('cases', 'make-export');
