import { z } from 'zod';
import { date, line, none, reason, text } from '../field.rules.js';

/** Why a permit may be called back (forvaltningsloven section 35; EHDS article 63). */
export const revocationGrounds = [
  'breach-of-conditions',
  'approval-lapsed',
  'decision-invalid',
  'reserved-in-decision',
  'other-law',
] as const;

export const revocationBodies = {
  'give-prior-notice': z.strictObject({
    ground: z.enum(revocationGrounds),
    reason: text(10_000),
    hearingDueOn: date,
  }),
  'answer-prior-notice': z.strictObject({ statement: text(20_000) }),
  'drop-revocation': reason,
  'propose-revocation': z.strictObject({
    /** The rule that the revocation rests on, as it will be cited. */
    rule: line(300),
    facts: text(10_000),
    considerations: text(10_000),
    /** Whether the revocation should wait for an appeal (forvaltningsloven section 42). */
    deferredEffect: text(5_000),
  }),
  'return-revocation': reason,
  'sign-revocation': none,
  'reinstate-permit': z.strictObject({ appealId: z.uuid() }),
} as const;
