import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from './until.js';

const root = join(import.meta.dirname, '..', '..');

export interface RunningPrograms {
  api: { pid: number; port: number };
  worker: { pid: number };
  vault: { pid: number; port: number };
  postgres: { pid: number; port: number };
}

/** One `npm start`, without npm, in a group of processes of its own. */
export interface Start {
  url: string;
  supervisor: ChildProcess;
  /** All it printed so far. */
  output(): string;
  /** Resolves when all of it runs; rejects with what it printed when it ends before. */
  ready(): Promise<void>;
  /** Its exit code, when it has ended. */
  ended: Promise<number | null>;
  /** What run.json says now. */
  running(): Partial<RunningPrograms>;
}

/** A new folder for data that the database's own user can enter, and how to remove it. */
export function temporaryDataFolder(): { folder: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'tilgang-start-'));
  chmodSync(folder, 0o755);
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/**
 * Starts Tilgang on the data folder. Stop it by a signal to its group:
 * `process.kill(-start.supervisor.pid, 'SIGINT')`, as Ctrl-C does.
 */
export function startTilgang(
  dataFolder: string,
  port: number,
  settings: NodeJS.ProcessEnv = {},
): Start {
  const endWithParent = join(root, 'scripts', 'supervisor', 'end-with-parent.mjs');
  const env: NodeJS.ProcessEnv = { ...process.env, NODE_OPTIONS: '' };
  for (const name of ['DATABASE_URL', 'REDIS_URL', 'TILGANG_MODE', 'HOST', 'PUBLIC_URL'])
    delete env[name];
  const supervisor = spawn(
    process.execPath,
    ['--import', endWithParent, join(root, 'scripts', 'start.mjs')],
    {
      cwd: root,
      env: { ...env, TILGANG_DATA: dataFolder, PORT: String(port), ...settings },
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let output = '';
  for (const stream of [supervisor.stdout, supervisor.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  }
  const ended = new Promise<number | null>((resolve) => supervisor.once('close', resolve));
  return {
    url: `http://127.0.0.1:${port}`,
    supervisor,
    output: () => output,
    ended,
    async ready() {
      await until(
        'Tilgang runs',
        () => {
          if (supervisor.exitCode !== null) throw new Error(`It ended:\n${output}`);
          return output.includes('Stop with Ctrl-C');
        },
        180_000,
      );
    },
    running: () => readRunFile(dataFolder),
  };
}

/** Whether a process with this id lives. */
export function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function readRunFile(dataFolder: string): Partial<RunningPrograms> {
  try {
    return JSON.parse(readFileSync(join(dataFolder, 'run.json'), 'utf8')) as RunningPrograms;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw error;
  }
}
