import { z } from 'zod';
import { checkIds } from '../form/checklist.rules.js';
import { text } from '../field.rules.js';

export const screeningBodies = {
  'answer-screening-items': z.strictObject({
    items: z
      .array(
        z.strictObject({
          item: z.enum(checkIds),
          answer: z.enum(['yes', 'no', 'not-relevant']),
          comment: text(5_000).optional(),
        }),
      )
      .min(1, 'at least one item')
      .max(checkIds.length),
  }),
} as const;
