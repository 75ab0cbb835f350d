import type { Database } from './database.js';

/** Throws where this role sees rows that the person of a request may not: no API runs so. */
export async function assertWalled(db: Database): Promise<void> {
  if (await isWalled(db)) return;
  throw new Error('The role of DATABASE_URL sees every row: the API runs as tilgang_app.');
}

/** Throws where row-level security hides rows from this role: its work would stay undone in silence. */
export async function assertUnwalled(db: Database): Promise<void> {
  if (!(await isWalled(db))) return;
  throw new Error('The role of DATABASE_URL sees no row: the worker runs as tilgang_worker.');
}

async function isWalled(db: Database): Promise<boolean> {
  const { rows } = await db.pool.query<{ walled: boolean }>(
    `SELECT row_security_active('access_case')
            AND NOT pg_has_role(current_user, 'tilgang_worker', 'usage') AS walled`,
  );
  return rows[0]?.walled ?? true;
}
