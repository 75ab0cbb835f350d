import { createHash } from 'node:crypto';
import type { Database } from '../db/database.js';

/** Where the bytes of files are kept. An agency may put an adapter to its own store in its place. */
export interface FileStore {
  /** Keeps a file as it arrives; none of it stays where the bytes end in an error. */
  write(fileId: string, bytes: AsyncIterable<Uint8Array>): Promise<StoredBytes>;
  /** The bytes in order, a piece at a time; nothing where there is no such file. */
  read(fileId: string): AsyncGenerator<Uint8Array>;
  remove(fileIds: readonly string[]): Promise<void>;
}

export interface StoredBytes {
  sizeBytes: number;
  /** Hexadecimal. */
  sha256: string;
}

export const FILE_STORE = Symbol('file store');

const pieceBytes = 256 * 1024;

/** Files as rows of pieces: no file is ever whole in memory, and one backup holds everything. */
export class PostgresFileStore implements FileStore {
  constructor(private readonly db: Database) {}

  async write(fileId: string, bytes: AsyncIterable<Uint8Array>): Promise<StoredBytes> {
    const hash = createHash('sha256');
    let sizeBytes = 0;
    let seq = 0;
    try {
      for await (const piece of inPieces(bytes)) {
        hash.update(piece);
        sizeBytes += piece.length;
        await this.db.pool.query(
          'INSERT INTO file_piece (file_id, seq, bytes) VALUES ($1, $2, $3)',
          [fileId, (seq += 1), piece],
        );
      }
    } catch (error) {
      await this.remove([fileId]);
      throw error;
    }
    return { sizeBytes, sha256: hash.digest('hex') };
  }

  async *read(fileId: string): AsyncGenerator<Uint8Array> {
    for (let seq = 1; ; seq += 1) {
      const { rows } = await this.db.pool.query<{ bytes: Buffer }>(
        'SELECT bytes FROM file_piece WHERE file_id = $1 AND seq = $2',
        [fileId, seq],
      );
      if (!rows[0]) return;
      yield rows[0].bytes;
    }
  }

  async remove(fileIds: readonly string[]): Promise<void> {
    await this.db.pool.query('DELETE FROM file_piece WHERE file_id = ANY ($1::uuid[])', [fileIds]);
  }
}

/** Gathers what arrives into pieces of one size: a slow sender makes no row per packet. */
async function* inPieces(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let held: Uint8Array[] = [];
  let heldBytes = 0;
  for await (const chunk of bytes) {
    held.push(chunk);
    heldBytes += chunk.length;
    if (heldBytes < pieceBytes) continue;
    yield Buffer.concat(held);
    held = [];
    heldBytes = 0;
  }
  if (heldBytes > 0) yield Buffer.concat(held);
}
