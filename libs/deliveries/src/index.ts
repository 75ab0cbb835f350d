export { DisclosureController, disclosureQuery } from './disclosure.controller.js';
export { DisclosureRow } from './disclosure.entity.js';
export { deliveryProcessors } from './disclosure.processor.js';
