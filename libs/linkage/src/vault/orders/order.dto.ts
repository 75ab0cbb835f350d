import { z } from 'zod';
import { recipientKeyCharacters } from '#platform';
import { domainPath, registryId, text } from '../vault.dto.js';

export const stepKinds = ['cohort', 'controls', 'relatives', 'list', 'key-file'] as const;
export type StepKind = (typeof stepKinds)[number];

const stepId = z.string().regex(/^(?!.*\d{11})[a-z0-9:._-]{1,140}$/i, 'is the id of a step');

/** The name of a column that comes with a list; what stands in it never leaves the vault. */
const attribute = z
  .string()
  .max(40)
  .regex(/^\p{L}[\p{L}\p{N} _-]*$/u, 'is the name of a column');

const controls = z.strictObject({
  perCase: z.number().int().min(1).max(50),
  matchOn: z
    .array(z.strictObject({ attribute, within: z.number().int().min(1).max(1_000).nullable() }))
    .min(1)
    .max(8)
    .refine(
      (attributes) => attributes.filter(({ within }) => within !== null).length <= 1,
      'may let one attribute differ within a range',
    ),
  mayBeCases: z.boolean(),
});

const relatives = z.strictObject({
  relations: z
    .array(z.string().regex(/^[a-z-]{1,40}$/))
    .min(1)
    .max(20),
});

/** A linkage plan as the case system orders it carried out (helseregisterloven section 19 c). */
export const newOrder = z
  .strictObject({
    caseReference: text(100),
    /** Registries with their public keys: those the domain does not know join it. */
    registries: z
      .array(
        z.strictObject({
          id: registryId,
          ageRecipient: z.string().min(1).max(recipientKeyCharacters),
        }),
      )
      .min(1)
      .max(100),
    steps: z
      .array(
        z.strictObject({
          id: stepId,
          kind: z.enum(stepKinds),
          registryId,
          givesKeyFile: z.boolean(),
        }),
      )
      .min(1)
      .max(300)
      .refine(
        (steps) => new Set(steps.map(({ id }) => id)).size === steps.length,
        'must name each step once',
      ),
    controls: controls.nullable().default(null),
    relatives: relatives.nullable().default(null),
  })
  .refine(
    ({ steps, controls: wanted }) =>
      steps.some(({ kind }) => kind === 'controls') === (wanted !== null),
    { path: ['controls'], error: 'come with the step that draws them' },
  )
  .refine(
    ({ steps, relatives: wanted }) =>
      steps.some(({ kind }) => kind === 'relatives') === (wanted !== null),
    { path: ['relatives'], error: 'come with the step that finds them' },
  );

export type NewOrder = z.infer<typeof newOrder>;
export type ControlsWanted = z.infer<typeof controls>;
export type RelativesWanted = z.infer<typeof relatives>;

export const orderPath = z.object({ ...domainPath.shape, orderId: z.guid().toLowerCase() });
export const pauseOrder = z.strictObject({
  by: z.strictObject({ id: z.string().max(200), name: text(200) }),
});
export const stepQuery = z.object({ step: stepId.optional() });
