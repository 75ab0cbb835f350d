import { z } from 'zod';
import { none, text } from '../field.rules.js';

const personId = z.uuid('the id of a person');

export const assignmentBodies = {
  /** With `isImpartial` the caseworker declares to be so in the same breath. */
  'take-case': z.strictObject({ isImpartial: z.literal(true).optional() }),
  'assign-case': z.strictObject({ assigneeId: personId, note: text(5_000).optional() }),
  'hand-over-case': z.strictObject({ assigneeId: personId, note: text(5_000) }),
  'release-case': none,
  'assign-decision-maker': z.strictObject({ decisionMakerId: personId }),
} as const;
