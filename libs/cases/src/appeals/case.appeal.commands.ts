import { z } from 'zod';
import { appealOutcomes } from './appeal.rules.js';
import { date, line, sha256, text } from '../field.rules.js';

/** A decision of the case, as `appealableDecisions` names it. */
const decision = line(120);
const ofAppeal = z.strictObject({ appealId: z.uuid('the id of an appeal') });
const withReason = ofAppeal.extend({ reason: text(5_000) });

const lodging = z.strictObject({
  decision,
  grounds: text(20_000),
  wantedChange: text(5_000).optional(),
  asksForDeferredEffect: z.boolean().optional(),
});

export const appealBodies = {
  'lodge-appeal': lodging,
  'register-appeal': lodging.extend({ arrivedOn: date, reason: text(5_000) }),
  'accept-late-appeal': withReason,
  'dismiss-late-appeal': withReason,
  'take-appeal': ofAppeal,
  'decide-deferred-effect': withReason.extend({ isDeferred: z.boolean() }),
  'propose-appeal-outcome': ofAppeal.extend({
    outcome: z.enum(['reverse', 'uphold']),
    extent: z.enum(['fully', 'partly']).optional(),
    statement: text(20_000),
  }),
  'return-appeal-outcome': withReason,
  'reverse-on-appeal': ofAppeal,
  'forward-appeal': ofAppeal,
  'settle-appeal': ofAppeal.extend({
    outcome: z.enum(appealOutcomes),
    decidedOn: date,
    sender: line(200),
    externalReference: line(100),
    documentSha256: sha256,
    summary: text(10_000),
  }),
  'withdraw-appeal': ofAppeal.extend({ reason: text(5_000).optional() }),
  'demand-reasons': z.strictObject({ decision }),
  'give-reasons': z.strictObject({ decision, reasons: text(20_000) }),
  'extend-appeal-period': z.strictObject({ decision, untilOn: date, reason: text(5_000) }),
} as const;
