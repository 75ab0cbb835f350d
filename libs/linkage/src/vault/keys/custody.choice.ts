import { readFileSync } from 'node:fs';
import type { Custodies } from './domain.keyring.js';
import { FileCustody } from './file.custody.js';
import type { CustodyKind, KeyCustody } from './key.custody.js';
import { refuseOpenToOthers } from './master.key.js';
import { openPkcs11Custody } from './pkcs11.module.js';
import { TransitCustody } from './transit.custody.js';

/** The settings that say who keeps the keys (libs/platform/src/config/config.ts). */
export interface CustodySettings {
  VAULT_CUSTODY: CustodyKind;
  VAULT_KEY_FILE?: string | undefined;
  VAULT_CUSTODY_FOLDER?: string | undefined;
  VAULT_TRANSIT_URL?: string | undefined;
  VAULT_TRANSIT_TOKEN_FILE?: string | undefined;
  VAULT_TRANSIT_MOUNT: string;
  VAULT_TRANSIT_PREFIX: string;
  VAULT_TRANSIT_RECORDS?: string | undefined;
  VAULT_PKCS11_MODULE?: string | undefined;
  VAULT_PKCS11_TOKEN?: string | undefined;
  VAULT_PKCS11_PIN_FILE?: string | undefined;
}

/**
 * Who keeps the keys here: the one VAULT_CUSTODY names gets new keys; others whose settings are
 * there too are former ones, which still hold keys that backups may need. Throws
 * {@link KeyFileRefused} when a file of theirs is not safe.
 */
export async function openCustodies(settings: CustodySettings): Promise<Custodies> {
  const custodies: KeyCustody[] = [];
  if (settings.VAULT_KEY_FILE) {
    custodies.push(FileCustody.open(settings.VAULT_KEY_FILE, settings.VAULT_CUSTODY_FOLDER));
  }
  const transit = transitOf(settings);
  if (transit) custodies.push(transit);
  const { VAULT_PKCS11_MODULE, VAULT_PKCS11_TOKEN, VAULT_PKCS11_PIN_FILE } = settings;
  if (VAULT_PKCS11_MODULE && VAULT_PKCS11_TOKEN && VAULT_PKCS11_PIN_FILE) {
    const pin = secretIn(VAULT_PKCS11_PIN_FILE, 'VAULT_PKCS11_PIN_FILE');
    custodies.push(await openPkcs11Custody(VAULT_PKCS11_MODULE, VAULT_PKCS11_TOKEN, pin));
  }
  const current = custodies.find(({ kind }) => kind === settings.VAULT_CUSTODY);
  if (!current) throw new Error('The settings of VAULT_CUSTODY are missing.');
  return { current, former: custodies.filter((custody) => custody !== current) };
}

function transitOf(settings: CustodySettings): TransitCustody | null {
  const { VAULT_TRANSIT_URL: url, VAULT_TRANSIT_TOKEN_FILE: tokenFile } = settings;
  if (!url || !tokenFile) return null;
  const token = () => secretIn(tokenFile, 'VAULT_TRANSIT_TOKEN_FILE');
  token();
  const { VAULT_TRANSIT_MOUNT: mount, VAULT_TRANSIT_PREFIX: prefix } = settings;
  const records = settings.VAULT_TRANSIT_RECORDS ?? null;
  return new TransitCustody({ url, token, mount, prefix, records });
}

function secretIn(path: string, called: string): string {
  refuseOpenToOthers(path, called, 'file');
  return readFileSync(path, 'utf8').trim();
}
