import type { z } from 'zod';
import { problemsOfAll } from './problem.rules.js';
import { Refused } from './refused.js';

/**
 * The value as the schema gives it, or {@link Refused} `body-malformed` with each field at fault.
 * The message names the field and the rule and never repeats what was sent.
 */
export function validated<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  code = 'body-malformed',
): z.infer<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new Refused({ code, kind: 'malformed', problems: problemsOfAll(parsed.error.issues) });
}
