import { type CaseKind, dayToCome, osloDate } from '#cases';
import type { Person } from '#parties';
import { type Clock, type Database, Refused } from '#platform';
import { z } from 'zod';
import { reportQuery } from '../reports/report.controller.js';
import { reportNames } from '../reports/report.model.js';
import { noteForAudit } from './audit.rows.js';
import { daysOf, figureWanted, type FigureWanted } from './figure.cases.rules.js';

/** A number of a report by its row and column, for the period and the day it was asked for. */
export const figureCasesQuery = reportQuery.omit({ format: true }).extend({
  from: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/),
  to: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/),
  report: z.enum(reportNames),
  row: z.string().min(1).max(150),
  column: z.string().min(1).max(50),
  cursor: z.string().max(200).optional(),
});

export interface FigureCase {
  id: string;
  reference: string;
  kind: CaseKind;
  title: string | null;
  applicationState: string;
  waitingFor: string;
  dueOn: string | null;
  isOverdue: boolean;
  /** In the unit of the list. */
  amount: number;
}

export interface FigureCases {
  unit: FigureWanted['unit'];
  items: FigureCase[];
  nextCursor: string | null;
}

const PAGE = 50;

/**
 * The cases behind a number of a report, the largest first. Throws {@link Refused} `figure-unknown`
 * for what is no number that cases are behind, as a share or a median is.
 */
export async function figureCases(
  { db, clock }: { db: Database; clock: Clock },
  auditId: string,
  { report, row, column, from, to, cursor, ...asked }: z.infer<typeof figureCasesQuery>,
  person: Person,
): Promise<FigureCases> {
  const now = await clock.now();
  const today = osloDate(now);
  const asOfOn = asked.asOfOn ?? today;
  if (asOfOn > today) throw dayToCome;
  const wanted = figureWanted(report, { row, column, asOfOn });
  if (!wanted) throw new Refused({ code: 'figure-unknown', kind: 'absent' });
  const place = cursor === undefined ? null : placeIn(cursor);
  const days = daysOf(from, to, asOfOn);
  const { rows } = await db.pool.query<FigureCase>(CASES, [
    JSON.stringify(wanted.cells),
    wanted.month ?? from,
    wanted.month ?? to,
    wanted.kind ?? asked.kind ?? null,
    asked.unitId ?? null,
    asOfOn,
    days.today,
    days.before,
    days.last,
    asked.kind ?? null,
    `applicant:${person.personId}`,
    place?.amount ?? null,
    place?.id ?? null,
    PAGE + 1,
    today,
  ]);
  const items = rows.slice(0, PAGE);
  const data = { auditId, report, row, column, caseIds: items.map(({ id }) => id) };
  await db.transaction((tx) =>
    noteForAudit(tx, person, { type: 'figure-cases-read', outcome: 'read', data }, now),
  );
  const end = items.at(-1);
  const hasMore = rows.length > PAGE && end;
  return { unit: wanted.unit, items, nextCursor: hasMore ? cursorOf(end) : null };
}

function cursorOf({ amount, id }: FigureCase): string {
  return Buffer.from(`${amount}/${id}`).toString('base64url');
}

function placeIn(cursor: string): { amount: number; id: string } {
  const [amount = '', id = ''] = Buffer.from(cursor, 'base64url').toString().split('/');
  if (/^-?\d{1,9}$/.test(amount) && z.uuid().safeParse(id).success) {
    return { amount: Number(amount), id };
  }
  throw new Refused({
    code: 'cursor-invalid',
    kind: 'facts',
    problems: [
      { field: 'cursor', rule: 'a cursor from a previous page', todo: 'begin at the first page' },
    ],
  });
}

/** What still goes on counts whenever it began, as in the reports. */
const CASES = `
  WITH wanted AS (
    SELECT * FROM jsonb_to_recordset($1::jsonb)
                AS w (measure text, part text, party text, least integer, most integer, amount text)
  ), behind AS (
    SELECT cell.case_id,
           coalesce(
             sum(CASE w.amount WHEN 'count' THEN cell.count
                               WHEN 'since-in-period' THEN $9 - greatest(cell.value, $8) END),
             max(CASE w.amount WHEN 'value' THEN cell.value
                               WHEN 'since' THEN $7 - cell.value ELSE 0 END))::integer AS amount
      FROM wanted w
      JOIN case_cell cell ON cell.measure = w.measure AND cell.month <= $3
       AND (cell.month >= $2 OR cell.measure IN ('holding', 'open'))
       AND (w.part IS NULL OR cell.part = w.part)
       AND (w.party IS NULL OR substr(cell.part, strpos(cell.part, '/') + 1) = w.party)
       AND cell.value BETWEEN w.least AND w.most
     WHERE ($4::text IS NULL OR cell.kind = $4) AND ($10::text IS NULL OR cell.kind = $10)
       AND ($5::text IS NULL OR cell.unit_id = $5)
       AND cell.known_from_on <= $6::date
       AND (cell.known_until_on IS NULL OR cell.known_until_on > $6::date)
       AND (w.amount <> 'since-in-period' OR $9 > greatest(cell.value, $8))
     GROUP BY cell.case_id
  )
  SELECT c.id, c.reference, c.kind, c.title, c.application_state AS "applicationState",
         c.waiting_for AS "waitingFor", c.due_on::text AS "dueOn",
         coalesce(c.due_on < $15::date, false) AS "isOverdue", behind.amount
    FROM behind JOIN access_case c ON c.id = behind.case_id
   WHERE c.relations @> ARRAY['audit'] AND NOT c.relations @> ARRAY[$11::text]
     AND ($12::integer IS NULL OR (behind.amount, c.id) < ($12, $13::uuid))
   ORDER BY behind.amount DESC, c.id DESC
   LIMIT $14`;
