import { z } from 'zod';
import { date, line, reason, text } from '../field.rules.js';

const requestId = z.uuid('the id of a request');
const path = line(200).regex(/^[\w-]+(\.[\w-]+)*$/, 'the path of a field, as sources.0.variables');

const request = z.strictObject({ requestId });

export const informationBodies = {
  'request-information': z.strictObject({
    fields: z
      .array(z.strictObject({ field: path, comment: text(5_000) }))
      .min(1, 'at least one field')
      .max(200),
    /** Left out: as long as the setting says. */
    answerDueOn: date.optional(),
    relayedFrom: z.enum(['rek', 'registry']).optional(),
  }),
  'answer-information-field': request.extend({ field: path, value: z.unknown() }),
  'send-information': request.extend({ message: text(5_000).optional() }),
  'withdraw-information-request': request.extend(reason.shape),
  'extend-information-request': request.extend({ answerDueOn: date }),
  'remind-of-information-request': request,
  'lapse-information-request': request,
} as const;
