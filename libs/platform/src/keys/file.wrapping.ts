import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { type KeyWrapping, type WrappedKey, WrappingKeyAbsent } from './key.wrapping.js';
import { openBytes, sealBytes } from './sealed.bytes.js';

/** The key file is missing, malformed or open to others; the message never holds what is in it. */
export class DataKeyFileRefused extends Error {
  override readonly name = 'DataKeyFileRefused';
}

interface FileKey {
  id: string;
  key: Buffer;
}

/**
 * Key-encryption keys in a file, one of 64 hexadecimal digits a line. The last one wraps; the others
 * open what they wrapped. The file is read anew each time, so that a key is added to it, and an old
 * one taken out once nothing is under it, while the programs run.
 */
export class FileWrapping implements KeyWrapping {
  constructor(private readonly path: string) {
    this.read();
  }

  newest(): Promise<string> {
    return Promise.resolve(this.read().at(-1)!.id);
  }

  wrap(content: Uint8Array, context: string): Promise<WrappedKey> {
    const { id, key } = this.read().at(-1)!;
    return Promise.resolve({ by: id, wrapped: sealBytes(key, context, content) });
  }

  unwrap({ by, wrapped }: WrappedKey, context: string): Promise<Buffer> {
    const found = this.read().find(({ id }) => id === by);
    if (!found) throw new WrappingKeyAbsent('DATA_KEY_FILE does not hold the key that is needed.');
    return Promise.resolve(openBytes(found.key, context, wrapped));
  }

  private read(): FileKey[] {
    const lines = this.lines();
    if (lines.length === 0 || !lines.every((line) => /^[0-9a-f]{64}$/.test(line))) {
      throw new DataKeyFileRefused('DATA_KEY_FILE holds no keys of 64 hexadecimal digits a line.');
    }
    return lines.map((line) => ({ id: idOf(line), key: Buffer.from(line, 'hex') }));
  }

  private lines(): string[] {
    try {
      if (process.platform !== 'win32' && (statSync(this.path).mode & 0o077) !== 0) {
        throw new DataKeyFileRefused('DATA_KEY_FILE is open to others: make it mode 0600.');
      }
      return readFileSync(this.path, 'utf8').split(/\s+/).filter(Boolean);
    } catch (error) {
      if (error instanceof DataKeyFileRefused) throw error;
      const { code = 'unknown' } = error as NodeJS.ErrnoException;
      throw new DataKeyFileRefused(`DATA_KEY_FILE cannot be read: ${code}.`);
    }
  }
}

/** Says which key it is and nothing about it. */
function idOf(hex: string): string {
  return `file:${createHash('sha256').update(`tilgang data key ${hex}`).digest('hex').slice(0, 16)}`;
}
