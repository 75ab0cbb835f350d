import { z } from 'zod';
import { atRegistry, count, line, none, registryIdField, sha256 } from '../field.rules.js';
import {
  cohortSources,
  correctionKinds,
  identityKinds,
  keyFileKinds,
  relations,
  stepStates,
} from './linkage.plan.model.js';

/** The name of a column in a delivered list; never the number itself. */
const attribute = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[\p{L}][\p{L}\p{N} _-]{0,39}$/u, 'the name of a column');

const linkagePlan = z.strictObject({
  linker: line(200),
  /** Left out: every registry that delivers sends its list and gets its key file. */
  registries: z
    .array(
      z.strictObject({
        registryId: registryIdField,
        keyFile: z.enum(keyFileKinds).optional(),
        isSection9b: z.boolean().optional(),
        keyHolder: line(200).optional(),
      }),
    )
    .min(1)
    .max(100)
    .optional(),
  cohort: z
    .strictObject({ from: z.enum(cohortSources), registryId: registryIdField.optional() })
    .optional(),
  controls: z
    .strictObject({
      registryId: registryIdField,
      perCase: z.int().min(1).max(50),
      matchOn: z
        .array(z.strictObject({ attribute, within: z.int().min(1).max(1_000).optional() }))
        .min(1)
        .max(8),
      mayBeCases: z.boolean().optional(),
    })
    .optional(),
  relatives: z
    .strictObject({
      registryId: registryIdField,
      relations: z.array(z.enum(relations)).min(1).max(relations.length),
    })
    .optional(),
  hasSeparatePseudonyms: z.boolean().optional(),
  serialPrefix: z
    .string()
    .regex(/^[A-Z][A-Z0-9]{1,9}$/, 'a capital letter, then capitals and digits, ten at most')
    .optional(),
  identityKinds: z
    .array(z.strictObject({ kind: z.enum(identityKinds), registryId: registryIdField.optional() }))
    .min(1)
    .max(identityKinds.length)
    .optional(),
});

export const linkageBodies = {
  'order-linkage': linkagePlan,
  'change-linkage-plan': linkagePlan,
  'create-linkage-domain': none,
  'record-domain-created': none,
  'pause-linkage': none,
  'resume-linkage': none,
  'record-linkage-pause': z.strictObject({ isPaused: z.boolean() }),
  'record-linkage-step': z.strictObject({
    orderId: z.uuid(),
    step: z.string().max(140),
    state: z.enum(stepStates),
    at: z.iso.datetime(),
    people: count.optional(),
    outside: count.optional(),
    unmet: count.optional(),
    reason: z
      .string()
      .regex(/^[a-z0-9-]{1,60}$/)
      .optional(),
  }),
  'record-key-file': atRegistry.extend({
    runId: z.uuid(),
    rows: count,
    accepted: count,
    repeated: count,
    invalid: count,
    /** Rows of people who have reserved themselves or withdrawn their consent. */
    reserved: count.optional(),
    /** People who are not in the population: they get no number. */
    outside: count.optional(),
    inputSha256: sha256,
    keyFileSha256: sha256,
  }),
  'record-number-correction': atRegistry.extend({
    correctionId: z.uuid(),
    correctionKind: z.enum(correctionKinds),
    correctionRows: count,
  }),
  'record-bridge-correction': z.strictObject({
    bridgeCorrectionId: z.uuid(),
    bridgeCorrectionKind: z.enum(correctionKinds),
    bridgeCorrectionRows: count,
  }),
  'complete-linkage': none,
  'order-key-destruction': none,
  'withdraw-key-destruction': none,
  'confirm-key-destruction': none,
  'record-keys-destroyed': z.strictObject({
    destroyedAt: z.iso.datetime(),
    serialNumberCount: count,
    certificateSha256: sha256,
    /** As the certificate names them. */
    orderedByName: line(200).nullable(),
    confirmedByName: line(200).nullable(),
  }),
} as const;
