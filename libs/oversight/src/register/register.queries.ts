import type { Database } from '#platform';
import type { RegisterKind, RegisterOutcome, RegisterRow } from './register.model.js';

export interface RegisterFilter {
  fromOn?: string | undefined;
  toOn?: string | undefined;
  kind?: RegisterKind | undefined;
  outcome?: RegisterOutcome | undefined;
  registryId?: string | undefined;
  purpose?: string | undefined;
  words?: string | undefined;
  before?: RegisterPlace | undefined;
  limit: number;
}

/** Where a page ended. */
export interface RegisterPlace {
  on: string;
  id: string;
}

/**
 * The public register, newest first. What is asked for by content is looked for in entries that show
 * theirs: a search never tells what a shielded entry holds.
 */
export async function publicRegister(
  db: Database,
  filter: RegisterFilter,
): Promise<{ rows: RegisterRow[]; next: RegisterPlace | null }> {
  const { rows } = await db.pool.query<RegisterRow>({
    name: 'public-register',
    text: `${READ}
      AND ($1::date IS NULL OR r.happened_on >= $1) AND ($2::date IS NULL OR r.happened_on <= $2)
      AND ($3::text IS NULL OR r.kind = $3)
      AND ($4::text IS NULL OR (r.outcome = $4 AND NOT c.is_flagged))
      AND ($5::text IS NULL OR (v.registry_ids @> ARRAY[$5] AND NOT c.is_flagged))
      AND ($6::text IS NULL OR (v.purposes @> ARRAY[$6] AND NOT c.is_flagged))
      AND ($7::text IS NULL
           OR (v.words @@ plainto_tsquery('norwegian', $7) AND NOT c.is_flagged))
      AND ($8::date IS NULL OR (r.happened_on, r.id) < ($8, $9::uuid))
    ORDER BY r.happened_on DESC, r.id DESC LIMIT $10`,
    values: [
      filter.fromOn ?? null,
      filter.toOn ?? null,
      filter.kind ?? null,
      filter.outcome ?? null,
      filter.registryId ?? null,
      filter.purpose ?? null,
      filter.words ?? null,
      filter.before?.on ?? null,
      filter.before?.id ?? null,
      filter.limit + 1,
    ],
  });
  const page = rows.slice(0, filter.limit);
  const last = page.at(-1);
  const next = rows.length > filter.limit && last ? { on: last.happenedOn, id: last.id } : null;
  return { rows: page, next };
}

/** One entry with the days its versions were made; undefined where none is public. */
export async function publicEntryById(
  db: Database,
  id: string,
): Promise<{ row: RegisterRow; versions: { version: number; madeAt: Date }[] } | undefined> {
  const [found, versions] = await Promise.all([
    db.pool.query<RegisterRow>(`${READ} AND r.id = $1`, [id]),
    db.pool.query<{ version: number; madeAt: Date }>(
      `SELECT version, made_at AS "madeAt" FROM register_version
        WHERE entry_id = $1 ORDER BY version DESC LIMIT 100`,
      [id],
    ),
  ]);
  const row = found.rows[0];
  return row && { row, versions: versions.rows };
}

/** The catalogue's names, some hundred rows. */
export async function registryNames(db: Database): Promise<ReadonlyMap<string, string>> {
  const { rows } = await db.pool.query<{ id: string; name: string }>(
    'SELECT id, name FROM registry',
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}

const READ = `
  SELECT r.id, r.version, r.kind, r.outcome, r.happened_on::text AS "happenedOn",
         r.published_on::text AS "publishedOn",
         c.reference AS "caseReference", c.kind AS "caseKind", v.content,
         c.flags
    FROM register_entry r
    JOIN register_version v ON v.entry_id = r.id AND v.version = r.version
    JOIN public_case c ON c.id = r.case_id
   WHERE r.published_at IS NOT NULL`;
