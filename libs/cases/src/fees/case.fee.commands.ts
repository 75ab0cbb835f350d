import { z } from 'zod';
import { feeActivities } from './case.fee.rules.js';
import { atRegistry, date, none, registryIdField, text } from '../field.rules.js';

const amountNok = z.int().min(0).max(10_000_000);

const work = {
  activity: z.enum(feeActivities),
  minutes: z
    .int()
    .min(1)
    .max(24 * 60),
  workedOn: date,
};

export const feeBodies = {
  'estimate-fee': z.strictObject({
    hours: z.int().min(0).max(5_000),
    /** What the registries will bill; left out: what they said when they gave advice. */
    registryCosts: z
      .array(z.strictObject({ registryId: registryIdField, amountNok }))
      .max(80)
      .optional(),
    basis: text(5_000),
  }),
  'accept-estimate': none,
  'find-fee-exempt': z.strictObject({
    ground: z.enum(['student-aggregated', 'data-update']),
    reason: text(5_000),
  }),
  'register-hours': z.strictObject(work),
  'issue-invoice-basis': z.strictObject({ amountNok: amountNok.optional() }),
  'register-registry-hours': atRegistry.extend({ ...work, amountNok }),
} as const;
