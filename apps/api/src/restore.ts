import { createReadStream, readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { verifyLog } from '#audit';
import {
  BackupRefused,
  ConfigError,
  createLog,
  Database,
  loadConfig,
  migrate,
  migrateQueueStore,
  restore,
} from '#platform';
import { migrations } from '../../../migrations/index.js';

/** Makes the schema in an empty database, puts BACKUP_FILE into it and walks the log. */
async function main(): Promise<void> {
  const config = loadConfig('restore');
  const log = createLog('restore', config.LOG_LEVEL);
  const url = config.OWNER_DATABASE_URL.reveal();
  await migrate(url, migrations);
  await migrateQueueStore(url);
  const identity = readFileSync(config.BACKUP_IDENTITY_FILE, 'utf8').match(
    /AGE-SECRET-KEY-\S+/,
  )?.[0];
  if (!identity) throw new BackupRefused('BACKUP_IDENTITY_FILE holds no age identity.');
  const file = Readable.toWeb(createReadStream(config.BACKUP_FILE)) as ReadableStream<Uint8Array>;
  const { madeAt, tables } = await restore(url, file, identity);
  const db = await Database.connect({ url, schema: 'tilgang', poolSize: 2 });
  try {
    const { events, cases, faults } = await verifyLog(db);
    log.info({ madeAt, tables, cases, events, faults: faults.length }, 'backup restored');
    if (faults.length > 0) process.exitCode = 1;
  } finally {
    await db.close();
  }
}

main().catch((error: unknown) => {
  const isOurs = error instanceof ConfigError || error instanceof BackupRefused;
  console.error(isOurs ? error.message : (error as Error).name);
  process.exitCode = 1;
});
