import { z } from 'zod';
import { atRegistry, count, line, none, sha256 } from '../field.rules.js';

export const linkageBodies = {
  'order-linkage': z.strictObject({ linker: line(200) }),
  'create-linkage-domain': none,
  'record-domain-created': none,
  'record-key-file': atRegistry.extend({
    runId: z.uuid(),
    rows: count,
    accepted: count,
    repeated: count,
    invalid: count,
    inputSha256: sha256,
    keyFileSha256: sha256,
  }),
  'complete-linkage': none,
  'order-key-destruction': none,
  'record-keys-destroyed': z.strictObject({
    destroyedAt: z.iso.datetime(),
    serialNumberCount: count,
    certificateSha256: sha256,
  }),
} as const;
