import 'reflect-metadata';
import { KeyFileRefused } from '#linkage/vault';
import { ConfigError, createLog, loadConfig } from '#platform';
import { startVault } from './vault.app.js';

try {
  const config = loadConfig('vault');
  const log = createLog('vault', config.LOG_LEVEL);
  const vault = await startVault(config, log);
  log.info({ url: vault.url, resolving: config.VAULT_RESOLVE }, 'vault ready');
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      log.info({ signal }, 'vault stopping');
      void vault.close().then(() => process.exit(0));
    });
  }
} catch (error) {
  if (!(error instanceof ConfigError) && !(error instanceof KeyFileRefused)) throw error;
  createLog('vault', 'fatal').fatal(error.message);
  process.exit(1);
}
