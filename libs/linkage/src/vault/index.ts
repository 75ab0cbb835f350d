export { AccessControl, type TicketUse } from './access/access.control.js';
export { CustodianController, SETUP_TOKEN } from './access/custodian.controller.js';
export { type Custodian, Custodians } from './access/custodian.service.js';
export { AccessLog, type Requester } from './access/access.log.js';
export {
  canonicalJson,
  faultsOf,
  keyIdOf,
  type DestructionCertificate,
  type DestructionFacts,
} from './domains/certificate.rules.js';
export { DestructionController } from './domains/destruction.controller.js';
export { DestructionOrders } from './domains/destruction.orders.js';
export { DestructionService } from './domains/destruction.service.js';
export { DomainController } from './domains/domain.controller.js';
export { DomainService, type NewDomain } from './domains/domain.service.js';
export { HealthController } from './health.controller.js';
export { abilityHeaders, answerAbilities } from './incoming/incoming.abilities.js';
export { IncomingController } from './incoming/incoming.controller.js';
export { IncomingStore } from './incoming/incoming.store.js';
export { IncomingWorker } from './incoming/incoming.worker.js';
export {
  identityPolicy,
  judgeIdentity,
  type RowReason,
  rowReasons,
} from './people/identity.rules.js';
export { openCustodies } from './keys/custody.choice.js';
export { type Custodies, DomainKeyring } from './keys/domain.keyring.js';
export { FileCustody } from './keys/file.custody.js';
export type { KeyCustody } from './keys/key.custody.js';
export { KeyRotation } from './keys/key.rotation.js';
export { moveKeys } from './keys/key.moves.js';
export { KeyFileRefused } from './keys/master.key.js';
export { RotationController } from './keys/rotation.controller.js';
export { SigningKeyController } from './keys/signing.controller.js';
export { SigningKeys } from './keys/signing.keys.js';
export { NoticeController } from './notices/notice.controller.js';
export { type Notice, NoticeService } from './notices/notice.service.js';
export { ResolveController } from './resolving/resolve.controller.js';
export { OrderController } from './orders/order.controller.js';
export { type OrderProgress, OrderService, type StepProgress } from './orders/order.service.js';
export { ResolveService } from './resolving/resolve.service.js';
export { RunController } from './runs/run.controller.js';
export type { RunReceipt } from './runs/run.receipt.js';
export { RunService } from './runs/run.service.js';
export { alphabets } from './numbers/alphabet.rules.js';
export { SerialFormat, type SerialShape } from './numbers/serial.rules.js';
export { type VaultParts, vaultServices, type VaultServices } from './vault.services.js';
export { AliasService } from './aliases/alias.service.js';
export { CorrectionService } from './corrections/correction.service.js';
export { PeopleController } from './corrections/people.controller.js';
export { ReservationService } from './reservations/reservation.service.js';
