import { type Database, Refused, type Tx } from '#platform';
import { nameKey, type Variable } from './variable.rules.js';

export interface VariableSearch {
  /** Words to find in name and description; all variables where it is left out. */
  search?: string | undefined;
  cursor?: string | undefined;
  limit: number;
  /** The catalogue as it stood on this date; today where it is left out. */
  asOfOn?: string | undefined;
}

export interface VariableList {
  items: Variable[];
  nextCursor: string | null;
}

/** A registry's variables by name, a page at a time. Throws {@link Refused} `registry-unknown`. */
export async function variables(
  db: Database,
  registryId: string,
  { search, cursor, limit, asOfOn }: VariableSearch,
): Promise<VariableList> {
  const words = nameKey(search ?? '')
    .split(' ')
    .filter(Boolean);
  const { rows } = await db.pool.query<Variable>(
    `SELECT ${columns} FROM variable
      WHERE registry_id = $1
        AND CASE WHEN $2::date IS NULL THEN listed_to_on IS NULL
                 ELSE listed_from_on <= $2 AND (listed_to_on IS NULL OR listed_to_on > $2) END
        AND search LIKE ALL ($3::text[])
        AND ($4::text IS NULL OR name_key > $4)
      ORDER BY name_key LIMIT $5`,
    [registryId, asOfOn ?? null, words.map(containing), keyOf(cursor), limit + 1],
  );
  if (rows.length === 0) await assertRegistry(db, registryId);
  const items = rows.slice(0, limit);
  const last = rows.length > limit ? items.at(-1) : undefined;
  return { items, nextCursor: last ? cursorOf(last) : null };
}

/** Every version of one variable, newest first. Throws {@link Refused} `variable-unknown`. */
export async function variableVersions(
  db: Database,
  registryId: string,
  id: string,
): Promise<Variable[]> {
  const { rows } = await db.pool.query<Variable>(
    `SELECT ${columns} FROM variable WHERE registry_id = $1 AND id = $2 ORDER BY version DESC`,
    [registryId, id],
  );
  if (rows.length === 0) throw new Refused({ code: 'variable-unknown', kind: 'absent' });
  return rows;
}

/** The last version of every variable a registry has had. */
export async function latestVariables(tx: Tx, registryId: string): Promise<Variable[]> {
  const { rows } = await tx.query<Variable>(
    `SELECT DISTINCT ON (name_key) ${columns} FROM variable
      WHERE registry_id = $1 ORDER BY name_key, version DESC`,
    [registryId],
  );
  return rows;
}

async function assertRegistry(db: Database, registryId: string): Promise<void> {
  const { rowCount } = await db.pool.query('SELECT 1 FROM registry WHERE id = $1', [registryId]);
  if (rowCount === 0) throw new Refused({ code: 'registry-unknown', kind: 'absent' });
}

/** A pattern for LIKE that finds the word as it was written, wildcards and all. */
function containing(word: string): string {
  return `%${word.replace(/[\\%_]/g, '\\$&')}%`;
}

function cursorOf({ name }: Variable): string {
  return Buffer.from(nameKey(name)).toString('base64url');
}

function keyOf(cursor: string | undefined): string | null {
  if (cursor === undefined) return null;
  const key = Buffer.from(cursor, 'base64url').toString('utf8');
  if (/^[^\p{Cc}\p{Cs}\ufffd]+$/u.test(key)) return key;
  throw new Refused({
    code: 'cursor-invalid',
    kind: 'facts',
    problems: [
      { field: 'cursor', rule: 'a cursor from a previous page', todo: 'begin at the first page' },
    ],
  });
}

const columns = `id, registry_id AS "registryId", version, name, description,
  data_type AS "dataType", value_note AS "valueNote", valid_from_on::text AS "validFromOn",
  valid_to_on::text AS "validToOn", identification_risk AS "identificationRisk",
  coarser_alternatives AS "coarserAlternatives", listed_from_on::text AS "listedFromOn",
  listed_to_on::text AS "listedToOn"`;
