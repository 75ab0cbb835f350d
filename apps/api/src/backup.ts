import { createWriteStream, renameSync, rmSync } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { backUp, ConfigError, createLog, loadConfig } from '#platform';

/** Writes an encrypted backup to BACKUP_FILE: whole, or not at all. */
async function main(): Promise<void> {
  const config = loadConfig('backup');
  const log = createLog('backup', config.LOG_LEVEL);
  const draft = `${config.BACKUP_FILE}.${process.pid}.new`;
  try {
    const backup = await backUp(
      config.OWNER_DATABASE_URL.reveal(),
      config.BACKUP_RECIPIENT,
      new Date(),
    );
    const source = Readable.fromWeb(backup as Parameters<typeof Readable.fromWeb>[0]);
    const file = createWriteStream(draft, { mode: 0o600, flush: true });
    await pipeline(source, file);
    renameSync(draft, config.BACKUP_FILE);
    log.info({ bytes: file.bytesWritten }, 'backup written');
  } finally {
    rmSync(draft, { force: true });
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof ConfigError ? error.message : (error as Error).name);
  process.exitCode = 1;
});
