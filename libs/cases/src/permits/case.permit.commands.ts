import { z } from 'zod';
import { answers } from '../application/application.rules.js';
import { date, line, none, text } from '../field.rules.js';

/** What a signed change case tells its parent; no person gives this. */
const signedChange = z.strictObject({
  changeCaseId: z.uuid(),
  changeReference: line(50),
  decidedOn: date,
  signedByName: line(200),
  endsOn: date,
  conditions: z.array(text(2_000)).max(60),
  granted: answers,
});

export const permitBodies = {
  'issue-permit': none,
  'end-permit': z.strictObject({
    reason: text(5_000).optional(),
    /** When the holder asked for it: a permit that has not run out is given up, or else revoked. */
    askedForOn: date.optional(),
  }),
  'record-permit-request': z.strictObject({
    requestCaseId: z.uuid(),
    request: z.strictObject({
      kind: z.enum(['change', 'extension', 'data-update']),
      state: z.enum(['requested', 'granted', 'refused', 'withdrawn']),
      requestedOn: date,
      endsOn: date.optional(),
      isLate: z.boolean().optional(),
    }),
  }),
  'amend-permit': signedChange,
  'extend-permit': signedChange,
  'carry-permit': z.strictObject({ permitId: line(60), endsOn: date }),
  'stop-carrying-permit': z.strictObject({ because: z.enum(['expired', 'revoked']) }),
  'warn-of-expiry': none,
} as const;
