import { z } from 'zod';
import { atRegistry, count, date, line, text } from '../field.rules.js';

const reasonAtRegistry = atRegistry.extend({ reason: text(5_000) });

const question = atRegistry.extend({
  question: text(5_000),
  /** Left out: the days that the settings give a registry. */
  answerDueOn: date.optional(),
});

export const consultationBodies = {
  'consult-registry': question,
  'ask-clarification': atRegistry.extend({ question: text(5_000) }),
  'relay-clarification': atRegistry.extend({ question: text(5_000) }),
  'clarify-for-registry': atRegistry.extend({ answer: text(10_000) }),
  'answer-clarification': atRegistry.extend({ answer: text(10_000) }),
  'give-advice': atRegistry.extend({
    advice: z.enum(['for', 'for-with-conditions', 'against']),
    reason: text(5_000),
    variables: z
      .array(
        z.strictObject({
          name: line(300),
          advice: z.enum(['for', 'coarser', 'against']),
          /** The coarser variable that the registry offers instead. */
          alternative: text(1_000).optional(),
          reason: text(2_000).optional(),
        }),
      )
      .max(500)
      .optional(),
    hours: z.number().min(0).max(10_000).optional(),
    costNok: z.int().min(0).max(10_000_000).optional(),
    weeksToDeliver: z.int().min(0).max(200).optional(),
    expectedRows: count.optional(),
  }),
  'accept-advice': atRegistry.extend({ reason: text(5_000).optional() }),
  'reject-advice': reasonAtRegistry,
  'mark-consultation': reasonAtRegistry.extend({ isInternal: z.boolean() }),
  'post-consultation-message': atRegistry.extend({ message: text(5_000) }),
  'mark-consultation-overdue': atRegistry,
  'remind-registry': atRegistry,
  'mark-registry-unreachable': reasonAtRegistry,
  'renew-consultation': question,
  'cancel-consultation': reasonAtRegistry,
} as const;
