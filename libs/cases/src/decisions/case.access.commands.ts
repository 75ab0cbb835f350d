import { z } from 'zod';
import { conditionField } from './case.condition.commands.js';
import { date, line, none, reason, registryIdField, text } from '../field.rules.js';

const variable = z.strictObject({
  name: line(200),
  isGranted: z.boolean(),
  /** Why it is refused; a variable that is granted needs no reason of its own. */
  reason: text(2_000).optional(),
});

const source = z.strictObject({
  registryId: registryIdField,
  isGranted: z.boolean(),
  reason: text(5_000),
  /** An answer for each variable that was applied for; a refused source needs none. */
  variables: z.array(variable).max(500),
});

/** How figures are given: helseregisterloven section 19, nobody can be recognised in them. */
const statistics = z.strictObject({
  minimumCellSize: z.int().min(1).max(1_000),
  deliveryRoute: line(200),
  safeguards: text(5_000),
});

const proposal = z.strictObject({
  sources: z.array(source).min(1).max(80),
  /** Why the decision departs from a registry's advice, or does not await it. */
  departureReasons: z.record(registryIdField, text(5_000)).optional(),
  facts: text(10_000),
  considerations: text(10_000),
  conditions: z.array(conditionField).max(60),
  permitEndsOn: date.optional(),
  /** When a change of a permit takes effect; left out: when it is signed. */
  takesEffectOn: date.optional(),
  statistics: statistics.optional(),
});

export const accessBodies = {
  'draft-access-decision': z.strictObject({
    proposal: proposal.partial().extend({
      sources: z
        .array(
          source.partial().extend({ variables: z.array(variable.partial()).max(500).optional() }),
        )
        .max(80)
        .optional(),
      conditions: z.array(conditionField.partial()).max(60).optional(),
      statistics: statistics.partial().optional(),
    }),
  }),
  'propose-access-decision': proposal,
  'return-access-decision': reason,
  'sign-access-grant': none,
  'sign-partial-access-grant': none,
  'sign-access-refusal': none,
} as const;
