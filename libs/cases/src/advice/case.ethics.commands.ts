import { z } from 'zod';
import { comparedPoints } from './ethics.rules.js';
import { date, line, none, reason, text } from '../field.rules.js';

/** What a decision by REK or NEM says, wherever it is recorded. */
const approval = z.strictObject({
  rekReference: line(50),
  decidedOn: date,
  validUntilOn: date,
  conditions: text(5_000).optional(),
});

/** An answer other than approval. The document is named by those who are not REK themselves. */
const otherAnswer = z.strictObject({
  rekReference: line(50),
  decidedOn: date,
  reason: text(5_000),
  documentReference: line(200).optional(),
});

const compared = z.strictObject({
  approval: text(5_000).optional(),
  protocol: text(5_000),
  matches: z.boolean(),
});

export const ethicsBodies = {
  'require-rek': reason,
  'find-rek-not-required': reason,
  'find-rek-notice-only': reason,
  'send-protocol-notice': none,
  'record-protocol-notice': z.strictObject({ sentOn: date, documentReference: line(200) }),
  'forward-to-rek': none,
  'acknowledge-at-rek': z.strictObject({
    rekReference: line(50).optional(),
    answerExpectedOn: date.optional(),
  }),
  'postpone-at-rek': z.strictObject({ questions: text(10_000), answerDueOn: date }),
  'answer-rek': z.strictObject({ answer: text(20_000) }),
  'record-rek-approval': approval,
  'verify-rek-approval': approval.extend({
    decidedBy: z.enum(['rek', 'nem']).default('rek'),
    /** Where the decision document is found in the case. */
    documentReference: line(200),
    /** Why the decision is another than the one the application names. */
    differenceReason: text(5_000).optional(),
  }),
  'record-rek-rejection': otherAnswer,
  'record-outside-mandate': otherAnswer,
  'settle-outside-mandate': z.strictObject({
    continuedAs: z.enum(['not-medical-research', 'other-basis']),
    reason: text(5_000),
  }),
  'expire-rek-approval': none,
  'compare-with-rek': z.strictObject({
    purpose: compared,
    sources: compared,
    variables: compared,
    period: compared,
    persons: compared,
  }),
  'settle-mismatch': z.strictObject({
    point: z.enum(comparedPoints),
    reason: text(5_000).optional(),
    /** The information request that asks the applicant about it. */
    requestId: z.uuid().optional(),
  }),
} as const;
