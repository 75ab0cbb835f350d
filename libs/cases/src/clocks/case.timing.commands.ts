import { z } from 'zod';
import { date, none, text } from '../field.rules.js';

export const procedures = ['ordinary', 'accelerated', 'trusted-holder'] as const;

const dueDate = z.strictObject({
  clockId: z.string().regex(/^[a-z-]+(:[a-z0-9-]{1,120})?$/, 'the id of a clock'),
  dueOn: date,
});

export const timingBodies = {
  // A postponement without a reason or a likely date is none (helseregisterloven section 19 f).
  postpone: z.strictObject({ reason: text(5_000), likelyOn: date }),
  'send-preliminary-reply': z.strictObject({ reason: text(5_000), expectedOn: date.optional() }),
  'send-automatic-preliminary-reply': none,
  'switch-track': z.strictObject({ procedure: z.enum(procedures), reason: text(5_000) }),
  'remind-of-due-date': dueDate,
  'escalate-due-date': dueDate,
} as const;
