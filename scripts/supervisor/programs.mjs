import { spawn } from 'node:child_process';
import {
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  statSync,
} from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { CannotGoOn } from './steps.mjs';

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const endWithParent = pathToFileURL(join(import.meta.dirname, 'end-with-parent.mjs')).href;
const keeper = join(import.meta.dirname, 'keeper.mjs');

/**
 * Starts a Node program in a group of its own, so that a Ctrl-C meant for all reaches only us and
 * we can stop things in order. What it prints goes to the end of `logFile`, or where ours goes.
 */
export function startNode(args, { env = process.env, logFile }) {
  const output = logFile ? openSync(logFile, 'a', 0o600) : 'inherit';
  try {
    return spawn(process.execPath, ['--import', endWithParent, ...args], {
      cwd: root,
      env,
      detached: true,
      stdio: ['ignore', output, output],
    });
  } finally {
    if (logFile) closeSync(output);
  }
}

/**
 * Starts a foreign program under a keeper.
 *
 * @param {{ command: string, args: string[], uid?: number, gid?: number,
 *   stopSignal: string, graceMs: number, removeAfter?: string[] }} order
 * @returns {Promise<{ keeper: import('node:child_process').ChildProcess, pid: number }>}
 */
export async function startKept(order, { env = process.env, logFile }) {
  const log = openSync(logFile, 'a', 0o600);
  const child = spawn(process.execPath, [keeper, JSON.stringify(order)], {
    cwd: '/',
    env,
    detached: true,
    stdio: ['ignore', log, log, 'ipc'],
  });
  closeSync(log);
  return new Promise((resolve, reject) => {
    child.once('message', ({ pid }) => resolve({ keeper: child, pid }));
    child.once('error', reject);
    child.once('exit', () =>
      reject(new CannotGoOn(`${order.command} ended at once:\n${tail(logFile)}`)),
    );
  });
}

/**
 * Runs a Node program to its end; throws with the last lines it printed when it fails. What it
 * starts in turn, as npm does, ends with us too.
 */
export async function runNode(what, args, { env, logFile, signal }) {
  const options = [env.NODE_OPTIONS, `--import=${endWithParent}`].filter(Boolean).join(' ');
  const code = await exitCodeOf(args, {
    env: { NO_COLOR: '1', ...env, NODE_OPTIONS: options },
    logFile,
    signal,
  });
  if (code !== 0) {
    throw new CannotGoOn(`${what} failed:\n\n${tail(logFile)}\n\nAll of it: ${logFile}`);
  }
}

/**
 * Runs a Node program to its end and gives its exit code. Ends it, with all it started, and throws
 * when `signal` is aborted.
 */
export async function exitCodeOf(args, { env, logFile, signal }) {
  signal?.throwIfAborted();
  const child = startNode(args, { env, logFile });
  const stop = () => {
    killGroup(child.pid, 'SIGTERM');
    setTimeout(() => killGroup(child.pid, 'SIGKILL'), 8_000).unref();
  };
  signal?.addEventListener('abort', stop, { once: true });
  const code = await new Promise((resolve, reject) => {
    child.once('exit', (status) => resolve(status ?? 1));
    child.once('error', reject);
  });
  signal?.removeEventListener('abort', stop);
  signal?.throwIfAborted();
  return code;
}

/** The arguments for Node that run npm, whichever way we were started. */
export function npm(...args) {
  const given = process.env.npm_execpath;
  return [given?.endsWith('npm-cli.js') ? given : npmOnPath(), ...args];
}

/** The log file to append to; what grew past 10 MB is put aside first, over what was there. */
export function openLog(path) {
  if (existsSync(path) && statSync(path).size > 10_000_000) renameSync(path, `${path}.1`);
  return path;
}

export function tail(logFile, lines = 40) {
  try {
    return stripVTControlCharacters(readFileSync(logFile, 'utf8'))
      .trimEnd()
      .split('\n')
      .slice(-lines)
      .join('\n');
  } catch {
    return '';
  }
}

function npmOnPath() {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    try {
      const script = realpathSync(join(folder, 'npm'));
      if (script.endsWith('.js')) return script;
    } catch (error) {
      if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR') throw error;
    }
  }
  throw new CannotGoOn('npm is not on the PATH.');
}

function killGroup(pid, signal) {
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}
