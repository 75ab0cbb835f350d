import type { Database } from '../db/database.js';
import { DataKeys } from './data.keys.js';
import { FileWrapping } from './file.wrapping.js';
import { TransitWrapping } from './transit.wrapping.js';

export interface DataKeySettings {
  DATA_KEY_FILE?: string | undefined;
  DATA_KEY_TRANSIT_URL?: string | undefined;
  DATA_KEY_TRANSIT_TOKEN_FILE?: string | undefined;
  DATA_KEY_TRANSIT_MOUNT: string;
  DATA_KEY_TRANSIT_NAME: string;
}

/**
 * The data keys as they are set up; null where no key is, which production refuses. Throws where the
 * key file is not in order.
 */
export function dataKeysFor(db: Database, settings: DataKeySettings): DataKeys | null {
  const { DATA_KEY_FILE, DATA_KEY_TRANSIT_URL, DATA_KEY_TRANSIT_TOKEN_FILE } = settings;
  if (DATA_KEY_TRANSIT_URL && DATA_KEY_TRANSIT_TOKEN_FILE) {
    const wrapping = new TransitWrapping({
      url: DATA_KEY_TRANSIT_URL,
      tokenFile: DATA_KEY_TRANSIT_TOKEN_FILE,
      mount: settings.DATA_KEY_TRANSIT_MOUNT,
      key: settings.DATA_KEY_TRANSIT_NAME,
    });
    return new DataKeys(db, wrapping);
  }
  return DATA_KEY_FILE ? new DataKeys(db, new FileWrapping(DATA_KEY_FILE)) : null;
}
