import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const root = join(import.meta.dirname, '..', '..');

/** Few enough for the tests; `npm run letters:kills` does the same with 2,000. */
const decisions = 20;

describe('letters while API, worker and PostgreSQL are killed', () => {
  it('come once each, and no channel is handed one reference twice', async () => {
    const { code, output } = await underKills();
    expect(output).not.toContain('FAILS');
    expect(output.match(/^holds /gm)?.length).toBeGreaterThanOrEqual(14);
    expect(output).toMatch(/killed: API [1-9]\d*, worker [1-9]\d*, PostgreSQL [1-9]\d* times/);
    expect(output).toContain('Proven');
    expect(code).toBe(0);
  }, 300_000);
});

function underKills(): Promise<{ code: number | null; output: string }> {
  const script = join(root, 'bench', 'letters-under-kills.mjs');
  const child = spawn(process.execPath, ['--no-warnings', script, String(decisions)], {
    cwd: root,
    env: { ...process.env, NODE_OPTIONS: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  }
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, output })));
}
