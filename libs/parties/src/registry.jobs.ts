import { defineJob } from '#platform';

/** A registry has a new key, which those are to know who encrypt to it. */
export const keyRegistered = defineJob<{ registryId: string }>(
  'linkage',
  'registry-key-registered',
);
