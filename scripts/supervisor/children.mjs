import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { endProcess, identityOf } from './processes.mjs';

/** A program that ran this long before it ended did start well: the next pause is short again. */
const SETTLED_AFTER_MS = 20_000;
const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 10_000;

/**
 * Keeps one program running: when it ends by itself it is started again, after pauses that grow.
 *
 * @param {object} options
 * @param {string} options.name
 * @param {() => Promise<{ process: import('node:child_process').ChildProcess, pid: number }>} options.launch
 *   `process` is what we watch and stop; `pid` the program itself, the same unless it has a keeper
 * @param {(running: { pid: number, identity: string } | null) => void} options.onChange
 * @param {(line: string) => void} options.say
 * @param {string} [options.endSignal] what asks the program itself to end
 * @returns {Promise<{ ends: () => number, stop: (graceMs: number) => Promise<void> }>} once it was
 *   launched the first time; `ends` says how often it has ended since
 */
export async function keepRunning({ name, launch, onChange, say, endSignal = 'SIGTERM' }) {
  const stopping = new AbortController();
  const aborted = once(stopping.signal, 'abort');
  let ends = 0;
  let pauseMs = FIRST_PAUSE_MS;
  let current = await started();
  const watching = watch();
  return { ends: () => ends, stop };

  async function started() {
    const launched = await launch();
    const program = { pid: launched.pid, identity: identityOf(launched.pid) };
    onChange(program);
    return { ...launched, program, startedAt: Date.now(), ended: ended(launched.process) };
  }

  async function watch() {
    while (!stopping.signal.aborted) {
      const how = await Promise.race([current?.ended ?? 'could not be started', aborted]);
      if (stopping.signal.aborted) return;
      ends += 1;
      onChange(null);
      if (current && Date.now() - current.startedAt > SETTLED_AFTER_MS) pauseMs = FIRST_PAUSE_MS;
      say(`${name} ${how}; starting it again in ${pauseMs / 1000} s`);
      await pause(pauseMs, undefined, { signal: stopping.signal }).catch(() => undefined);
      pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
      if (stopping.signal.aborted) return;
      // A program may outlive its keeper, and two must never share what it holds.
      if (current) await endProcess(current.program, { signal: endSignal });
      try {
        current = await started();
        say(`${name} runs again (process ${current.pid})`);
      } catch (error) {
        current = null;
        say(`${name}: ${error.message}`);
      }
    }
  }

  async function stop(graceMs) {
    stopping.abort();
    await watching;
    if (!current) return;
    const { process: watched, program } = current;
    if (isRunning(watched)) {
      watched.kill('SIGTERM');
      const timer = setTimeout(() => watched.kill('SIGKILL'), graceMs);
      await current.ended;
      clearTimeout(timer);
    }
    await endProcess(program, { signal: endSignal });
    onChange(null);
  }
}

function ended(child) {
  if (!isRunning(child)) return Promise.resolve('ended');
  return new Promise((resolve) => {
    child.once('exit', (code, signal) =>
      resolve(signal ? `was ended by ${signal}` : `ended with code ${code}`),
    );
  });
}

function isRunning(child) {
  return child.exitCode === null && child.signalCode === null;
}
