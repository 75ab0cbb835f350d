import { z } from 'zod';
import { date, none, reason, registryIdField, text } from './field.rules.js';

/** helseregisterloven section 19 a, first paragraph a to d and fifth paragraph. */
const accessCriteria = z.strictObject({
  explicitPurpose: text(5_000),
  legalBasis: text(5_000),
  consentsAndReservations: text(5_000),
  securityMeasures: text(5_000),
  unobjectionable: text(5_000),
});

export const accessBodies = {
  'propose-access-decision': z.strictObject({
    sources: z
      .array(
        z.strictObject({
          registryId: registryIdField,
          isGranted: z.boolean(),
          reason: text(5_000),
        }),
      )
      .min(1)
      .max(80),
    criteria: accessCriteria,
    /** Why the decision departs from a registry's advice, or does not await it. */
    departureReasons: z.record(registryIdField, text(5_000)).optional(),
    threatensSociety: z.boolean(),
    facts: text(10_000),
    considerations: text(10_000),
    conditions: z.array(text(2_000)).max(60),
    permitEndsOn: date.optional(),
  }),
  'return-access-decision': reason,
  'sign-access-grant': none,
  'sign-partial-access-grant': none,
  'sign-access-refusal': none,
} as const;
