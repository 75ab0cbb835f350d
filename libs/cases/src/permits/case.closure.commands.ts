import { z } from 'zod';
import { arrivals } from '../case.model.js';
import { date, reason, text } from '../field.rules.js';

/** What becomes of the data of somebody who no longer consents (helseforskningsloven section 16). */
export const consentFollowUps = [
  'deleted',
  'handed-out',
  'already-analysed',
  'anonymised',
] as const;

const arrival = { receivedOn: date, arrivedBy: z.enum(arrivals) };
const finalReport = z.strictObject({ endedOn: date, summary: text(20_000) });

export const closureBodies = {
  'confirm-deletion': z.strictObject({ statement: text(5_000) }),
  'record-deletion-confirmed': z.strictObject({ ...arrival, statement: text(5_000) }),
  'submit-final-report': finalReport,
  'record-final-report': finalReport.extend(arrival),
  'waive-final-report': reason,
  // No name and no number of anybody who was in the study: the case holds no identities.
  'record-consent-withdrawal': z.strictObject({
    receivedOn: date,
    personCount: z.int().min(1).max(100_000),
    description: text(5_000),
  }),
  'settle-consent-withdrawal': z.strictObject({
    withdrawalId: z.uuid('the id of a withdrawal of consent'),
    followUp: z.enum(consentFollowUps),
    followedUpOn: date,
    statement: text(5_000),
  }),
} as const;
