import type { Database } from '../db/database.js';
import { sealerOf } from '../keys/row.sealing.js';

/** Documents that rest whole in a row: by table, the column that names them. */
export const sealedTables = {
  letter_file: 'letter_id',
  journal_file: 'document_id',
} as const;

export type SealedTable = keyof typeof sealedTables;

/** Where the bytes belong: in another row they do not open. */
export const placeOf = (table: SealedTable, id: string): string => `${table} ${id}`;

/** The columns of {@link RestingBytes} in a table of documents. */
export const restingColumns = (alias: string): string =>
  `${alias}.pdf AS bytes, ${alias}.key_id AS "keyId", ${alias}.row_key AS "rowKey"`;

/**
 * Seals documents that were stored before there were keys, and puts the keys of others under the
 * newest data key, a bounded number at a time. What is stored anew meanwhile is left as it is.
 *
 * @returns how many were moved
 */
export async function moveRowsToNewestKey(db: Database, most: number): Promise<number> {
  let moved = 0;
  for (const table of Object.keys(sealedTables) as SealedTable[]) {
    moved += await sealOld(db, table, most - moved);
    moved += await rewrapOld(db, table, most - moved);
  }
  return moved;
}

async function sealOld(db: Database, table: SealedTable, most: number): Promise<number> {
  const name = sealedTables[table];
  const seal = await sealerOf(db);
  let moved = 0;
  // One at a time: a document may be some megabytes.
  while (db.sealing && moved < most) {
    const { rows } = await db.pool.query<{ id: string; pdf: Buffer }>(
      `SELECT ${name} AS id, pdf FROM ${table} WHERE key_id IS NULL LIMIT 1`,
    );
    if (!rows[0]) break;
    const { id, pdf } = rows[0];
    const { bytes, keyId, rowKey } = seal(placeOf(table, id), pdf);
    // The one way a stored document changes: sealed, once (migrations/20261122070500).
    await db.pool.query(`SELECT seal_${table}($1, $2, $3, $4)`, [id, bytes, keyId, rowKey]);
    moved += 1;
  }
  return moved;
}

async function rewrapOld(db: Database, table: SealedTable, most: number): Promise<number> {
  if (!db.sealing || most <= 0) return 0;
  const name = sealedTables[table];
  const { rows } = await db.pool.query<{ id: string; keyId: string; rowKey: Buffer }>(
    `SELECT ${name} AS id, key_id AS "keyId", row_key AS "rowKey" FROM ${table}
      WHERE key_id = ANY (SELECT id FROM data_key
                           WHERE id <> (SELECT id FROM data_key
                                         ORDER BY created_at DESC, id DESC LIMIT 1))
      LIMIT $1`,
    [most],
  );
  for (const { id, ...was } of rows) {
    const { keyId, rowKey } = await db.sealing.rewrapped(placeOf(table, id), was);
    await db.pool.query(
      `UPDATE ${table} SET key_id = $2, row_key = $3 WHERE ${name} = $1 AND key_id = $4`,
      [id, keyId, rowKey, was.keyId],
    );
  }
  return rows.length;
}
