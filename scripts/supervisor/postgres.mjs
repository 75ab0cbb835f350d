import { execFile } from 'node:child_process';
import {
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { commandOf, endProcess, identityOf } from './processes.mjs';
import { startKept, tail } from './programs.mjs';
import { CannotGoOn } from './steps.mjs';

export const ownerRole = 'tilgang_owner';

/**
 * Makes the cluster unless it is there: Norwegian collation through ICU, passwords over SCRAM.
 * Made beside its place and then moved, so that half a cluster is never taken for a whole one.
 *
 * @param {{ folder: string, programs: { initdb: string }, user: { uid?: number, gid?: number },
 *   password: string, durable: boolean }} options
 * @returns {Promise<boolean>} whether it was made now
 */
export async function createCluster({ folder, programs, user, password, durable }) {
  if (existsSync(join(folder, 'PG_VERSION'))) return false;
  const draft = `${folder}.new`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true, mode: 0o700 });
  giveTo(draft, user);
  const secretFolder = mkdtempSync(join(reachableTemporaryFolder(folder, user), 'tilgang-'));
  const passwordFile = join(secretFolder, 'password');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  giveTo(passwordFile, user);
  giveTo(secretFolder, user);
  try {
    await promisify(execFile)(
      programs.initdb,
      [
        ...['-D', draft, '-U', ownerRole, '--auth=scram-sha-256', `--pwfile=${passwordFile}`],
        ...['-E', 'UTF8', '--locale=C', '--locale-provider=icu', '--icu-locale=nb-NO'],
        ...(durable ? [] : ['--no-sync']),
      ],
      { ...user, cwd: '/', env: cleanEnvironment() },
    );
  } catch (error) {
    throw new CannotGoOn(
      `The database could not be created in ${folder}:\n${error.stderr || error.message}`,
    );
  } finally {
    rmSync(secretFolder, { recursive: true, force: true });
  }
  renameSync(draft, folder);
  return true;
}

/**
 * Starts PostgreSQL on the cluster, on 127.0.0.1 only, and resolves when it takes connections.
 *
 * @param {{ folder: string, programs: { postgres: string }, user: { uid?: number, gid?: number },
 *   port: number, durable: boolean, logFile: string, removeAfter?: string[],
 *   more?: Record<string, string> }} options `more` are settings of PostgreSQL
 * @returns {Promise<{ keeper: import('node:child_process').ChildProcess, pid: number }>}
 */
export async function startCluster({
  folder,
  programs,
  user,
  port,
  durable,
  logFile,
  removeAfter = [],
  more = {},
}) {
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '200',
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
    ...more,
  };
  const { keeper, pid } = await startKept(
    {
      command: programs.postgres,
      args: [
        '-D',
        folder,
        '-p',
        String(port),
        ...Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`]),
      ],
      ...user,
      // SIGINT is PostgreSQL's "fast" shutdown: ends sessions, writes everything down.
      stopSignal: 'SIGINT',
      graceMs: 15_000,
      removeAfter,
    },
    { env: cleanEnvironment(), logFile },
  );
  const deadline = Date.now() + 60_000;
  while (!isReady(folder, pid)) {
    if (keeper.exitCode !== null || keeper.signalCode !== null) {
      throw new CannotGoOn(`PostgreSQL did not start:\n${tail(logFile, 12)}`);
    }
    if (Date.now() > deadline)
      throw new CannotGoOn(`PostgreSQL is not ready after 60 s; see ${logFile}`);
    await pause(15);
  }
  return { keeper, pid };
}

/** Stops a PostgreSQL that still runs on this cluster after we were killed. */
export async function endLeftOverCluster(folder) {
  const pid = Number(postmasterFile(folder)[0]);
  if (!pid) return false;
  const command = commandOf(pid);
  if (!command.includes('postgres') || !command.includes(folder)) return false;
  await endProcess({ pid, identity: identityOf(pid) }, { signal: 'SIGINT', graceMs: 15_000 });
  return true;
}

/** PostgreSQL writes its id in line 1 and its status in line 8 of postmaster.pid. */
function isReady(folder, pid) {
  const lines = postmasterFile(folder);
  return Number(lines[0]) === pid && lines[7]?.trim() === 'ready';
}

function postmasterFile(folder) {
  try {
    return readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return [];
  }
}

function reachableTemporaryFolder(folder, user) {
  return user.uid === undefined ? tmpdir() : dirname(folder);
}

function giveTo(path, { uid, gid }) {
  if (uid !== undefined) chownSync(path, uid, gid);
}

function cleanEnvironment() {
  return { PATH: process.env.PATH, TMPDIR: tmpdir(), LC_ALL: 'C' };
}
