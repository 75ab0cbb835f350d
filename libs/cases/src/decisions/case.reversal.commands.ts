import { z } from 'zod';
import { line, text } from '../field.rules.js';

export const reversalBodies = {
  'reverse-in-favour': z.strictObject({ decision: line(120), reason: text(5_000) }),
} as const;
