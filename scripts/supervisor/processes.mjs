import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

/**
 * Tells a process from every other that had or will have the same id: boot and start time.
 *
 * @param {number} pid
 * @returns {string | null} null when no such process lives
 */
export function identityOf(pid) {
  return process.platform === 'linux' ? identityFromProc(pid) : identityFromPs(pid);
}

/** Whether the very process that was recorded still lives, not a later one with its id. */
export function isAlive(record) {
  return Boolean(record?.pid && record.identity) && identityOf(record.pid) === record.identity;
}

/** What a process was started with, to tell ours from strangers; empty when it is gone. */
export function commandOf(pid) {
  try {
    return process.platform === 'linux'
      ? readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim()
      : ps('command=', pid);
  } catch {
    return '';
  }
}

/**
 * Ends a recorded process by its id: asks with `signal`, waits `graceMs`, then kills. Does nothing
 * when it is gone already.
 */
export async function endProcess(record, { signal = 'SIGTERM', graceMs = 8_000 } = {}) {
  if (!isAlive(record)) return;
  send(record.pid, signal);
  if (await isGoneWithin(record, graceMs)) return;
  send(record.pid, 'SIGKILL');
  await isGoneWithin(record, 5_000);
}

async function isGoneWithin(record, milliseconds) {
  const deadline = Date.now() + milliseconds;
  while (isAlive(record)) {
    if (Date.now() > deadline) return false;
    await pause(20);
  }
  return true;
}

function send(pid, signal) {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

function identityFromProc(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name, in parentheses, may itself hold spaces and parentheses.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [state, startTicks] = [fields[0], fields[19]];
    if (state === 'Z' || state === 'X') return null;
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}/${startTicks}`;
  } catch {
    return null;
  }
}

function identityFromPs(pid) {
  try {
    return ps('state=', pid).startsWith('Z') ? null : ps('lstart=', pid) || null;
  } catch {
    return null;
  }
}

function ps(column, pid) {
  return execFileSync('ps', ['-o', column, '-p', String(pid)], {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' },
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim();
}
