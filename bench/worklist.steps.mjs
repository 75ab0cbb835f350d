import { newCase } from '../dist/libs/cases/src/case.machine.js';

/**
 * Cases for the worklist's benchmark, made by SQL because a million commands would take a day. Each
 * has three registries with a consultation, a key file and a delivery. What lists are read from is
 * what commands would have written: the state, the party, the dates, the relations and the words.
 */
const untouched = newCase({ kind: 'individual-level' }).tracks;
const vocabulary = 20_000;
const texts = 20_000;

/** Texts to draw from: words as common as in any language, a few of them in every tenth text. */
export async function makeTexts(owner) {
  await owner.query(`
    CREATE UNLOGGED TABLE bench_text AS
    SELECT n AS number, 'Oppfølging etter ' || topic AS title,
           'Oppfølging etter ' || topic || ' Demosøker Demouniversitetet ' || words AS body,
           to_tsvector('norwegian', 'Oppfølging etter ' || topic ||
                       ' Demosøker Demouniversitetet ' || words) AS search_words
      FROM generate_series(1, ${texts}) AS n
      CROSS JOIN LATERAL (
        SELECT (ARRAY['hjerneslag', 'hofteprotese', 'svangerskap', 'diabetes', 'brystkreft',
                      'hjerteinfarkt', 'demens', 'astma', 'psoriasis', 'sepsis'])[1 + n % 10] AS topic,
               string_agg('ord' || floor(${vocabulary} * power(random(), 3)), ' ') AS words
          FROM generate_series(1, 80) AS word WHERE n > 0) AS made;
    CREATE UNIQUE INDEX ON bench_text (number);
    ANALYZE bench_text;
  `);
}

/** Adds cases until there are as many as asked for. */
export async function fillTo(owner, count, { applicantIds, caseworkerIds, registryIds }) {
  const { rows } = await owner.query('SELECT count(*)::int AS n FROM access_case');
  const step = 50_000;
  for (let from = rows[0].n + 1; from <= count; from += step) {
    await owner.query(FILL, [
      from,
      Math.min(count, from + step - 1),
      applicantIds,
      caseworkerIds,
      registryIds,
      texts,
      JSON.stringify(untouched),
    ]);
  }
  await owner.query('VACUUM ANALYZE access_case');
  await owner.query('VACUUM ANALYZE case_search');
  await owner.query('VACUUM ANALYZE application');
}

const FILL = `
  WITH made AS (
    SELECT n, gen_random_uuid() AS id,
           ARRAY['individual-level', 'statistics', 'north', 'west'] AS units,
           $3::uuid[] AS applicants, $4::uuid[] AS caseworkers, $5::text[] AS registries,
           (ARRAY['submitted', 'pre-screening', 'in-assessment', 'in-assessment', 'decided',
                  'in-delivery', 'in-delivery', 'closed', 'closed', 'closed', 'closed', 'closed',
                  'withdrawn'])[1 + floor(random() * 13)] AS state,
           1 + floor(random() * $6)::int AS text,
           timestamptz '2016-01-01' + random() * interval '10 years' AS created
      FROM generate_series($1::int, $2::int) AS n
  ), drawn AS (
    SELECT made.*, bench_text.title, bench_text.body, bench_text.search_words,
           registries[1 + n % 20] AS a, registries[21 + n % 20] AS b, registries[41 + n % 20] AS c,
           caseworkers[1 + n % cardinality(caseworkers)] AS caseworker,
           applicants[1 + n % cardinality(applicants)] AS applicant,
           units[1 + n % 4] AS unit,
           state IN ('closed', 'withdrawn') AS is_over
      FROM made JOIN bench_text ON bench_text.number = made.text
  ), cases AS (
    INSERT INTO access_case (id, reference, kind, version, applicant_id, assignee_id, language,
                             application_state, waiting_for, due_on, registry_ids, tracks, log_seq,
                             log_hash, created_at, changed_at, title, relations)
    SELECT id, 'HDS-2025-' || lpad(n::text, 7, '0'), 'individual-level', 20, applicant,
           CASE WHEN state = 'submitted' THEN NULL ELSE caseworker END, 'nb', state,
           CASE WHEN is_over THEN 'nobody'
                ELSE (ARRAY['helsedataservice', 'applicant', 'rek', 'registry:' || a])[1 + n % 4] END,
           CASE WHEN is_over THEN NULL ELSE created::date + 60 END, ARRAY[a, b, c],
           $7::jsonb || jsonb_build_object(
             'assignment', CASE WHEN state = 'submitted' THEN '{"state": "unassigned"}'::jsonb
               ELSE jsonb_build_object('state', 'assigned', 'assigneeId', caseworker,
                                       'unitId', unit) END,
             'application', jsonb_build_object('state', state, 'submittedOn', created::date,
                                               'registryIds', ARRAY[a, b, c]),
             'ethics', '{"state": "approved", "rekReference": "2025/1", "validUntilOn": "2035-12-31"}'::jsonb,
             'consultation', per_registry.advice, 'key-file', per_registry.key_file,
             'delivery', per_registry.delivery, 'delivery-plan', '{}'::jsonb,
             'exemption', '{}'::jsonb, 'access', '{"state": "granted"}'::jsonb,
             'permit', '{"state": "active", "endsOn": "2035-12-31"}'::jsonb,
             'linkage', jsonb_build_object('state', 'complete', 'registryIds', ARRAY[a, b, c]),
             'closure', '{"state": "active"}'::jsonb),
           20, '\\x00', created, created + random() * interval '200 days', title,
           ARRAY['applicant:' || applicant, 'audit',
                 CASE WHEN state = 'submitted' THEN 'intake' ELSE 'unit:' || unit END,
                 'staff:' || caseworker, 'rek', 'linkage', 'adviser:' || a,
                 'adviser:' || b, 'adviser:' || c, 'delivery:' || a, 'delivery:' || b,
                 'delivery:' || c]
      FROM drawn
      CROSS JOIN LATERAL (
        SELECT jsonb_object_agg(r, jsonb_build_object('state', 'advised', 'advice', 'for',
                 'answerDueOn', created::date + 14)) AS advice,
               jsonb_object_agg(r, '{"state": "handed-over", "rows": 1000}'::jsonb) AS key_file,
               jsonb_object_agg(r || '.1', jsonb_build_object('state', 'accepted',
                 'registryId', r, 'round', 1, 'kind', 'first', 'promisedOn', created::date + 60)) AS delivery
          FROM unnest(ARRAY[a, b, c]) AS r) AS per_registry
    RETURNING id, created_at, changed_at, due_on
  ), found_by AS (
    INSERT INTO case_search (case_id, created_at, changed_at, due_on, words)
    SELECT id, cases.created_at, cases.changed_at, cases.due_on, search_words
      FROM cases JOIN drawn USING (id)
  )
  INSERT INTO application (case_id, content, form_version, changed_at)
  SELECT id, jsonb_build_object('title', title, 'purpose', body), '2026-1', created FROM drawn`;
