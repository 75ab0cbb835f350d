import { z } from 'zod';
import { line, none, reason, text } from './field.rules.js';

/** helseregisterloven section 19 e: each criterion answered with a reason; none may be blank. */
const exemptionCriteria = z.strictObject({
  explicitPurpose: text(5_000),
  securityMeasures: text(5_000),
  essentialPublicInterest: text(5_000),
});

export const exemptionBodies = {
  'find-exemption-not-needed': z.strictObject({ legalBasis: line(200), reason: text(5_000) }),
  'propose-exemption': z.strictObject({
    legalBasis: line(200),
    criteria: exemptionCriteria,
    threatensSociety: z.boolean(),
  }),
  'return-exemption': reason,
  'sign-exemption': none,
} as const;
