import { z } from 'zod';
import { conditionKeepers, conditionKinds } from './decision.model.js';
import { date, line, text } from '../field.rules.js';

/** A condition as it is proposed; it becomes a task when the grant is signed. */
export const conditionField = z.strictObject({
  kind: z.enum(conditionKinds),
  text: text(2_000),
  dueOn: date.optional(),
  followedUpBy: z.enum(conditionKeepers),
});

const conditionId = line(60);
const reasoned = z.strictObject({ conditionId, reason: text(5_000) });

export const conditionBodies = {
  'report-condition': z.strictObject({
    conditionId,
    statement: text(5_000),
    attachmentReference: line(200).optional(),
  }),
  'find-condition-fulfilled': z.strictObject({ conditionId }),
  'return-condition': reasoned,
  'find-condition-breached': reasoned,
  'waive-condition': reasoned,
  'find-condition-overdue': z.strictObject({ conditionId }),
} as const;
