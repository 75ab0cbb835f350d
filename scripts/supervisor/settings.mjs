import { accessSync, chmodSync, constants, mkdirSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { root } from './programs.mjs';
import { CannotGoOn } from './steps.mjs';

/** What a folder of ours always holds, and what may be there before, when a first start was cut off. */
const marks = ['state.json', 'secrets.json'];
const firstFiles = /^(log|(lock|state|secrets)\.json(\.\d+\.\w+)?)$/;

/**
 * What the environment says about this start.
 *
 * @returns {{ mode: 'demo' | 'test' | 'production', host: string, port: number, publicUrl: string,
 *   dataFolder: string, logFolder: string, usesOwnDatabase: boolean }}
 */
export function readSettings(env) {
  const mode = env.TILGANG_MODE || 'demo';
  if (!['demo', 'test', 'production'].includes(mode)) {
    throw new CannotGoOn(`TILGANG_MODE is "${mode}"; it can be demo, test or production.`);
  }
  const host = env.HOST || '127.0.0.1';
  const port = portOf(env.PORT || '3000');
  const usesOwnDatabase = !env.DATABASE_URL;
  if (!usesOwnDatabase)
    requireAll(
      env,
      ['OWNER_DATABASE_URL', 'WORKER_DATABASE_URL', 'VAULT_DATABASE_URL'],
      'DATABASE_URL is set',
    );
  if (mode === 'production') {
    requireAll(
      env,
      ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'],
      'TILGANG_MODE is production',
    );
  }
  const dataFolder = openDataFolder(env.TILGANG_DATA);
  const publicUrl = (
    env.PUBLIC_URL || `http://${isAnyAddress(host) ? '127.0.0.1' : host}:${port}`
  ).replace(/\/+$/, '');
  return {
    mode,
    host,
    port,
    publicUrl,
    dataFolder,
    logFolder: join(dataFolder, 'log'),
    usesOwnDatabase,
  };
}

function portOf(text) {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 1 && port <= 65_535) return port;
  throw new CannotGoOn(`PORT is "${text}"; it must be a number from 1 to 65535.`);
}

function isAnyAddress(host) {
  return host === '0.0.0.0' || host === '::';
}

function requireAll(env, names, because) {
  const missing = names.filter((name) => !env[name]);
  if (missing.length > 0) {
    throw new CannotGoOn(
      `${because}; then set ${missing.join(', ')} as well (docker-compose.yml shows all of them).`,
    );
  }
}

function openDataFolder(given) {
  const path = given === undefined ? join(root, '.data') : resolve(given.trim());
  if (given !== undefined && (given.trim() === '' || given.includes('\0'))) {
    throw new CannotGoOn(
      'TILGANG_DATA is empty; name a folder, or leave it out to use .data here.',
    );
  }
  const called = given === undefined ? `The data folder ${path}` : `TILGANG_DATA, ${path},`;
  try {
    mkdirSync(path, { recursive: true });
    if (!statSync(path).isDirectory()) throw new CannotGoOn(`${called} is no folder.`);
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    if (error instanceof CannotGoOn) throw error;
    if (error.code === 'EEXIST' || error.code === 'ENOTDIR')
      throw new CannotGoOn(`${called} is no folder.`);
    throw new CannotGoOn(
      `${called} cannot be used: ${error.code}. Name a folder this user may write in by TILGANG_DATA.`,
    );
  }
  const names = readdirSync(path);
  const isOurs = marks.some((mark) => names.includes(mark));
  if (!isOurs && !names.every((name) => firstFiles.test(name))) {
    throw new CannotGoOn(
      `${called} holds other files. Name an empty folder, or one that Tilgang made.`,
    );
  }
  mkdirSync(join(path, 'log'), { recursive: true });
  chmodSync(join(path, 'log'), 0o700);
  return path;
}
