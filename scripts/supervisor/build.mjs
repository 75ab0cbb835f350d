import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hashOf } from './files.mjs';
import { npm, root, runNode } from './programs.mjs';

const setup = ['package.json', 'package-lock.json', 'tsconfig.json'];
const parts = [
  {
    name: 'server',
    sources: [
      ...setup,
      'tsconfig.build.json',
      'nest-cli.json',
      'apps/api',
      'apps/worker',
      'apps/vault',
      'libs',
      'migrations',
    ],
  },
  { name: 'web', sources: [...setup, 'apps/web'], present: 'apps/web/index.html' },
];

/**
 * Builds what changed since the last build, judged by a hash of the sources.
 *
 * @returns {Promise<string>} a note for the progress line
 */
export async function build({ logFile, signal, env = process.env }) {
  // What is built is for use, whatever runs the build: a test run must not leave a page for tests.
  const forUse = { ...env, NODE_ENV: 'production' };
  const built = [];
  for (const part of parts) {
    if (part.present && !existsSync(join(root, part.present))) continue;
    const stamp = join(root, 'dist', `.${part.name}-sources`);
    const hash = hashOf(root, part.sources);
    if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) continue;
    rmSync(stamp, { force: true });
    await runNode(`Building the ${part.name}`, npm('run', `build:${part.name}`), {
      env: forUse,
      logFile,
      signal,
    });
    mkdirSync(join(root, 'dist'), { recursive: true });
    writeFileSync(stamp, hash);
    built.push(part.name);
  }
  return built.length > 0 ? built.join(' and ') : 'nothing changed';
}
