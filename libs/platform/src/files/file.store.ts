import { createHash } from 'node:crypto';
import type { Database } from '../db/database.js';
import { Refused } from '../http/refused.js';

/** Where the bytes of files are kept. An agency may put an adapter to its own store in its place. */
export interface FileStore {
  /** Keeps a file as it arrives; none of it stays where the bytes end in an error. */
  write(fileId: string, bytes: AsyncIterable<Uint8Array>): Promise<StoredBytes>;
  /**
   * Adds bytes to the end of a file. What came before an error stays, so that its sender can go on
   * from there. Throws {@link Refused} `file-grew-meanwhile` where two add at once.
   */
  append(fileId: string, bytes: AsyncIterable<Uint8Array>): Promise<void>;
  /** How many bytes of a file there are; 0 where there is no such file. */
  sizeOf(fileId: string): Promise<number>;
  /** Takes away what lies behind `sizeBytes`. */
  cutTo(fileId: string, sizeBytes: number): Promise<void>;
  /** The bytes in order, a piece at a time; nothing where there is no such file. */
  read(fileId: string): AsyncGenerator<Uint8Array>;
  /** The bytes from one place up to another, as far as there are any. */
  part(fileId: string, from: number, to: number): Promise<Buffer>;
  remove(fileIds: readonly string[]): Promise<void>;
}

export interface StoredBytes {
  sizeBytes: number;
  /** Hexadecimal. */
  sha256: string;
}

export const FILE_STORE = Symbol('file store');

const pieceBytes = 512 * 1024;

/** Files as rows of pieces: no file is ever whole in memory, and one backup holds everything. */
export class PostgresFileStore implements FileStore {
  constructor(private readonly db: Database) {}

  async write(fileId: string, bytes: AsyncIterable<Uint8Array>): Promise<StoredBytes> {
    const hash = createHash('sha256');
    let sizeBytes = 0;
    try {
      await this.append(fileId, counted());
    } catch (error) {
      await this.remove([fileId]);
      throw error;
    }
    return { sizeBytes, sha256: hash.digest('hex') };

    async function* counted() {
      for await (const chunk of bytes) {
        hash.update(chunk);
        sizeBytes += chunk.length;
        yield chunk;
      }
    }
  }

  async append(fileId: string, bytes: AsyncIterable<Uint8Array>): Promise<void> {
    let { seq, length } = await this.lastPiece(fileId);
    for await (const piece of inPieces(bytes, pieceBytes - length)) {
      if (seq === 0 || length >= pieceBytes) await this.insertPiece(fileId, (seq += 1), piece);
      else await this.lengthenPiece(fileId, seq, length, piece);
      length = pieceBytes;
    }
  }

  async sizeOf(fileId: string): Promise<number> {
    const { rows } = await this.db.pool.query<{ bytes: string }>(
      'SELECT coalesce(sum(length(bytes)), 0) AS bytes FROM file_piece WHERE file_id = $1',
      [fileId],
    );
    return Number(rows[0]?.bytes ?? 0);
  }

  async cutTo(fileId: string, sizeBytes: number): Promise<void> {
    await this.db.pool.query(
      `WITH placed AS (
         SELECT seq, sum(length(bytes)) OVER (ORDER BY seq) - length(bytes) AS starts_at
           FROM file_piece WHERE file_id = $1
       ), gone AS (
         DELETE FROM file_piece p USING placed
          WHERE p.file_id = $1 AND p.seq = placed.seq AND starts_at >= $2
       )
       UPDATE file_piece p SET bytes = substr(bytes, 1, ($2 - starts_at)::integer) FROM placed
        WHERE p.file_id = $1 AND p.seq = placed.seq
          AND starts_at < $2 AND starts_at + length(bytes) > $2`,
      [fileId, sizeBytes],
    );
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

  async part(fileId: string, from: number, to: number): Promise<Buffer> {
    const { rows } = await this.db.pool.query<{ bytes: Buffer }>(
      `WITH placed AS (
         SELECT seq, length(bytes) AS size, sum(length(bytes)) OVER (ORDER BY seq) - length(bytes)
                  AS starts_at
           FROM file_piece WHERE file_id = $1
       )
       SELECT substr(p.bytes, greatest($2 - starts_at, 0)::integer + 1,
                     (least($3 - starts_at, size) - greatest($2 - starts_at, 0))::integer) AS bytes
         FROM placed JOIN file_piece p ON p.file_id = $1 AND p.seq = placed.seq
        WHERE starts_at < $3 AND starts_at + size > $2
        ORDER BY p.seq`,
      [fileId, from, to],
    );
    return Buffer.concat(rows.map(({ bytes }) => bytes));
  }

  async remove(fileIds: readonly string[]): Promise<void> {
    await this.db.pool.query('DELETE FROM file_piece WHERE file_id = ANY ($1::uuid[])', [fileIds]);
  }

  private async lastPiece(fileId: string): Promise<{ seq: number; length: number }> {
    const { rows } = await this.db.pool.query<{ seq: number; length: number }>(
      `SELECT seq, length(bytes) AS length FROM file_piece WHERE file_id = $1
        ORDER BY seq DESC LIMIT 1`,
      [fileId],
    );
    return rows[0] ?? { seq: 0, length: pieceBytes };
  }

  private async insertPiece(fileId: string, seq: number, piece: Buffer): Promise<void> {
    const { rowCount } = await this.db.pool.query(
      `INSERT INTO file_piece (file_id, seq, bytes) VALUES ($1, $2, $3)
       ON CONFLICT (file_id, seq) DO NOTHING`,
      [fileId, seq, piece],
    );
    if (rowCount === 0) throw grewMeanwhile();
  }

  private async lengthenPiece(
    fileId: string,
    seq: number,
    length: number,
    more: Buffer,
  ): Promise<void> {
    const { rowCount } = await this.db.pool.query(
      `UPDATE file_piece SET bytes = bytes || $4::bytea
        WHERE file_id = $1 AND seq = $2 AND length(bytes) = $3`,
      [fileId, seq, length, more],
    );
    if (rowCount === 0) throw grewMeanwhile();
  }
}

/** Gathers what arrives into pieces of one size: a slow sender makes no row per packet. */
async function* inPieces(
  bytes: AsyncIterable<Uint8Array>,
  roomInFirst: number,
): AsyncGenerator<Buffer> {
  let held: Uint8Array[] = [];
  let heldBytes = 0;
  let room = roomInFirst > 0 ? roomInFirst : pieceBytes;
  try {
    for await (const chunk of bytes) {
      held.push(chunk);
      heldBytes += chunk.length;
      if (heldBytes < room) continue;
      yield Buffer.concat(held);
      held = [];
      heldBytes = 0;
      room = pieceBytes;
    }
  } catch (error) {
    if (heldBytes > 0) yield Buffer.concat(held);
    throw error;
  }
  if (heldBytes > 0) yield Buffer.concat(held);
}

function grewMeanwhile(): Refused {
  return new Refused({
    code: 'file-grew-meanwhile',
    kind: 'state',
    problems: [
      {
        field: 'Upload-Offset',
        rule: 'one request at a time adds to a file',
        todo: 'ask how far the file has come, and go on from there',
      },
    ],
  });
}
