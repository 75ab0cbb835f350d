import { z } from 'zod';
import { controllerGrounds } from './decision.model.js';
import { date, line, registryIdField, text } from '../field.rules.js';

const decided = z.strictObject({
  registryId: registryIdField,
  decidedOn: date,
  controllerReference: line(200),
  reason: text(5_000).optional(),
});

export const controllerDecisionBodies = {
  'route-to-controller': z.strictObject({
    registryId: registryIdField,
    ground: z.enum(controllerGrounds),
    reason: text(5_000),
  }),
  'record-controller-grant': decided,
  'record-controller-refusal': decided,
} as const;
