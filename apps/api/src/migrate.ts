import { ConfigError, createLog, loadConfig, migrate, migrateQueueStore } from '#platform';
import { migrations } from '../../../migrations/index.js';

/**
 * Brings the database to the newest schema and the catalogue to the newest content, then ends. Runs
 * as the owner of the database, before any other program starts.
 */
async function main(): Promise<void> {
  const config = loadConfig('migrate');
  const log = createLog('migrate', config.LOG_LEVEL);
  const ran = await migrate(config.OWNER_DATABASE_URL, migrations);
  await migrateQueueStore(config.OWNER_DATABASE_URL);
  log.info({ ran }, 'database is at the newest schema');
}

main().catch((error: unknown) => {
  console.error(error instanceof ConfigError ? error.message : error);
  process.exitCode = 1;
});
