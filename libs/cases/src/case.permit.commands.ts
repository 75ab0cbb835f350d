import { z } from 'zod';
import { none, text } from './field.rules.js';

export const permitBodies = {
  'issue-permit': none,
  'end-permit': z.strictObject({ reason: text(5_000).optional() }),
} as const;
