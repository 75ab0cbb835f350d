import { createHash } from 'node:crypto';
import { drawLetter, type LetterForm } from '#letters';
import { type Clock, type Database, placeOf, sealerOf } from '#platform';
import { printedApplication } from '../application/application.print.js';
import type { Draft } from '../application/application.rules.js';
import type { AccessCase } from '../case.model.js';
import { osloDate } from '../clocks/calendar.rules.js';
import { formOf } from '../form/form.files.js';
import type { DocumentKind, EventName, FactName } from './journal.model.js';
import { contentOf, journalPage, type JournalPage } from './journal.page.js';
import { journalRules } from './journal.table.rules.js';

interface ToDraw {
  documentId: string;
  caseId: string;
  reference: string;
  caseKind: AccessCase['kind'];
  language: AccessCase['language'];
  number: number;
  kind: DocumentKind;
  partyName: string;
  institution: string | null;
  documentOn: string;
  createdAt: Date;
  eventType: EventName;
  facts: Partial<Record<string, unknown>> | null;
  texts: string[] | null;
  application: Draft | null;
  formVersion: string;
  registryNames: Record<string, string> | null;
}

/**
 * Draws the page of an incoming document from the texts that its event froze, and keeps it with its
 * checksum (arkivlova section 5). The same entry gives the same bytes, and a file that is there
 * already stays: it may be called again.
 */
export async function drawJournalEntry(db: Database, clock: Clock, entryId: string): Promise<void> {
  const { rows } = await db.pool.query<ToDraw>(TO_DRAW, [entryId]);
  const [entry] = rows;
  if (!entry) return;
  const { pdf } = drawLetter(formFor(entry), {
    id: entry.documentId,
    createdAt: entry.createdAt,
    language: entry.language,
    caseReference: `${entry.reference}-${entry.number}`,
  });
  const sha256 = createHash('sha256').update(pdf).digest();
  const seal = await sealerOf(db);
  const { bytes, keyId, rowKey } = seal(placeOf('journal_file', entry.documentId), pdf);
  await db.pool.query(
    `INSERT INTO journal_file (document_id, pdf, size, sha256, drawn_at, key_id, row_key)
     VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (document_id) DO NOTHING`,
    [entry.documentId, bytes, pdf.length, sha256, await clock.now(), keyId, rowKey],
  );
}

function formFor(entry: ToDraw): LetterForm {
  const page = pageOf(entry);
  if (!entry.application) return journalPage(page);
  const form = printedApplication(
    formOf(entry.formVersion),
    entry.application,
    {
      reference: entry.reference,
      kind: entry.caseKind,
      language: entry.language,
      isDraft: false,
      submittedOn: osloDate(entry.createdAt),
      applicantName: entry.partyName,
      registryNames: entry.registryNames ?? {},
    },
    // The archive holds all of it.
    Infinity,
  );
  return page.texts.length === 0 ? form : { ...form, blocks: [...form.blocks, ...contentOf(page)] };
}

function pageOf(entry: ToDraw): JournalPage {
  const rule = journalRules[entry.eventType];
  const names: readonly FactName[] = rule === 'nothing' ? [] : (rule.facts ?? []);
  const { kind, language, reference, number, partyName, institution, documentOn } = entry;
  return {
    ...{ kind, language, reference, number, partyName, institution, documentOn },
    facts: names.flatMap((name) => {
      const value = entry.facts?.[name];
      return typeof value === 'string' || typeof value === 'number' ? [{ name, value }] : [];
    }),
    texts: entry.texts ?? [],
  };
}

const TO_DRAW = `
  SELECT d.id AS "documentId", c.id AS "caseId", c.reference, c.kind AS "caseKind", c.language, e.number,
         e.kind, e.party_name AS "partyName", e.institution, e.document_on::text AS "documentOn",
         e.created_at AS "createdAt", v.type AS "eventType", v.data -> 'facts' AS facts,
         (SELECT jsonb_agg(t.body ORDER BY t.field, t.id) FROM case_text t
           WHERE t.case_id = c.id
             AND (v.data -> 'texts' ->> t.id::text IS NOT NULL
                  OR v.type = 'note-disclosed'
                     AND t.id::text = v.data #>> '{facts,disclosedIds,-1}')) AS texts,
         sent.content AS application, a.form_version AS "formVersion",
         (SELECT jsonb_object_agg(r.id, r.name) FROM registry r
           WHERE r.id = ANY (c.registry_ids)) AS "registryNames"
    FROM journal_entry e
    JOIN access_case c ON c.id = e.case_id
    JOIN application a ON a.case_id = c.id
    JOIN journal_document d ON d.entry_id = e.id AND d.number = 1 AND d.file_id IS NULL
    JOIN case_event v ON v.case_id = e.case_id AND v.seq = e.event_seq
    LEFT JOIN application_version sent ON sent.case_id = e.case_id AND sent.event_seq = e.event_seq
   WHERE e.id = $1 AND e.letter_id IS NULL
     AND NOT EXISTS (SELECT FROM journal_file f WHERE f.document_id = d.id)`;
