export { DestructionSigner } from './destruction.signer.js';
export {
  LinkageController,
  ticketRequest,
  VAULT_ACCESS,
  VAULT_PROGRESS,
  type VaultAccess,
} from './linkage.controller.js';
export { type LinkageProgress, progressOf } from './linkage.progress.js';
export { linkageProcessors, linkageSchedules } from './linkage.processor.js';
export {
  HttpVaultClient,
  type LinkageOrder,
  type Notice,
  type OrderProgress,
  type VaultClient,
} from './vault.client.js';
export { vaultLink } from './vault.link.js';
export { VaultProgress } from './vault.progress.js';
