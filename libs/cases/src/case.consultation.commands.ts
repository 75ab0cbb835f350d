import { z } from 'zod';
import { atRegistry, date, text } from './field.rules.js';

export const consultationBodies = {
  'consult-registry': atRegistry.extend({ question: text(5_000), answerDueOn: date }),
  'give-advice': atRegistry.extend({
    advice: z.enum(['for', 'for-with-conditions', 'against']),
    reason: text(5_000),
    costNok: z.int().min(0).max(10_000_000).optional(),
    weeksToDeliver: z.int().min(0).max(200).optional(),
  }),
  'cancel-consultation': atRegistry.extend({ reason: text(5_000) }),
} as const;
