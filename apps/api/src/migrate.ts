import { readFile } from 'node:fs/promises';
import { importCatalogue, importStarterVariables } from '#parties';
import {
  ConfigError,
  createLog,
  Database,
  loadConfig,
  migrate,
  migrateQueueStore,
} from '#platform';
import { migrations } from '../../../migrations/index.js';
import { fromProjectRoot } from './project.root.js';

/**
 * Brings the database to the newest schema and the catalogue to the newest content, then ends. Runs
 * as the owner of the database, before any other program starts.
 */
async function main(): Promise<void> {
  const config = loadConfig('migrate');
  const log = createLog('migrate', config.LOG_LEVEL);
  const ran = await migrate(config.OWNER_DATABASE_URL.reveal(), migrations);
  await migrateQueueStore(config.OWNER_DATABASE_URL.reveal());
  const catalogue = await loadCatalogue(config.OWNER_DATABASE_URL.reveal());
  log.info({ ran, ...catalogue }, 'database is at the newest schema');
}

async function loadCatalogue(url: string) {
  const csv = await readFile(fromProjectRoot('data/registries.csv'), 'utf8');
  const db = await Database.connect({ url, schema: 'tilgang', poolSize: 1 });
  try {
    return await db.transaction(async (tx) => {
      const now = new Date();
      const registries = await importCatalogue(tx, csv, now);
      const variables = await importStarterVariables(tx, fromProjectRoot('data/variables'), now);
      return { registries, variables };
    });
  } finally {
    await db.close();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof ConfigError ? error.message : error);
  process.exitCode = 1;
});
