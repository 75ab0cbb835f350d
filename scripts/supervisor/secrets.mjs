import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readJson, writeJson } from './files.mjs';
import { CannotGoOn } from './steps.mjs';

const names = [
  'installation',
  'ownerPassword',
  'appPassword',
  'workerPassword',
  'vaultPassword',
  'vaultToken',
  'vaultTicketKey',
  'vaultSetupToken',
  'oidcClientSecret',
];

/**
 * The random secrets of this data folder: made at the first start, kept in files only we may read.
 *
 * @returns {{ installation: string, ownerPassword: string, appPassword: string, workerPassword: string,
 *   vaultPassword: string, vaultToken: string, vaultTicketKey: string, vaultSetupToken: string, oidcClientSecret: string, vaultKeyFile: string,
 *   dataKeyFile: string }}
 */
export function openSecrets(dataFolder) {
  const path = join(dataFolder, 'secrets.json');
  const vaultKeyFile = join(dataFolder, 'vault-key');
  const dataKeyFile = join(dataFolder, 'data-key');
  const found = readJson(path);
  if (!found && existsSync(path)) {
    throw new CannotGoOn(
      `${path} is damaged; without it the database cannot be opened. Restore it, or name another folder by TILGANG_DATA.`,
    );
  }
  const secrets = {
    ...Object.fromEntries(names.map((name) => [name, randomBytes(24).toString('hex')])),
    ...found,
  };
  if (!found || names.some((name) => !found[name])) writeJson(path, secrets);
  if (!existsSync(vaultKeyFile)) writeKey(vaultKeyFile);
  if (!existsSync(dataKeyFile)) writeKey(dataKeyFile);
  return { ...secrets, vaultKeyFile, dataKeyFile };
}

/** Whole or not at all: half a key would make every domain unreadable. */
function writeKey(path) {
  const draft = `${path}.${process.pid}.new`;
  writeFileSync(draft, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flush: true });
  linkSync(draft, path);
  rmSync(draft);
}
