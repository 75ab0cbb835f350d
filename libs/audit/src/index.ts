export {
  canonical,
  contentSeal,
  firstHash,
  type LoggedEvent,
  sealOf,
  textSeal,
} from './event.chain.js';
export { CaseEventRow } from './event.entity.js';
export { type Fault, type Verification, verifyLog } from './event.verifier.js';
