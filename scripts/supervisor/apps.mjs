import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { keepRunning } from './children.mjs';
import { root, startNode, tail } from './programs.mjs';
import { CannotGoOn } from './steps.mjs';
import { vaultFlags } from './vault.flags.mjs';

/** A program that ends this often before it first answers will not get there by itself. */
const ENDS_BEFORE_GIVING_UP = 3;

/** Starts vault, worker and API, and resolves when those that answer over HTTP do. */
export async function startApps({
  settings,
  environment,
  vaultPort,
  vaultUrl,
  runFile,
  running,
  log,
  signal,
  say,
}) {
  const apps = [
    {
      name: 'vault',
      flags: vaultFlags,
      port: vaultPort,
      url: vaultUrl,
      health: `${vaultUrl}/vault/v1/health`,
    },
    { name: 'worker' },
    { name: 'api', port: settings.port, health: `http://${loopbackFor(settings)}/api/v1/health` },
  ];
  const started = [];
  let isUp = false;
  for (const { name, flags = [], port, url, health } of apps) {
    const kept = await keepRunning({
      name,
      launch: async () => {
        const child = startNode([...flags, join(root, 'dist', 'apps', name, 'src', 'main.js')], {
          env: environment[name],
          logFile: log(name),
        });
        return { process: child, pid: child.pid };
      },
      onChange: (program) =>
        runFile.set(
          name,
          program && { ...program, ...(port ? { port } : {}), ...(url ? { url } : {}) },
        ),
      say: (line) => isUp && say(line),
    });
    running.push(kept);
    started.push({ name, health, kept });
  }
  await Promise.all(started.map((app) => untilHealthy(app, { log, signal })));
  const worker = started.find(({ name }) => name === 'worker');
  if (worker.kept.ends() > 0)
    throw new CannotGoOn(`worker does not start:\n${tail(log('worker'), 15)}`);
  isUp = true;
}

async function untilHealthy({ name, health, kept }, { log, signal }) {
  const deadline = Date.now() + 90_000;
  while (!(await answers(health))) {
    signal.throwIfAborted();
    if (kept.ends() >= ENDS_BEFORE_GIVING_UP) {
      throw new CannotGoOn(`${name} does not start:\n${tail(log(name), 15)}`);
    }
    if (Date.now() > deadline)
      throw new CannotGoOn(`${name} does not answer at ${health}; see ${log(name)}`);
    await pause(100);
  }
}

/** A worker has nothing to ask; it is watched like the others once it runs. */
async function answers(health) {
  if (!health) return true;
  try {
    const response = await fetch(health, { signal: AbortSignal.timeout(2_000) });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}

function loopbackFor({ host, port }) {
  const address = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `${address.includes(':') ? `[${address}]` : address}:${port}`;
}
