import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { readJson } from './files.mjs';
import { identityOf, isAlive } from './processes.mjs';
import { root } from './programs.mjs';
import { CannotGoOn } from './steps.mjs';

/**
 * Takes the lock file at `path` for this process.
 *
 * A lock whose process is gone, as after kill -9, is taken over; process ids are compared together
 * with start times, so a new process that happens to have the old id does not count.
 *
 * @returns {Promise<{ holder: object } | { release: () => void }>}
 *   `holder` is what the living process wrote, when there is one
 */
export async function takeLock(path, facts = {}) {
  const mine = { pid: process.pid, identity: identityOf(process.pid), ...facts };
  for (let attempt = 0; attempt < 20; attempt += 1) {
    if (create(path, mine)) {
      // Should two starts have found the same dead lock, only the last to write still holds it.
      await pause(30);
      if (isMine(path, mine)) return held(path, mine);
    }
    const found = readJson(path);
    if (isAlive(found)) return { holder: found };
    setAside(path);
  }
  throw new Error(`Could not take the lock ${path}`);
}

/** One start or test at a time installs and builds in a checkout: waits its turn, runs `work`. */
export async function inCheckout(work) {
  const folder = join(root, '.cache');
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'checkout.lock');
  const deadline = Date.now() + 600_000;
  let lock = await takeLock(path);
  while (lock.holder) {
    if (Date.now() > deadline) {
      throw new CannotGoOn(
        `Process ${lock.holder.pid} has been installing for ten minutes (${path}).`,
      );
    }
    await pause(200);
    lock = await takeLock(path);
  }
  try {
    return await work();
  } finally {
    lock.release();
  }
}

function held(path, mine) {
  return {
    release() {
      if (isMine(path, mine)) rmSync(path, { force: true });
    },
  };
}

/** Whole or not at all: a link to a finished file, so that nobody reads half a lock. */
function create(path, content) {
  const draft = `${path}.${process.pid}.new`;
  writeFileSync(draft, JSON.stringify(content), { mode: 0o600 });
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    return false;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Moves a dead lock away; a lock that came alive in between is put back. */
function setAside(path) {
  const aside = `${path}.${process.pid}.old`;
  try {
    renameSync(path, aside);
    if (isAlive(readJson(aside))) linkSync(aside, path);
  } catch (error) {
    if (error.code !== 'ENOENT' && error.code !== 'EEXIST') throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

function isMine(path, mine) {
  try {
    const found = JSON.parse(readFileSync(path, 'utf8'));
    return found.pid === mine.pid && found.identity === mine.identity;
  } catch {
    return false;
  }
}
