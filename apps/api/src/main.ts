import { ConfigError, createLog, DataKeyFileRefused, loadConfig } from '#platform';
import { createApi } from './api.app.js';

async function main(): Promise<void> {
  const config = loadConfig('api');
  const log = createLog('api', config.LOG_LEVEL);
  const api = await createApi(config, log);
  await api.app.listen(config.PORT, config.HOST);
  log.info({ port: config.PORT }, 'api: listening');

  let stopping: Promise<void> | undefined;
  const stop = () => (stopping ??= api.close().then(() => log.info('api: stopped')));
  process.once('SIGTERM', () => void stop());
  process.once('SIGINT', () => void stop());
}

main().catch((error: unknown) => {
  const isOfTheSettings = error instanceof ConfigError || error instanceof DataKeyFileRefused;
  console.error(isOfTheSettings ? error.message : error);
  process.exit(1);
});
