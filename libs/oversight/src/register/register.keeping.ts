import type { Database, Reach, Tx } from '#platform';
import type { RegisterContent, RegisterKind, RegisterOutcome } from './register.model.js';
import { type Corrections, corrected, wordsIn } from './register.rules.js';

/** An entry as those see it who keep the register. */
export interface KeptEntry {
  id: string;
  caseId: string;
  caseReference: string;
  kind: RegisterKind;
  outcome: RegisterOutcome;
  happenedOn: string;
  limitOn: string | null;
  publishOn: string;
  publishedOn: string | null;
  version: number;
  isLate: boolean;
}

export const registerStates = ['waiting', 'late'] as const;
export type RegisterState = (typeof registerStates)[number];

/** How the thirty working days are kept. */
export interface RegisterFigures {
  waiting: number;
  /** Not public yet, and the limit has passed. */
  overdue: number;
  publishedLate: number;
}

export async function registerFigures(db: Database, today: string): Promise<RegisterFigures> {
  const { rows } = await db.pool.query<RegisterFigures>(
    `SELECT (SELECT count(*)::int FROM register_entry WHERE published_at IS NULL) AS waiting,
            (SELECT count(*)::int FROM register_entry
              WHERE published_at IS NULL AND limit_on < $1) AS overdue,
            (SELECT count(*)::int FROM register_entry WHERE published_on > limit_on)
              AS "publishedLate"`,
    [today],
  );
  return rows[0] ?? { waiting: 0, overdue: 0, publishedLate: 0 };
}

/** Entries of the cases one sees that wait, or are or were late, the earliest limit first. */
export async function entriesToWatch(
  db: Database,
  { relations, barred, cases }: Pick<Reach, 'relations' | 'barred' | 'cases'>,
  state: RegisterState,
  today: string,
  { after, limit }: { after: { on: string; id: string } | undefined; limit: number },
): Promise<{ items: KeptEntry[]; next: { on: string; id: string } | null }> {
  const day = state === 'waiting' ? 'r.publish_on' : 'r.limit_on';
  const isIn =
    state === 'waiting'
      ? 'r.published_at IS NULL'
      : '(r.published_on > r.limit_on OR (r.published_at IS NULL AND r.limit_on < $1))';
  const { rows } = await db.pool.query<KeptEntry & { on: string }>(
    `SELECT ${KEPT}, ${day}::text AS "on"
       FROM register_entry r JOIN access_case c ON c.id = r.case_id
      WHERE ${isIn} AND ($2::date IS NULL OR (${day}, r.id) > ($2, $3::uuid))
        AND ((c.relations && $5::text[] AND NOT c.relations && $6::text[])
             OR c.id = ANY ($7::uuid[]))
      ORDER BY ${day}, r.id LIMIT $4`,
    [today, after?.on ?? null, after?.id ?? null, limit + 1, relations, barred, cases],
  );
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map(({ on: _, ...entry }) => entry),
    next: rows.length > limit && last ? { on: last.on, id: last.id } : null,
  };
}

export interface KeptVersion {
  version: number;
  content: RegisterContent;
  madeAt: Date;
  madeByName: string | null;
  reason: string | null;
}

/** An entry with all its versions; undefined where there is none. */
export async function keptEntry(
  db: Database,
  id: string,
  today: string,
): Promise<(KeptEntry & { versions: KeptVersion[] }) | undefined> {
  const [entries, versions] = await Promise.all([
    db.pool.query<KeptEntry>(
      `SELECT ${KEPT} FROM register_entry r JOIN access_case c ON c.id = r.case_id
        WHERE r.id = $2`,
      [today, id],
    ),
    db.pool.query<KeptVersion>(
      `SELECT v.version, v.content, v.made_at AS "madeAt", p.name AS "madeByName", v.reason
         FROM register_version v LEFT JOIN person p ON p.id = v.made_by
        WHERE v.entry_id = $1 ORDER BY v.version DESC LIMIT 100`,
      [id],
    ),
  ]);
  const entry = entries.rows[0];
  return entry && { ...entry, versions: versions.rows };
}

/** Makes an entry public before it is due. Whether it was waiting. */
export async function release(
  db: Database,
  id: string,
  by: { personId: string; now: Date; today: string },
): Promise<boolean> {
  const { rowCount } = await db.pool.query(
    `UPDATE register_entry SET published_at = $2, published_on = $3, published_by = $4
      WHERE id = $1 AND published_at IS NULL`,
    [id, by.now, by.today, by.personId],
  );
  return rowCount === 1;
}

/** Adds a version with what was found to be said otherwise. Returns its number. */
export async function correct(
  db: Database,
  id: string,
  { corrections, reason }: { corrections: Corrections; reason: string },
  by: { personId: string; now: Date },
): Promise<number> {
  return db.transaction(async (tx) => {
    const { version, content } = await lockedContent(tx, id);
    const next = corrected(content, corrections);
    await tx.query(
      `INSERT INTO register_version (entry_id, version, content, registry_ids, purposes, words,
                                     made_at, made_by, reason)
       SELECT entry_id, $3, $4, registry_ids, purposes, to_tsvector('norwegian', $5), $6, $7, $8
         FROM register_version WHERE entry_id = $1 AND version = $2`,
      [id, version, version + 1, next, wordsIn(next), by.now, by.personId, reason],
    );
    await tx.query('UPDATE register_entry SET version = $2 WHERE id = $1', [id, version + 1]);
    return version + 1;
  });
}

async function lockedContent(tx: Tx, id: string) {
  const { rows } = await tx.query<{ version: number; content: RegisterContent }>(
    `SELECT r.version, v.content FROM register_entry r
       JOIN register_version v ON v.entry_id = r.id AND v.version = r.version
      WHERE r.id = $1 FOR UPDATE OF r`,
    [id],
  );
  const [row] = rows;
  if (!row) throw new Error('The entry is gone');
  return row;
}

/** The people of a case, whom a text of the register may not name. */
export async function namesInCase(db: Database, caseId: string): Promise<string[]> {
  const { rows } = await db.pool.query<{ name: string }>(
    `SELECT p.name FROM access_case c JOIN person p
         ON p.id = c.applicant_id
         OR p.id::text IN (SELECT member ->> 'personId'
                             FROM jsonb_each(coalesce(c.tracks -> 'member', '{}'))
                               AS members (id, member))
      WHERE c.id = $1`,
    [caseId],
  );
  return rows.map(({ name }) => name);
}

const KEPT = `
  r.id, r.case_id AS "caseId", c.reference AS "caseReference", r.kind, r.outcome,
  r.happened_on::text AS "happenedOn", r.limit_on::text AS "limitOn",
  r.publish_on::text AS "publishOn", r.published_on::text AS "publishedOn", r.version,
  coalesce(coalesce(r.published_on, $1::date) > r.limit_on, false) AS "isLate"`;
