import { z } from 'zod';
import type { Person } from '#parties';
import { type Database, Refused } from '#platform';
import { refuseAllButAuditors } from './audit.rows.js';

export const readingsQuery = z.strictObject({ cursor: z.string().max(200).optional() });

/** One thing that an auditor read, drew or took out, as the log tells it. */
export interface Reading {
  /** The case; null: it was across cases, and stands in the chain of the service. */
  caseId: string | null;
  reference: string | null;
  seq: number;
  at: Date;
  type: string;
  /** The page, the role it was looked at as, the report: whichever there was. */
  page: string | null;
  asRole: string | null;
  asOf: string | null;
  auditId: string | null;
  /** How many cases a search or a list showed. */
  cases: number | null;
}

interface Place {
  at: string;
  caseId: string;
  seq: number;
}

const PAGE = 50;
const service = '00000000-0000-0000-0000-000000000000';

/** The auditor's own readings, newest first, a page at a time. */
export async function readingsOf(
  db: Database,
  person: Person,
  cursor: string | undefined,
): Promise<{ items: Reading[]; nextCursor: string | null }> {
  refuseAllButAuditors(person);
  const place = cursor === undefined ? null : placeIn(cursor);
  const { rows } = await db.pool.query<Reading>(READINGS, [
    person.personId,
    place?.at ?? null,
    place?.caseId ?? null,
    place?.seq ?? null,
    PAGE + 1,
    service,
  ]);
  const items = rows.slice(0, PAGE);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > PAGE && last ? cursorOf(last) : null };
}

function cursorOf({ at, caseId, seq }: Reading): string {
  return Buffer.from(`${at.toISOString()}/${caseId ?? service}/${seq}`).toString('base64url');
}

function placeIn(cursor: string): Place {
  const [at = '', caseId = '', seq = ''] = Buffer.from(cursor, 'base64url').toString().split('/');
  const isPlace = z.iso.datetime().safeParse(at).success && /^\d{1,9}$/.test(seq);
  // The service's own id is of no version.
  if (isPlace && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(caseId)) {
    return { at, caseId, seq: Number(seq) };
  }
  throw new Refused({
    code: 'cursor-invalid',
    kind: 'facts',
    problems: [
      { field: 'cursor', rule: 'a cursor from a previous page', todo: 'begin at the first page' },
    ],
  });
}

const READINGS = `
  WITH told AS (
    (SELECT case_id, seq, at, type, data FROM case_event
      WHERE actor_id = $1 AND outcome = 'read' AND actor_role = 'auditor'
        AND ($2::timestamptz IS NULL OR (at, case_id, seq) < ($2, $3::uuid, $4::integer))
      ORDER BY at DESC, case_id DESC, seq DESC LIMIT $5)
    UNION ALL
    (SELECT $6::uuid, seq, at, type, data FROM service_event
      WHERE actor_id = $1
        AND ($2::timestamptz IS NULL OR (at, $6::uuid, seq) < ($2, $3::uuid, $4::integer))
      ORDER BY at DESC, seq DESC LIMIT $5)
  )
  SELECT c.id AS "caseId", c.reference, told.seq, told.at, told.type,
         coalesce(told.data ->> 'page', told.data ->> 'report') AS page,
         told.data ->> 'role' AS "asRole", told.data ->> 'asOf' AS "asOf",
         told.data ->> 'auditId' AS "auditId", json_array_length(told.data -> 'caseIds') AS cases
    FROM told LEFT JOIN access_case c ON c.id = told.case_id
   ORDER BY told.at DESC, told.case_id DESC, told.seq DESC
   LIMIT $5`;
