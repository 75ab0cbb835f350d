import { join } from 'node:path';
import { embeddedDatabaseUrls } from './environment.mjs';
import { readJson } from './files.mjs';
import { root } from './programs.mjs';

/** The data folder of the Tilgang that runs here. */
export function dataFolderHere() {
  return process.env.TILGANG_DATA ?? join(root, '.data');
}

/**
 * The database of the Tilgang that runs on the data folder, or the one of DATABASE_URL.
 *
 * @throws {Error} where there is none
 */
export function runningDatabaseUrl() {
  if (process.env.DATABASE_URL) return process.env.DATABASE_URL;
  const folder = dataFolderHere();
  const run = readJson(join(folder, 'run.json'));
  const secrets = readJson(join(folder, 'secrets.json'));
  if (!run?.postgres || !secrets) {
    throw new Error(`No Tilgang runs on ${folder}: start it first, or set DATABASE_URL.`);
  }
  return embeddedDatabaseUrls(run.postgres.port, secrets).WORKER_DATABASE_URL;
}
