import type { Actor, Role } from '#parties';
import { type Database, Refused } from '#platform';
import type { AccessCase } from '../case.model.js';
import { caseById } from '../case.queries.js';
import { rolesInCase } from '../case.relation.rules.js';
import { type ExemptionCode, provisionOf } from './exemption.rules.js';
import type { DocumentKind, EntryType, PartyKind } from './journal.model.js';

/** An entry of the journal as the staff of a case sees it. */
export interface JournalEntry {
  id: string;
  number: number;
  /** null until it has its number in the journal of the year. */
  journalNumber: string | null;
  journalledOn: string | null;
  type: EntryType;
  kind: DocumentKind;
  title: string;
  partyKind: PartyKind;
  partyName: string;
  institution: string | null;
  documentOn: string;
  letterId: string | null;
  exemption: ExemptionCode | null;
  /** The paragraph of the exemption, as a refusal cites it. */
  provision: string | null;
  publicTitle: string | null;
  documents: JournalDocument[];
  /** Every assessment by a person, oldest first. */
  assessments: { exemption: ExemptionCode | null; reason: string; byName: string; at: string }[];
}

export interface JournalDocument {
  id: string;
  number: number;
  name: string | null;
  mediaType: string;
  /** Hexadecimal; null until the file is there. */
  sha256: string | null;
}

const keepers: readonly Role[] = ['caseworker', 'decision-maker', 'unit-leader', 'auditor'];

/** The case whose journal this person may read. Throws {@link Refused} for everybody else. */
export function journalCase(db: Database, id: string, actor: Actor): Promise<AccessCase> {
  return caseFor(db, id, actor, [...keepers, 'insight']);
}

/** The same for what is carried off as a whole, which insight is not for. */
export function archivedCase(db: Database, id: string, actor: Actor): Promise<AccessCase> {
  return caseFor(db, id, actor, keepers);
}

async function caseFor(
  db: Database,
  id: string,
  actor: Actor,
  readers: readonly Role[],
): Promise<AccessCase> {
  const accessCase = await caseById(db, id);
  const here = accessCase ? rolesInCase(accessCase, actor) : [];
  if (!accessCase || here.length === 0) throw new Refused({ code: 'case-unknown', kind: 'absent' });
  if (!here.some(({ role }) => readers.includes(role))) {
    throw new Refused({ code: 'not-allowed-for-role', kind: 'role' });
  }
  return accessCase;
}

/** The journal of a case, oldest first. */
export async function journalOfCase(
  db: Database,
  caseId: string,
  page: { after?: number | undefined; limit: number },
): Promise<{ items: JournalEntry[]; next: number | null }> {
  const { rows } = await db.pool.query<Omit<JournalEntry, 'provision'>>(READ, [
    caseId,
    page.after ?? 0,
    page.limit + 1,
  ]);
  const items = rows
    .slice(0, page.limit)
    .map((row) => ({ ...row, provision: row.exemption && provisionOf(row.exemption) }));
  return { items, next: rows.length > page.limit ? (items.at(-1)?.number ?? null) : null };
}

const READ = `
  SELECT e.id, e.number, n.year || '/' || n.sequence AS "journalNumber",
         n.journalled_on::text AS "journalledOn", e.type, e.kind, e.title,
         e.party_kind AS "partyKind", e.party_name AS "partyName", e.institution,
         e.document_on::text AS "documentOn", e.letter_id AS "letterId",
         CASE WHEN s.version IS NULL THEN e.exemption ELSE s.exemption END AS exemption,
         s.public_title AS "publicTitle",
         (SELECT jsonb_agg(jsonb_build_object('id', d.id, 'number', d.number, 'name', f.name,
                   'mediaType', coalesce(f.media_type, 'application/pdf'),
                   'sha256', coalesce(f.sha256, encode(coalesce(l.sha256, j.sha256), 'hex')))
                   ORDER BY d.number)
            FROM journal_document d
            LEFT JOIN case_file f ON f.id = d.file_id
            LEFT JOIN journal_file j ON j.document_id = d.id
           WHERE d.entry_id = e.id) AS documents,
         coalesce((SELECT jsonb_agg(jsonb_build_object('exemption', v.exemption, 'reason', v.reason,
                   'byName', p.name, 'at', v.decided_at) ORDER BY v.version)
            FROM journal_shielding v JOIN person p ON p.id = v.decided_by
           WHERE v.entry_id = e.id), '[]') AS assessments
    FROM journal_entry e
    LEFT JOIN journal_number n ON n.entry_id = e.id
    LEFT JOIN letter l ON l.id = e.letter_id
    LEFT JOIN LATERAL (SELECT version, exemption, public_title FROM journal_shielding
                        WHERE entry_id = e.id ORDER BY version DESC LIMIT 1) s ON true
   WHERE e.case_id = $1 AND e.number > $2
   ORDER BY e.number LIMIT $3`;
