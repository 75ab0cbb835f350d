import { rmSync } from 'node:fs';
import { readJson, writeJson } from './files.mjs';
import { endProcess, isAlive } from './processes.mjs';

const signals = { api: 'SIGTERM', worker: 'SIGTERM', vault: 'SIGTERM', postgres: 'SIGINT' };

/**
 * run.json: which processes run now, `{ api: { pid, identity, port }, worker: { pid, identity },
 * vault: ..., postgres: ... }`, renewed whenever one is started again.
 */
export function openRunFile(path) {
  const before = readJson(path) ?? {};
  const now = {};
  return {
    set(name, program) {
      if (program) now[name] = program;
      else delete now[name];
      if (Object.keys(now).length > 0) writeJson(path, now);
      else rmSync(path, { force: true });
    },

    /** Ends what a killed start left running: only processes with the recorded id and start time. */
    async endLeftOvers(say) {
      const left = Object.keys(signals).filter((name) => isAlive(before[name]));
      if (left.length === 0) return;
      say(`The last start was cut off; ending what it left running: ${left.join(', ')}`);
      const apps = left.filter((name) => name !== 'postgres');
      await Promise.all(apps.map((name) => endProcess(before[name], { signal: signals[name] })));
      await endProcess(before.postgres, { signal: signals.postgres, graceMs: 15_000 });
    },
  };
}
