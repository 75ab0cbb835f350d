import { ConfigError, createLog, DataKeyFileRefused, loadConfig } from '#platform';
import { startWorker } from './worker.app.js';

async function main(): Promise<void> {
  const config = loadConfig('worker');
  const log = createLog('worker', config.LOG_LEVEL);
  const worker = await startWorker(config, log);
  log.info('worker: running');

  let stopping: Promise<void> | undefined;
  const stop = () => (stopping ??= worker.close().then(() => log.info('worker: stopped')));
  process.once('SIGTERM', () => void stop());
  process.once('SIGINT', () => void stop());
}

main().catch((error: unknown) => {
  const isOfTheSettings = error instanceof ConfigError || error instanceof DataKeyFileRefused;
  console.error(isOfTheSettings ? error.message : error);
  process.exit(1);
});
