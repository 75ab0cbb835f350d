import { z } from 'zod';
import { date, line, none, reason, text } from './field.rules.js';

export const ethicsBodies = {
  'require-rek': reason,
  'find-rek-not-required': reason,
  'forward-to-rek': none,
  'acknowledge-at-rek': none,
  'record-rek-approval': z.strictObject({
    rekReference: line(50),
    decidedOn: date,
    validUntilOn: date,
    conditions: text(5_000).optional(),
  }),
  'record-rek-rejection': z.strictObject({
    rekReference: line(50),
    decidedOn: date,
    reason: text(5_000),
  }),
} as const;
