import { z } from 'zod';
import { atRegistry, count, date, line, sha256, text } from '../field.rules.js';
import { handOvers, type Interval, intervals, progressSteps } from './delivery.model.js';

export const deliveryIdField = z
  .string()
  .regex(/^[a-z0-9-]{1,120}\.[1-9]\d{0,3}$/, 'the id of a delivery, as its order gives it');

const ofDelivery = z.strictObject({ deliveryId: deliveryIdField });

const variableNames = z.array(line(200)).min(1).max(500);

/** A file by its name alone: no path, and nothing that a shell or a spreadsheet would act on. */
const fileName = line(200).regex(
  /^[\p{L}\p{N}_][\p{L}\p{N} ._()-]*$/u,
  'the name of a file, without its path',
);

const manifest = {
  files: z
    .array(z.strictObject({ name: fileName, rowCount: count, sha256 }))
    .min(1)
    .max(200),
  /** The totals as the registry counted them: a list that was cut off is found. */
  fileCount: z.int().min(1).max(200),
  rowCount: count,
  variables: variableNames,
  period: z.strictObject({ fromOn: date, toOn: date }),
  handOver: z.enum(handOvers),
  /** Left out: the secure processing environment that the permit names. */
  handOverPlace: line(200).optional(),
};

export const deliveryBodies = {
  /** Variables left out: all that the permit gives from the registry. */
  'order-delivery': atRegistry.extend({ variables: variableNames.optional() }),
  'promise-delivery': ofDelivery.extend({ promisedOn: date }),
  'change-promised-date': ofDelivery.extend({ promisedOn: date, reason: text(5_000) }),
  'start-preparation': ofDelivery,
  'report-progress': ofDelivery.extend({
    percent: z.int().min(0).max(100).optional(),
    step: z.enum(progressSteps).optional(),
  }),
  'report-quality-check': ofDelivery.extend({ note: text(5_000).optional() }),
  'report-part-delivered': ofDelivery.extend(manifest),
  'report-delivered': ofDelivery.extend(manifest),
  'confirm-receipt': ofDelivery,
  'report-delivery-error': ofDelivery.extend({ reason: text(5_000) }),
  'answer-delivery-error': ofDelivery.extend({ answer: text(5_000) }),
  redeliver: ofDelivery.extend({ ...manifest, reason: text(5_000) }),
  'cancel-delivery': ofDelivery.extend({ reason: text(5_000) }),

  'plan-recurring-delivery': atRegistry.extend({
    interval: z.enum(Object.keys(intervals) as [Interval, ...Interval[]]),
    /** The first round after the first delivery; left out: one interval from today. */
    firstRoundOn: date.optional(),
  }),
  'stop-recurring-delivery': atRegistry.extend({ reason: text(5_000) }),
  'order-next-round': atRegistry,
  'end-recurring-delivery': atRegistry,
} as const;
