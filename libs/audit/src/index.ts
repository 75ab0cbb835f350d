export { canonical, firstHash, type LoggedEvent, sealOf } from './event.chain.js';
export { CaseEventRow } from './event.entity.js';
export { type Fault, type Verification, verifyLog } from './event.verifier.js';
