import type { Database } from '../db/database.js';
import type { DataKeys } from '../keys/data.keys.js';
import { openBytes, sealBytes } from '../keys/sealed.bytes.js';

/** A piece of a file as it is stored. */
export interface Piece {
  fileId: string;
  seq: number;
  /** Of what is in it; encrypted it is longer. */
  size: number;
  /** The data key it is encrypted with; null where it is not. */
  keyId: string | null;
  bytes: Buffer;
}

/** A piece does not open in another place of a file, nor in another file. */
const contextOf = (fileId: string, seq: number) => `file piece ${fileId} ${seq}`;
const columns = 'file_id AS "fileId", seq, size, key_id AS "keyId", bytes';

/** The rows of a file store, and their encryption. */
export class FilePieces {
  constructor(
    private readonly db: Database,
    private readonly keys: DataKeys | null,
  ) {}

  async at(fileId: string, seq: number): Promise<Piece | null> {
    const { rows } = await this.db.pool.query<Piece>(
      `SELECT ${columns} FROM file_piece WHERE file_id = $1 AND seq = $2`,
      [fileId, seq],
    );
    return rows[0] ?? null;
  }

  async last(fileId: string): Promise<Piece | null> {
    const { rows } = await this.db.pool.query<Piece>(
      `SELECT ${columns} FROM file_piece WHERE file_id = $1 ORDER BY seq DESC LIMIT 1`,
      [fileId],
    );
    return rows[0] ?? null;
  }

  async contentOf({ fileId, seq, keyId, bytes }: Piece): Promise<Buffer> {
    if (keyId === null) return bytes;
    if (!this.keys) throw new Error('A file is encrypted, and no data key is set up here.');
    const { key } = await this.keys.byId(keyId);
    return openBytes(key, contextOf(fileId, seq), bytes);
  }

  /** Null where there is such a piece already. */
  async insert(fileId: string, seq: number, content: Buffer): Promise<Piece | null> {
    const piece = await this.sealed(fileId, seq, content);
    const { rowCount } = await this.db.pool.query(
      `INSERT INTO file_piece (file_id, seq, size, key_id, bytes) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (file_id, seq) DO NOTHING`,
      [fileId, seq, piece.size, piece.keyId, piece.bytes],
    );
    return rowCount === 0 ? null : piece;
  }

  async lengthen(piece: Piece, more: Buffer): Promise<Piece | null> {
    return this.replace(piece, Buffer.concat([await this.contentOf(piece), more]));
  }

  async shorten(piece: Piece, size: number): Promise<Piece | null> {
    return this.replace(piece, (await this.contentOf(piece)).subarray(0, size));
  }

  async moveToNewestKey(mostPieces: number): Promise<number> {
    if (!this.keys) return 0;
    const { id } = await this.keys.current();
    let moved = 0;
    // One at a time: a piece is half a mebibyte.
    while (moved < mostPieces) {
      const { rows } = await this.db.pool.query<Piece>(
        `(SELECT ${columns} FROM file_piece WHERE key_id IS NULL LIMIT 1)
         UNION ALL
         (SELECT ${columns} FROM file_piece
           WHERE key_id = ANY (SELECT id FROM data_key WHERE id <> $1) LIMIT 1)
         LIMIT 1`,
        [id],
      );
      if (!rows[0]) break;
      await this.replace(rows[0], await this.contentOf(rows[0]));
      moved += 1;
    }
    return moved;
  }

  /** Null where the piece is no longer as it was read. */
  private async replace(was: Piece, content: Buffer): Promise<Piece | null> {
    const piece = await this.sealed(was.fileId, was.seq, content);
    const { rowCount } = await this.db.pool.query(
      `UPDATE file_piece SET size = $3, key_id = $4, bytes = $5
        WHERE file_id = $1 AND seq = $2 AND size = $6 AND key_id IS NOT DISTINCT FROM $7`,
      [...[was.fileId, was.seq, piece.size, piece.keyId, piece.bytes], ...[was.size, was.keyId]],
    );
    return rowCount === 0 ? null : piece;
  }

  private async sealed(fileId: string, seq: number, content: Buffer): Promise<Piece> {
    const found = { fileId, seq, size: content.length };
    if (!this.keys) return { ...found, keyId: null, bytes: content };
    const { id, key } = await this.keys.current();
    return { ...found, keyId: id, bytes: sealBytes(key, contextOf(fileId, seq), content) };
  }
}
