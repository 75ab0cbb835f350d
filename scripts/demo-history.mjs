// npm run demo:history: fills the Tilgang that runs on the data folder with two years of made-up
// cases, for the pictures. --seed word --months 24 --monthly 40. Needs a build and a demonstration.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { embeddedDatabaseUrls, environments } from './supervisor/environment.mjs';
import { readJson } from './supervisor/files.mjs';
import { root } from './supervisor/programs.mjs';
import { dataFolderHere } from './supervisor/running.mjs';
import { openTestSeal } from './supervisor/test-seal.mjs';

const program = join(root, 'dist', 'apps', 'worker', 'src', 'demo', 'history.js');

async function main() {
  if (!existsSync(program)) throw new Error('Tilgang is not built: run npm start once.');
  const { status } = spawnSync(
    process.execPath,
    ['--no-warnings', program, ...process.argv.slice(2)],
    { stdio: 'inherit', cwd: root, env: await environment() },
  );
  process.exitCode = status ?? 1;
}

/** As the worker of that Tilgang has it, but for mail: of the past none is sent. */
async function environment() {
  const folder = dataFolderHere();
  const run = readJson(join(folder, 'run.json'));
  const secrets = readJson(join(folder, 'secrets.json'));
  const state = readJson(join(folder, 'state.json'));
  if (!run?.api || !run.vault || !secrets) {
    throw new Error(
      `No Tilgang runs on ${folder}. Start one with npm start, in another window; TILGANG_DATA names its folder.`,
    );
  }
  const { TILGANG_MODE: mode = 'demo', PUBLIC_URL } = process.env;
  const host = '127.0.0.1';
  const port = run.api.port;
  const publicUrl = PUBLIC_URL ?? state?.issuer?.replace(/\/idp$/, '') ?? `http://${host}:${port}`;
  const { worker } = environments(process.env, {
    settings: { mode, host, port, publicUrl },
    secrets,
    databaseUrls: run.postgres ? embeddedDatabaseUrls(run.postgres.port, secrets) : {},
    vaultPort: run.vault.port,
    seal: await openTestSeal(folder),
    logKeyFile: null,
  });
  delete worker.SMTP_URL;
  return worker;
}

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 2;
});
