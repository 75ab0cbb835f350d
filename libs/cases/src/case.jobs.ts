import { defineJob } from '#platform';

/** Jobs that a case's events cause; `linkage` and `deliveries`, above this feature, do them. */
export const createDomain = defineJob<{ caseId: string }>('linkage', 'create-domain');
export const destroyDomain = defineJob<{ caseId: string }>('linkage', 'destroy-domain');
export const noteDisclosure = defineJob<{ caseId: string; registryId: string }>(
  'deliveries',
  'note-disclosure',
);
