import { join } from 'node:path';
import { readJson } from './files.mjs';
import { npm, root, runNode } from './programs.mjs';

/**
 * Installs the packages of package-lock.json when what is installed differs from it.
 *
 * npm itself writes `node_modules/.package-lock.json` when an installation is complete, so a
 * half-finished one is seen, and one made by hand is taken as it is.
 *
 * @returns {Promise<string>} a note for the progress line
 */
export async function install({ logFile, signal, env = process.env }) {
  if (isInstalled()) return 'already there';
  await runNode(
    'npm ci',
    npm('ci', '--include=dev', '--ignore-scripts=false', '--no-audit', '--no-fund'),
    {
      env: { ...env, NODE_ENV: 'development' },
      logFile,
      signal,
    },
  );
  return `${Object.keys(installed()).length} packages`;
}

function isInstalled() {
  const wanted = readJson(join(root, 'package-lock.json')).packages;
  const there = installed();
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '') return true;
    const found = there[path];
    return found ? found.version === entry.version : Boolean(entry.optional || entry.peer);
  });
}

function installed() {
  return readJson(join(root, 'node_modules', '.package-lock.json'))?.packages ?? {};
}
