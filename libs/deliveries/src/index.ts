export {
  DisclosureController,
  disclosureExportQuery,
  disclosureQuery,
} from './disclosure.controller.js';
export { DisclosureRow } from './disclosure.entity.js';
export { deliveryProcessors } from './disclosure.processor.js';
export { OrderController, orderQuery } from './order.controller.js';
export { deliverySchedules } from './plan.schedule.js';
export { RoundController } from './round.controller.js';
export { roundQuery } from './round.queries.js';
