import { z } from 'zod';
import { decisionObjects } from './decision.model.js';
import { text } from '../field.rules.js';

export const assessmentBodies = {
  /** One criterion at a time, each with its reason; who answers and when is not asked. */
  'assess-criterion': z.strictObject({
    decisionObject: z.enum(decisionObjects),
    criterion: z.string().regex(/^[a-z0-9-]{1,60}$/, 'the id of a criterion'),
    isMet: z.boolean(),
    reason: text(5_000),
  }),
} as const;
