import { randomUUID } from 'node:crypto';
import { noteDisclosure } from '#cases';
import { type Database, type Processor, processor } from '#platform';

/**
 * Enters each part, round and redelivery in the register of disclosures, once. A row is made of what
 * can change no more, the manifest and the version of the permit it was held against, so that it is
 * the same whenever the job runs.
 */
export function deliveryProcessors(db: Database): Processor[] {
  return [
    processor(noteDisclosure, async ({ caseId, deliveryId, manifest }) => {
      await db.pool.query(ENTER, [randomUUID(), caseId, deliveryId, Number(manifest)]);
    }),
  ];
}

const ENTER = `
  WITH delivered AS (
    SELECT c.id AS case_id, c.reference, d.delivery, m.manifest, granted.content,
           d.delivery ->> 'registryId' AS registry_id
      FROM access_case c
     CROSS JOIN LATERAL (SELECT c.tracks -> 'delivery' -> $3::text AS delivery) d
     CROSS JOIN LATERAL (SELECT jsonb_path_query_first(d.delivery -> 'manifests',
                                  '$[*] ? (@.number == $n)', jsonb_build_object('n', $4::int))
                                  AS manifest) m
      JOIN permit_version v ON v.permit_id = m.manifest ->> 'permitId'
     CROSS JOIN LATERAL (SELECT v.content::jsonb -> 'granted' AS content) granted
     WHERE c.id = $2
  )
  INSERT INTO disclosure (id, case_id, case_reference, delivery_id, manifest, kind, round,
                          registry_id, registry_name, recipient, recipient_name, institution,
                          institution_number, hand_over, hand_over_place, legal_basis, permit_id,
                          variables, period_from_on, period_to_on, population, files, row_count,
                          disclosed_at)
  SELECT $1, case_id, reference, $3, $4, manifest ->> 'kind', (delivery ->> 'round')::int,
         registry_id, coalesce(r.name, registry_id),
         concat_ws(', ', manifest ->> 'recipientName', content ->> 'institutionName'),
         manifest ->> 'recipientName', coalesce(content ->> 'institutionName', ''),
         content ->> 'institutionNumber', manifest ->> 'handOver', manifest ->> 'handOverPlace',
         concat_ws(', ',
                   'personvernforordningen artikkel 6 nr. 1 bokstav ' ||
                     (SELECT string_agg(letter, ' og ') FROM jsonb_array_elements_text(
                        content -> 'legalBasisArticle6') AS letter),
                   'artikkel 9 nr. 2 bokstav ' ||
                     (SELECT string_agg(letter, ' og ') FROM jsonb_array_elements_text(
                        content -> 'legalBasisArticle9') AS letter),
                   content ->> 'supplementaryBasis',
                   CASE manifest ->> 'exemptionBasis'
                     WHEN 'hrl-19e' THEN 'dispensasjon etter helseregisterloven § 19 e'
                     WHEN 'hpl-29' THEN 'dispensasjon etter helsepersonelloven § 29'
                     WHEN 'hrl-19b' THEN 'dispensasjon etter helseregisterloven § 19 b'
                     ELSE manifest ->> 'exemptionBasis' END),
         manifest ->> 'permitId',
         ARRAY(SELECT jsonb_array_elements_text(manifest -> 'variables')),
         (manifest #>> '{period,fromOn}')::date, (manifest #>> '{period,toOn}')::date,
         coalesce(content ->> 'inclusionCriteria', ''), manifest -> 'files',
         (manifest ->> 'rowCount')::bigint, (manifest ->> 'deliveredAt')::timestamptz
    FROM delivered LEFT JOIN registry r ON r.id = registry_id
  ON CONFLICT (case_id, delivery_id, manifest) DO NOTHING`;
