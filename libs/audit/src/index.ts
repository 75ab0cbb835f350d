export {
  canonical,
  canonicalData,
  contentSeal,
  firstHash,
  type LoggedEvent,
  sealOf,
  textSeal,
} from './event.chain.js';
export { type CaseChain, caseChain } from './case.chain.js';
export { CaseEventRow } from './event.entity.js';
export type { Fault } from './event.link.js';
export { type Verification, verifyLog } from './event.verifier.js';
export {
  storedLinks,
  type ChainRange,
  type RangeVerification,
  chainRanges,
  verifyRange,
} from './event.ranges.js';
export { hashOfSeal, type LogSeal } from './seals/seal.chain.js';
export { sealGrown, sealHeads, sealSchedules, stampSeals } from './seals/seal.service.js';
export { type ChainHead, type ProofStep, SealTree } from './seals/seal.tree.js';
export { headsOf } from './seals/seal.verifier.js';
export { Rfc3161Authority } from './seals/rfc3161.js';
export { certificatesIn } from './seals/rfc3161.token.js';
export {
  NoTimeStamps,
  type TimeStamp,
  type TimeStampAuthority,
  TimeStampUnavailable,
} from './seals/time.stamp.js';
export {
  loggedServiceEvent,
  noteInService,
  serviceChain,
  type ServiceEvent,
} from './service/service.log.js';
