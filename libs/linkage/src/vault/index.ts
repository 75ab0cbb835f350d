export { AccessControl, type TicketUse } from './access.control.js';
export { AccessLog, type Requester } from './access.log.js';
export {
  canonicalJson,
  type DestructionCertificate,
  type DestructionFacts,
} from './certificate.rules.js';
export { DomainController } from './domain.controller.js';
export { DomainService, type NewDomain } from './domain.service.js';
export { HealthController } from './health.controller.js';
export { identityPolicy, judgeIdentity, type RowReason, rowReasons } from './identity.rules.js';
export { type KeyCustody, KeyFileCustody, KeyFileRefused } from './key.custody.js';
export { NoticeController } from './notice.controller.js';
export { type Notice, NoticeService } from './notice.service.js';
export { ResolveService } from './resolve.service.js';
export { RunController } from './run.controller.js';
export { type RunReceipt, RunService } from './run.service.js';
export { checkDigit, formatSerial, parseSerial } from './serial.rules.js';
export { type VaultParts, vaultServices, type VaultServices } from './vault.services.js';
