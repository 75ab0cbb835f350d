import { z } from 'zod';
import { atRegistry, count, date, line, sha256 } from '../field.rules.js';

export const deliveryBodies = {
  'order-delivery': atRegistry,
  'promise-delivery': atRegistry.extend({ promisedOn: date }),
  'report-delivered': atRegistry.extend({
    fileCount: z.int().min(1).max(10_000),
    rowCount: count,
    sha256,
    handOverPlace: line(200),
  }),
  'confirm-receipt': atRegistry,
} as const;
