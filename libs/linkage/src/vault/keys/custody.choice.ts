import type { Custodies } from './domain.keyring.js';
import { FileCustody } from './file.custody.js';

/** The settings that say who keeps the keys. */
export interface CustodySettings {
  VAULT_KEY_FILE: string;
  VAULT_CUSTODY_FOLDER?: string | undefined;
}

/** Who keeps the keys here. Throws {@link KeyFileRefused} when that is not safe. */
export function openCustodies(settings: CustodySettings): Promise<Custodies> {
  const file = FileCustody.open(settings.VAULT_KEY_FILE, settings.VAULT_CUSTODY_FOLDER);
  return Promise.resolve({ current: file, former: [] });
}
