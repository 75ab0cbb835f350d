import { z } from 'zod';
import { draft } from './application.rules.js';
import { none, text } from './field.rules.js';

export const applicationBodies = {
  'edit-draft': z.strictObject({ application: draft }),
  submit: none,
  withdraw: z.strictObject({ reason: text(5_000).optional() }),
  'find-complete': none,
  'close-case': none,
} as const;
