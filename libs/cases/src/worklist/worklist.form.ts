import { z } from 'zod';
import { caseKinds } from '../case.model.js';
import { isPrintable, line } from '../field.rules.js';
import { sorts } from './worklist.cursor.rules.js';

const words = (maxLength: number) =>
  z
    .string()
    .trim()
    .max(maxLength)
    .refine(isPrintable, 'holds a character that cannot be printed')
    .optional();

/** What a worklist can be narrowed to. */
const filterFields = {
  state: words(50),
  kind: z.enum(caseKinds).optional(),
  waitingFor: words(150),
  registryId: words(120),
  /** `me`, `none` or a person's id. */
  assignee: z.union([z.enum(['me', 'none']), z.uuid('me, none or the id of a person')]).optional(),
  search: words(200),
};

export const worklistQuery = z.strictObject({
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  sort: z.enum(sorts).default('changed'),
  ...filterFields,
  overdue: z.stringbool().optional(),
});

/** A filter that a person keeps under a name. The same name again replaces it. */
export const savedFilter = z.strictObject({
  name: line(60),
  filter: z.strictObject({
    sort: z.enum(sorts).optional(),
    ...filterFields,
    overdue: z.boolean().optional(),
  }),
});

export type SavedFilter = z.infer<typeof savedFilter>;
