import type { Database } from '#platform';
import type { PublicEntry } from './public-journal.rules.js';

export interface PublicJournalFilter {
  fromOn?: string | undefined;
  toOn?: string | undefined;
  caseReference?: string | undefined;
  type?: 'I' | 'U' | undefined;
  before?: Place | undefined;
  limit: number;
}

/** Where a page ended. */
export interface Place {
  year: number;
  sequence: number;
}

export type PublicRow = Omit<PublicEntry, 'entryId' | 'caseId'>;

/**
 * The public journal, newest first. It reads the public rows and nothing else of a case but whether
 * it is flagged: a case with a flag is left out from the moment the flag is set.
 */
export async function publicJournal(
  db: Database,
  { fromOn, toOn, caseReference, type, before, limit }: PublicJournalFilter,
): Promise<{ items: PublicRow[]; next: Place | null }> {
  const { rows } = await db.pool.query<PublicRow>({
    name: 'public-journal',
    text: READ,
    values: [
      fromOn ?? null,
      toOn ?? null,
      caseReference ?? null,
      type ?? null,
      before?.year ?? null,
      before?.sequence ?? null,
      limit + 1,
    ],
  });
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  const next = rows.length > limit && last ? { year: last.year, sequence: last.sequence } : null;
  return { items, next };
}

const READ = `
  SELECT p.year, p.sequence, p.case_reference AS "caseReference", p.case_kind AS "caseKind", p.number,
         p.type, p.kind, p.title, p.is_title_exempt AS "isTitleExempt", p.party,
         p.document_on::text AS "documentOn", p.journalled_on::text AS "journalledOn", p.exemption
    FROM public_journal p JOIN public_case c ON c.id = p.case_id AND NOT c.is_flagged
   WHERE ($1::date IS NULL OR p.journalled_on >= $1)
     AND ($2::date IS NULL OR p.journalled_on <= $2)
     AND ($3::text IS NULL OR p.case_reference = $3)
     AND ($4::text IS NULL OR p.type = $4)
     AND ($5::integer IS NULL OR (p.year, p.sequence) < ($5, $6::integer))
   ORDER BY p.year DESC, p.sequence DESC
   LIMIT $7`;
