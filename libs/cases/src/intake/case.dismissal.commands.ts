import { z } from 'zod';
import { dismissalGrounds } from '../case.model.js';
import { checkIds } from '../form/checklist.rules.js';
import { none, reason, text } from '../field.rules.js';

export const dismissalBodies = {
  'propose-dismissal': z.strictObject({
    ground: z.enum(dismissalGrounds),
    /** What is missing: the item of the completeness check, and in words what it lacks. */
    missing: z
      .array(z.strictObject({ item: z.enum(checkIds), what: text(2_000) }))
      .max(checkIds.length)
      .default([]),
    reason: text(10_000),
  }),
  'return-dismissal': reason,
  'sign-dismissal': none,
} as const;
