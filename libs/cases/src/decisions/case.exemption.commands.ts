import { z } from 'zod';
import { conditionField } from './case.condition.commands.js';
import { exceptions, exemptionBases } from './decision.model.js';
import { date, registryIdField, text } from '../field.rules.js';

const legalBasis = z.enum(exemptionBases);
const ofBasis = z.strictObject({ legalBasis });
const reasoned = z.strictObject({ legalBasis, reason: text(5_000) });

const source = z.strictObject({
  registryId: registryIdField,
  isGranted: z.boolean(),
  reason: text(5_000),
});

const proposal = z.strictObject({
  /** The sources that the exemption is to cover, and those it is refused for. */
  sources: z.array(source).min(1).max(80),
  facts: text(10_000),
  considerations: text(10_000),
  conditions: z.array(conditionField).max(60),
  endsOn: date.optional(),
});

export const exemptionBodies = {
  /** What lifts confidentiality instead, source by source (section 19 a third paragraph). */
  'find-exemption-not-needed': z.strictObject({
    legalBasis,
    exceptions: z
      .array(
        z.strictObject({
          registryId: registryIdField,
          exception: z.enum(exceptions),
          reason: text(5_000),
        }),
      )
      .min(1)
      .max(80),
  }),
  'draft-exemption': z.strictObject({
    legalBasis,
    proposal: proposal.partial().extend({
      sources: z.array(source.partial()).max(80).optional(),
      conditions: z.array(conditionField.partial()).max(60).optional(),
    }),
  }),
  'propose-exemption': proposal.extend({ legalBasis }),
  'return-exemption': reasoned,
  'sign-exemption': ofBasis,
  'sign-partial-exemption': ofBasis,
  'sign-exemption-refusal': ofBasis,
  'revoke-exemption': reasoned,
  'expire-exemption': ofBasis,
} as const;
