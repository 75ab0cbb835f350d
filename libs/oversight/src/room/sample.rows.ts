import { randomUUID } from 'node:crypto';
import {
  calendarOf,
  dayToCome,
  osloDate,
  SETTING_VERSIONS,
  settingsOn,
  type SettingVersion,
} from '#cases';
import type { Person } from '#parties';
import { type Clock, type Database, Refused } from '#platform';
import { noteForAudit } from './audit.rows.js';
import {
  algorithm,
  type DrawnCase,
  type risks,
  type SampleRequest,
  workingDayNumbers,
} from './sample.rules.js';

export interface SampledCase extends DrawnCase {
  reference: string;
  /** What gave it more tickets than one. */
  risks: (typeof risks)[number][];
}

export interface Sample {
  id: string;
  definition: SampleRequest & { algorithm: string; asOfOn: string };
  /** How many cases and tickets there were, and the SHA-256 of their list `case:tickets`, sorted. */
  population: { cases: number; tickets: number; sha256: string };
  drawn: SampledCase[];
  drawnAt: Date;
}

/** Draws a sample and keeps all that is needed to draw it again. */
export async function drawSample(
  { db, clock }: { db: Database; clock: Clock },
  auditId: string,
  request: SampleRequest,
  person: Person,
): Promise<Sample> {
  const now = await clock.now();
  const today = osloDate(now);
  const definition = { ...request, algorithm, asOfOn: request.asOfOn ?? today };
  if (definition.asOfOn > today) throw dayToCome;
  const settings = await db.pool.query<{ versions: SettingVersion[] | null }>(
    `SELECT ${SETTING_VERSIONS} AS versions`,
  );
  const calendar = calendarOf(settingsOn(definition.asOfOn, settings.rows[0]?.versions ?? []));
  const { rows } = await db.pool.query<Pick<Sample, 'population' | 'drawn'>>(DRAW, [
    request.fromOn,
    request.toOn,
    request.kinds ?? null,
    request.risks ? JSON.stringify(request.risks) : null,
    definition.asOfOn,
    request.seed,
    request.size,
    workingDayNumbers(request.fromOn, definition.asOfOn, calendar),
  ]);
  const [made] = rows;
  if (!made) throw new Error('A sample of one row was expected');
  const sample = { id: randomUUID(), definition, ...made, drawnAt: now };
  await db.transaction(async (tx) => {
    await tx.query(
      `INSERT INTO audit_sample (id, audit_id, definition, population, drawn, drawn_at)
       VALUES ($1, $2, $3, $4, $5, $6)`,
      [
        sample.id,
        auditId,
        JSON.stringify(definition),
        JSON.stringify(made.population),
        JSON.stringify(made.drawn),
        now,
      ],
    );
    const data = {
      auditId,
      sampleId: sample.id,
      drawn: made.drawn.length,
      populationSha256: made.population.sha256,
    };
    await noteForAudit(tx, person, { type: 'sample-drawn', outcome: 'accepted', data }, now);
  });
  return sample;
}

/** What was drawn in an audit, newest first, without the cases. */
export async function samplesOf(
  db: Database,
  auditId: string,
): Promise<{ items: Omit<Sample, 'drawn'>[] }> {
  const { rows } = await db.pool.query<Omit<Sample, 'drawn'>>(
    `SELECT id, definition, population, drawn_at AS "drawnAt" FROM audit_sample
      WHERE audit_id = $1 ORDER BY drawn_at DESC, id LIMIT 100`,
    [auditId],
  );
  return { items: rows };
}

/** A sample of this audit. Throws {@link Refused} `sample-unknown`. */
export async function sampleOf(db: Database, auditId: string, id: string): Promise<Sample> {
  const { rows } = await db.pool.query<Sample>(
    `SELECT id, definition, population, drawn, drawn_at AS "drawnAt" FROM audit_sample
      WHERE id::text = $1 AND audit_id = $2`,
    [id, auditId],
  );
  if (rows[0]) return rows[0];
  throw new Refused({ code: 'sample-unknown', kind: 'absent' });
}

/** The cases of a sample with the audit they were drawn for. */
export async function drawnCases(
  db: Database,
  sampleId: string,
): Promise<{ caseId: string; reference: string; auditId: string }[]> {
  const { rows } = await db.pool.query<{ auditId: string; drawn: Sample['drawn'] }>(
    'SELECT audit_id AS "auditId", drawn FROM audit_sample WHERE id = $1',
    [sampleId],
  );
  return rows.flatMap(({ auditId, drawn }) =>
    drawn.map(({ caseId, reference }) => ({ caseId, reference, auditId })),
  );
}

/** The same as `draw` of sample.rules.ts, where the cases lie. */
const DRAW = `
  WITH held AS (
    -- What still goes on has waited too: the working days after the day that it began.
    SELECT case_id, split_part(part, '/', 2) AS party,
           sum(CASE measure WHEN 'holding'
                 THEN cardinality($8::integer[]) - width_bucket(value, $8::integer[])
                 ELSE count END) AS days
      FROM case_cell
     WHERE $4::jsonb IS NOT NULL AND measure IN ('held-working-days', 'holding')
       AND known_from_on <= $5::date AND (known_until_on IS NULL OR known_until_on > $5::date)
     GROUP BY 1, 2
  ), risk AS (
    SELECT DISTINCT case_id, CASE measure WHEN 'appeals' THEN 'appealed'
             WHEN 'exemptions' THEN 'exempted' ELSE 'fee' END AS name
      FROM case_cell
     WHERE $4::jsonb IS NOT NULL AND measure IN ('appeals', 'exemptions', 'fees')
       AND known_from_on <= $5::date AND (known_until_on IS NULL OR known_until_on > $5::date)
    UNION SELECT case_id, 'long-wait' FROM held WHERE days > 30
    UNION SELECT case_id, 'late' FROM held GROUP BY 1 HAVING sum(days) > 60
  ), risky AS (
    SELECT case_id, sum(($4::jsonb ->> name)::integer)::integer AS tickets,
           jsonb_agg(name ORDER BY name) FILTER (WHERE ($4::jsonb ->> name)::integer > 0) AS names
      FROM risk GROUP BY 1
  ), population AS (
    SELECT c.id, c.reference, 1 + coalesce(risky.tickets, 0) AS tickets, risky.names AS risks
      FROM application_version v
      JOIN access_case c ON c.id = v.case_id
      LEFT JOIN risky ON risky.case_id = c.id
     WHERE v.number = 1
       AND (v.created_at AT TIME ZONE 'Europe/Oslo')::date BETWEEN $1::date AND least($2::date, $5::date)
       AND ($3::text[] IS NULL OR c.kind = ANY ($3))
  ), ranked AS (
    SELECT p.id, p.reference, p.tickets, coalesce(p.risks, '[]') AS risks,
           (SELECT min(encode(sha256(convert_to($6 || ':' || p.id || ':' || ticket, 'UTF8')), 'hex')
                       COLLATE "C")
              FROM generate_series(1, p.tickets) AS ticket) AS rank
      FROM population p ORDER BY rank LIMIT $7
  )
  SELECT (SELECT jsonb_build_object('cases', count(*), 'tickets', coalesce(sum(tickets), 0),
                   'sha256', encode(sha256(convert_to(coalesce(
                      string_agg(id || ':' || tickets, E'\\n' ORDER BY id), ''), 'UTF8')), 'hex'))
            FROM population) AS population,
         (SELECT coalesce(jsonb_agg(jsonb_build_object('caseId', id, 'reference', reference,
                   'tickets', tickets, 'risks', risks, 'rank', rank) ORDER BY rank), '[]') FROM ranked) AS drawn`;
