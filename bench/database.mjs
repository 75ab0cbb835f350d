import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { migrations } from '../dist/migrations/index.js';
import { migrate, migrateQueueStore } from '../dist/libs/platform/src/index.js';
import { databasePrograms, databaseUser } from '../scripts/supervisor/database-user.mjs';
import { stablePort } from '../scripts/supervisor/ports.mjs';
import { createCluster, ownerRole, startCluster } from '../scripts/supervisor/postgres.mjs';

/**
 * A PostgreSQL of its own for one benchmark, as durable as in production, migrated and empty.
 *
 * @returns {Promise<{ ownerUrl: string, appUrl: string, workerUrl: string, vaultUrl: string, stop: () => Promise<void> }>}
 */
export async function startDatabase() {
  const folder = mkdtempSync(join(tmpdir(), 'tilgang-bench-'));
  chmodSync(folder, 0o755);
  const user = databaseUser();
  const programs = await databasePrograms(user);
  const password = randomBytes(12).toString('hex');
  const cluster = join(folder, 'postgres');
  await createCluster({ folder: cluster, programs, user, password, durable: true });
  const port = await stablePort();
  const { keeper } = await startCluster({
    ...{ folder: cluster, programs, user, port, durable: true },
    logFile: join(folder, 'postgres.log'),
    removeAfter: [folder],
  });
  const url = (role) => `postgres://${role}:${password}@127.0.0.1:${port}/postgres`;
  await migrate(url(ownerRole), migrations);
  await migrateQueueStore(url(ownerRole));
  await letIn(url(ownerRole), password);
  return {
    ownerUrl: url(ownerRole),
    appUrl: url('tilgang_app'),
    workerUrl: url('tilgang_worker'),
    vaultUrl: url('tilgang_vault'),
    stop: () =>
      new Promise((resolve) => {
        keeper.once('exit', resolve);
        keeper.kill('SIGTERM');
      }),
  };
}

async function letIn(ownerUrl, password) {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  for (const role of ['tilgang_app', 'tilgang_worker', 'tilgang_vault']) {
    await owner.query(`ALTER ROLE ${role} LOGIN PASSWORD '${password}'`);
  }
  await owner.end();
}
