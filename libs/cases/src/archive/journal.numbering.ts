import type { Clock, Database, Tx } from '#platform';
import { osloDate } from '../clocks/calendar.rules.js';
import { type NumberedEntry, publicEntry } from './public-journal.rules.js';

/** How many entries are numbered in one transaction. */
const batch = 500;

/**
 * Gives the entries that wait their number in the journal of the year, in the order they were made,
 * and publishes what of them is public. One at a time numbers, so commands on different cases never
 * wait for each other, and a number is only used by a transaction that commits: there are no gaps.
 */
export async function numberEntries(db: Database, clock: Clock): Promise<void> {
  for (let numbered = batch; numbered === batch;) {
    const today = osloDate(await clock.now());
    numbered = await db.transaction((tx) => numberBatch(tx, today));
  }
}

async function numberBatch(tx: Tx, today: string): Promise<number> {
  await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('journal numbers', 0))`);
  const year = Number(today.slice(0, 4));
  const { rows } = await tx.query<Numbered>(NUMBER, [year, today, batch]);
  await publish(tx, rows);
  return rows.length;
}

/** Writes the public rows of entries, or what has changed in them. */
export async function publish(tx: Tx, entries: readonly Numbered[]): Promise<void> {
  const rows = entries.flatMap((entry) => publicEntry(entry) ?? []);
  if (rows.length === 0) return;
  await tx.query(
    `INSERT INTO public_journal (entry_id, case_id, year, sequence, case_reference, case_kind, number,
                                 type, kind, title, is_title_exempt, party, document_on,
                                 journalled_on, exemption)
     SELECT "entryId", "caseId", year, sequence, "caseReference", "caseKind", number, type, kind,
            title, "isTitleExempt", party, "documentOn", "journalledOn", exemption
       FROM jsonb_to_recordset($1::jsonb) AS row (
            "entryId" uuid, "caseId" uuid, year integer, sequence integer, "caseReference" text,
            "caseKind" text, number integer, type text, kind text, title text,
            "isTitleExempt" boolean, party text, "documentOn" date, "journalledOn" date,
            exemption text)
     ON CONFLICT (entry_id) DO UPDATE
        SET title = excluded.title, is_title_exempt = excluded.is_title_exempt,
            exemption = excluded.exemption`,
    [JSON.stringify(rows)],
  );
}

type Numbered = NumberedEntry;

/** An entry that has its number, with what holds of its shielding now. */
export async function numberedEntry(tx: Tx, entryId: string): Promise<Numbered | undefined> {
  const { rows } = await tx.query<Numbered>(`${READ} WHERE e.id = $1`, [entryId]);
  return rows[0];
}

const COLUMNS = `
  e.id AS "entryId", e.case_id AS "caseId", c.reference AS "caseReference", c.kind AS "caseKind",
  n.year, n.sequence, e.number, e.type, e.kind, e.party_kind AS "partyKind",
  e.party_name AS "partyName", e.institution, e.document_on::text AS "documentOn",
  n.journalled_on::text AS "journalledOn",
  CASE WHEN s.version IS NULL THEN e.exemption ELSE s.exemption END AS exemption,
  s.public_title AS "publicTitle",
  ARRAY(SELECT e.party_name UNION
        SELECT p.name FROM person p
         WHERE p.id = c.applicant_id
            OR p.id::text IN (SELECT member ->> 'personId'
                                FROM jsonb_each(coalesce(c.tracks -> 'member', '{}'))
                                  AS members (id, member))) AS "personNames"`;

const SHIELDING = `
  LEFT JOIN LATERAL (SELECT version, exemption, public_title FROM journal_shielding
                      WHERE entry_id = e.id ORDER BY version DESC LIMIT 1) s ON true`;

const READ = `SELECT ${COLUMNS}
   FROM journal_entry e JOIN access_case c ON c.id = e.case_id
   JOIN journal_number n ON n.entry_id = e.id ${SHIELDING}`;

const NUMBER = `
  WITH next AS (
    SELECT e.id, e.created_at FROM journal_waiting w JOIN journal_entry e ON e.id = w.entry_id
     ORDER BY e.created_at, e.case_id, e.number LIMIT $3
  ), n AS (
    INSERT INTO journal_number (entry_id, year, sequence, journalled_on)
    SELECT e.id, $1,
           (SELECT coalesce(max(sequence), 0) FROM journal_number WHERE year = $1)
             + row_number() OVER (ORDER BY e.created_at, e.case_id, e.number),
           $2::date
      FROM next JOIN journal_entry e USING (id)
    RETURNING entry_id, year, sequence, journalled_on
  ), done AS (
    DELETE FROM journal_waiting w USING n WHERE w.entry_id = n.entry_id
  )
  SELECT ${COLUMNS}
    FROM n JOIN journal_entry e ON e.id = n.entry_id JOIN access_case c ON c.id = e.case_id ${SHIELDING}
   ORDER BY n.sequence`;
