import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';

const root = join(import.meta.dirname, '..', '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'tilgang-lock-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the lock of a data folder', () => {
  const hold = `
    import { takeLock } from '${root}/scripts/supervisor/lock.mjs';
    const lock = await takeLock(process.env.LOCK, { address: 'here' });
    console.log(lock.holder ? 'refused' : 'taken');
    // Held until all have tried: then the test has no more to say.
    process.stdin.resume().once('end', () => lock.holder || lock.release());`;

  it('goes to one of many that come at once', async () => {
    const path = join(folder, 'fresh.json');
    const said = await Promise.all(manyAtOnce(hold, { LOCK: path }));
    expect(said.sort()).toEqual(['refused', 'refused', 'refused', 'refused', 'refused', 'taken']);
    expect(existsSync(path)).toBe(false);
  });

  it('goes to one of many that find it left by a process that is gone', async () => {
    const path = join(folder, 'dead.json');
    writeFileSync(path, JSON.stringify({ pid: 4_000_000, identity: 'long-ago/1' }));
    const said = await Promise.all(manyAtOnce(hold, { LOCK: path }));
    expect(said.sort()).toEqual(['refused', 'refused', 'refused', 'refused', 'refused', 'taken']);
  });

  it('is not held by another process that happens to have the same id', async () => {
    const path = join(folder, 'reused.json');
    writeFileSync(path, JSON.stringify({ pid: process.pid, identity: 'another-boot/1' }));
    expect(await node(hold, { LOCK: path })).toBe('taken');
  });

  it('is taken over when it was cut off while it was written', async () => {
    const path = join(folder, 'torn.json');
    writeFileSync(path, '{"pid": 12');
    expect(await node(hold, { LOCK: path })).toBe('taken');
  });
});

describe('ending what was left running', () => {
  it('touches no process but the one that was recorded', async () => {
    const end = `
      import { spawn } from 'node:child_process';
      import { endProcess, identityOf, isAlive } from '${root}/scripts/supervisor/processes.mjs';
      const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
      const record = { pid: child.pid, identity: identityOf(child.pid) };
      await endProcess({ ...record, identity: 'another-boot/1' });
      const before = isAlive(record);
      await endProcess(record);
      console.log(before, isAlive(record));`;
    expect(await node(end)).toBe('true false');
  });
});

describe('the tools of the tests', () => {
  const require = (run: string, findings = '') => `
    import { requireTools } from '${root}/test/support/tools.mjs';
    const calls = [];
    const run = (command, args) => { calls.push([command, ...args].join(' ')); ${run} };
    try { requireTools(process.env.CACHE, run); } catch (error) { console.log(error.message); }
    console.log(calls.join('\\n')); ${findings}`;

  it('are named, with how to get them, where they cannot be installed', async () => {
    const said = await node(require(''), { PATH: folder, CACHE: folder });
    expect(said).toContain('Missing: redis-server,');
    expect(said).toMatch(/qpdf, pdfinfo, pdftotext, pdfsig, pdffonts/);
    expect(said).toMatch(
      /apt-get install redis-server .*qpdf poppler-utils|brew install redis clamav qpdf poppler/,
    );
  });

  it('fail aloud when what was installed is still not there', async () => {
    writeFileSync(join(folder, 'apt-get'), '', { mode: 0o755 });
    const said = await node(require(''), { PATH: folder, CACHE: folder });
    expect(said).toContain('Missing: redis-server,');
    expect(said).toContain('apt-get');
  });
});

describe('the state files', () => {
  it('are the old or the new content, whenever the writer is killed', async () => {
    const path = join(folder, 'state.json');
    writeFileSync(path, JSON.stringify({ size: 0 }));
    const write = `
      import { writeJson } from '${root}/scripts/supervisor/files.mjs';
      for (let size = 1; ; size += 1) writeJson('${path}', { size, filler: 'x'.repeat(200_000) });`;
    for (const afterMs of [150, 230, 310]) {
      await node(write, {}, afterMs);
      expect(Object.keys(JSON.parse(readFileSync(path, 'utf8')) as object)).toContain('size');
    }
  });
});

/** Runs a module given as text and gives what it printed; killed after `killAfterMs`. */
/** Six processes with the same program; each is let go when all have said what they found. */
function manyAtOnce(module: string, env: NodeJS.ProcessEnv): Promise<string>[] {
  const children = Array.from({ length: 6 }, () =>
    spawn(process.execPath, ['--input-type=module', '-e', module], {
      env: { ...process.env, NODE_OPTIONS: '', CHROMIUM: '', ...env },
      stdio: ['pipe', 'pipe', 'inherit'],
    }),
  );
  const said = children.map(
    ({ stdout }) =>
      new Promise<string>((resolve) => {
        stdout.setEncoding('utf8').once('data', (line: string) => resolve(line.trim()));
      }),
  );
  void Promise.all(said).then(() => children.forEach(({ stdin }) => stdin.end()));
  return children.map(async (child, index) => {
    await once(child, 'exit');
    return said[index] ?? '';
  });
}

function node(module: string, env: NodeJS.ProcessEnv = {}, killAfterMs?: number): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      ['--input-type=module', '-e', module],
      {
        env: { ...process.env, NODE_OPTIONS: '', CHROMIUM: '', ...env },
        ...(killAfterMs ? { timeout: killAfterMs, killSignal: 'SIGKILL' as const } : {}),
      },
      (error, stdout, stderr) => {
        if (error && !killAfterMs) reject(new Error(stderr));
        else resolve(stdout.trim());
      },
    ).stdin?.end();
  });
}
