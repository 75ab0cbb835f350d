export {
  LinkageController,
  ticketRequest,
  VAULT_ACCESS,
  type VaultAccess,
} from './linkage.controller.js';
export { linkageProcessors, linkageSchedules } from './linkage.processor.js';
export {
  type Certificate,
  HttpVaultClient,
  type Notice,
  type VaultClient,
} from './vault.client.js';
