import { randomBytes } from 'node:crypto';
import type { DataKeys } from './data.keys.js';
import { openBytes, sealBytes } from './sealed.bytes.js';

/** Bytes of a row as they rest. Without a key they are as they are. */
export interface RestingBytes {
  bytes: Buffer;
  /** The data key that `rowKey` is under; null where the bytes are not encrypted. */
  keyId: string | null;
  /** The key of these bytes alone, under the data key. */
  rowKey: Buffer | null;
}

/** Makes bytes ready to rest at their place. */
export type Sealer = (place: string, content: Buffer) => RestingBytes;

/** What a {@link Database} encrypts bytes with that no program may change once they are stored. */
export interface RowSealing {
  /** Reads the key, by a connection of its own: asked for before a transaction is begun. */
  sealer(): Promise<Sealer>;
  open(place: string, row: RestingBytes): Promise<Buffer>;
  /** The key of a row under the newest data key. */
  rewrapped(place: string, row: Omit<RestingBytes, 'bytes'>): Promise<Omit<RestingBytes, 'bytes'>>;
}

/**
 * Each row has a key of its own, and that key alone moves from one data key to the next. So the
 * role of the programs need not be able to change a stored letter for its keys to be exchanged.
 */
export class DataKeyRowSealing implements RowSealing {
  constructor(private readonly keys: DataKeys) {}

  async sealer(): Promise<Sealer> {
    const { id, key } = await this.keys.current();
    return (place, content) => {
      const rowKey = randomBytes(32);
      return {
        bytes: sealBytes(rowKey, place, content),
        keyId: id,
        rowKey: sealBytes(key, keyOf(place), rowKey),
      };
    };
  }

  async open(place: string, { bytes, keyId, rowKey }: RestingBytes): Promise<Buffer> {
    if (keyId === null || rowKey === null) return bytes;
    const { key } = await this.keys.byId(keyId);
    return openBytes(openBytes(key, keyOf(place), rowKey), place, bytes);
  }

  async rewrapped(
    place: string,
    { keyId, rowKey }: Omit<RestingBytes, 'bytes'>,
  ): Promise<Omit<RestingBytes, 'bytes'>> {
    const was = await this.keys.byId(keyId!);
    const { id, key } = await this.keys.current();
    const opened = openBytes(was.key, keyOf(place), rowKey!);
    return { keyId: id, rowKey: sealBytes(key, keyOf(place), opened) };
  }
}

const keyOf = (place: string): string => `key of ${place}`;

type Sealed = { sealing: RowSealing | null };

const asItIs: Sealer = (_place, bytes) => ({ bytes, keyId: null, rowKey: null });

/** How bytes are made ready to rest: sealed where keys are set up. See {@link RowSealing.sealer}. */
export async function sealerOf({ sealing }: Sealed): Promise<Sealer> {
  return sealing ? sealing.sealer() : asItIs;
}

/** What rests, opened. Throws where it is encrypted and no key is set up here. */
export async function openedRow(
  { sealing }: Sealed,
  place: string,
  row: RestingBytes,
): Promise<Buffer> {
  if (row.keyId === null) return row.bytes;
  if (!sealing) throw new Error('A document is encrypted, and no data key is set up here.');
  return sealing.open(place, row);
}
