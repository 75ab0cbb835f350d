import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import {
  canReach,
  databasePrograms,
  databaseUser,
} from '../../scripts/supervisor/database-user.mjs';
import { isAnswering, stablePort } from '../../scripts/supervisor/ports.mjs';
import { createCluster, ownerRole, startCluster } from '../../scripts/supervisor/postgres.mjs';
import { root, startKept } from '../../scripts/supervisor/programs.mjs';
import { findTools, libraryPath } from './tools.mjs';

const cacheFolder = join(root, '.cache');
const keepers = [];

/**
 * Jest's global setup: one PostgreSQL cluster and one Redis for all specs of a run, told to them by
 * TEST_DATABASE_ADMIN_URL and TEST_REDIS_URL, and the browser by CHROMIUM. Their keepers end them
 * and remove their files when Jest is gone, however it went.
 */
export default async function startServers() {
  if (process.env.TEST_DATABASE_ADMIN_URL) return;
  const tools = findTools(cacheFolder);
  if (!tools['redis-server'])
    throw new Error('redis-server is missing; npm test says how to get it.');
  if (tools.chromium) process.env.CHROMIUM = tools.chromium;
  if (tools.clamd) {
    process.env.CLAMD = tools.clamd;
    process.env.CLAMD_LIBRARIES = libraryPath(tools.clamd, cacheFolder).LD_LIBRARY_PATH ?? '';
  }
  const folder = reachableFolder();
  process.env.TEST_DATABASE_ADMIN_URL = await startPostgres(folder);
  process.env.TEST_REDIS_URL = await startRedis(folder, tools['redis-server']);
}

/** Jest's global teardown. */
export async function stopServers() {
  await Promise.all(
    keepers.splice(0).map((keeper) => {
      keeper.ref();
      const ended = new Promise((resolve) => keeper.once('exit', resolve));
      keeper.kill('SIGTERM');
      return ended;
    }),
  );
}

async function startPostgres(folder) {
  const user = databaseUser();
  const programs = await databasePrograms(user);
  const password = randomBytes(12).toString('hex');
  const cluster = join(folder, 'postgres');
  await createCluster({ folder: cluster, programs, user, password, durable: false });
  const port = await stablePort();
  const { keeper } = await startCluster({
    ...{ folder: cluster, programs, user, port, durable: false },
    logFile: join(folder, 'postgres.log'),
    removeAfter: [folder],
  });
  keep(keeper);
  return `postgres://${ownerRole}:${password}@127.0.0.1:${port}/postgres`;
}

async function startRedis(folder, command) {
  const port = await stablePort();
  const { keeper } = await startKept(
    {
      command,
      args: [
        ...['--port', String(port), '--bind', '127.0.0.1'],
        ...['--save', '', '--appendonly', 'no'],
      ],
      stopSignal: 'SIGTERM',
      graceMs: 5_000,
    },
    {
      env: { ...process.env, ...libraryPath(command, cacheFolder) },
      logFile: join(folder, 'redis.log'),
    },
  );
  keep(keeper);
  while (!(await isAnswering(port))) {
    if (keeper.exitCode !== null) throw new Error('redis-server did not start');
    await pause(10);
  }
  return `redis://127.0.0.1:${port}`;
}

/** Jest ends without waiting for these; they notice by themselves. */
function keep(keeper) {
  keepers.push(keeper);
  keeper.unref();
  keeper.channel?.unref();
}

/** A temporary folder that the database's own user can enter. */
function reachableFolder() {
  const parent = [tmpdir(), '/tmp', '/var/tmp'].find((path) => canReach(path, databaseUser()));
  if (!parent) throw new Error('No temporary folder that the user of the database can enter.');
  const folder = mkdtempSync(join(parent, 'tilgang-test-'));
  chmodSync(folder, 0o755);
  return folder;
}
