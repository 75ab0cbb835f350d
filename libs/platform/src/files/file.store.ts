import { createHash } from 'node:crypto';
import type { Database } from '../db/database.js';
import { withinReach } from '../db/reach.js';
import { Refused } from '../http/refused.js';
import type { DataKeys } from '../keys/data.keys.js';
import { FilePieces, type Piece } from './file.pieces.js';

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

/**
 * Files as rows of pieces: no file is ever whole in memory, and one backup holds everything. With
 * data keys each piece is encrypted for its place in its file; what was stored before there were
 * keys is read as it is, until it has been moved under one.
 */
export class PostgresFileStore implements FileStore {
  private readonly pieces: FilePieces;

  constructor(
    private readonly db: Database,
    keys: DataKeys | null = null,
  ) {
    this.pieces = new FilePieces(db, keys);
  }

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
    let last = await this.pieces.last(fileId);
    for await (const piece of inPieces(bytes, pieceBytes - (last?.size ?? pieceBytes))) {
      const isRoom = last !== null && last.size < pieceBytes;
      const next: Piece | null = isRoom
        ? await this.pieces.lengthen(last!, piece)
        : await this.pieces.insert(fileId, (last?.seq ?? 0) + 1, piece);
      if (!next) throw grewMeanwhile();
      last = next;
    }
  }

  async sizeOf(fileId: string): Promise<number> {
    const { rows } = await this.db.pool.query<{ bytes: string }>(
      'SELECT coalesce(sum(size), 0) AS bytes FROM file_piece WHERE file_id = $1',
      [fileId],
    );
    return Number(rows[0]?.bytes ?? 0);
  }

  async cutTo(fileId: string, sizeBytes: number): Promise<void> {
    const { rows } = await this.db.pool.query<{ seq: number; startsAt: string }>(
      `WITH placed AS (
         SELECT seq, size, sum(size) OVER (ORDER BY seq) - size AS starts_at
           FROM file_piece WHERE file_id = $1
       ), gone AS (
         DELETE FROM file_piece p USING placed
          WHERE p.file_id = $1 AND p.seq = placed.seq AND starts_at >= $2
       )
       SELECT seq, starts_at AS "startsAt" FROM placed
        WHERE starts_at < $2 AND starts_at + size > $2`,
      [fileId, sizeBytes],
    );
    const cut = rows[0];
    const piece = cut && (await this.pieces.at(fileId, cut.seq));
    if (piece) await this.pieces.shorten(piece, sizeBytes - Number(cut.startsAt));
  }

  read(fileId: string): AsyncGenerator<Uint8Array> {
    return withinReach(this.inOrder(fileId));
  }

  private async *inOrder(fileId: string): AsyncGenerator<Uint8Array> {
    for (let seq = 1; ; seq += 1) {
      const piece = await this.pieces.at(fileId, seq);
      if (!piece) return;
      yield await this.pieces.contentOf(piece);
    }
  }

  async part(fileId: string, from: number, to: number): Promise<Buffer> {
    const { rows } = await this.db.pool.query<{ seq: number; startsAt: string }>(
      `WITH placed AS (
         SELECT seq, size, sum(size) OVER (ORDER BY seq) - size AS starts_at
           FROM file_piece WHERE file_id = $1
       )
       SELECT seq, starts_at AS "startsAt" FROM placed
        WHERE starts_at < $3 AND starts_at + size > $2
        ORDER BY seq`,
      [fileId, from, to],
    );
    const parts: Buffer[] = [];
    for (const { seq, startsAt } of rows) {
      const piece = await this.pieces.at(fileId, seq);
      if (!piece) break;
      const content = await this.pieces.contentOf(piece);
      parts.push(content.subarray(Math.max(from - Number(startsAt), 0), to - Number(startsAt)));
    }
    return Buffer.concat(parts);
  }

  /**
   * Moves pieces that are under no data key or an older one under the newest, a bounded number at a
   * time. A piece that is written meanwhile is left for the next time.
   *
   * @returns how many were moved
   */
  moveToNewestKey(mostPieces: number): Promise<number> {
    return this.pieces.moveToNewestKey(mostPieces);
  }

  async remove(fileIds: readonly string[]): Promise<void> {
    await this.db.pool.query('SELECT remove_pieces($1::uuid[])', [fileIds]);
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
