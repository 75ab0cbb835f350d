import { randomUUID } from 'node:crypto';
import { noteDisclosure } from '#cases';
import { type Clock, type Database, type Processor, processor } from '#platform';

/** Enters each delivery in the register of disclosures, once. */
export function deliveryProcessors(db: Database, clock: Clock): Processor[] {
  return [
    processor(noteDisclosure, async ({ caseId, registryId }) => {
      await db.pool.query(ENTER, [randomUUID(), caseId, registryId, await clock.now()]);
    }),
  ];
}

const ENTER = `
  INSERT INTO disclosure (id, case_id, case_reference, registry_id, recipient, legal_basis,
                          row_count, sha256, disclosed_at)
  SELECT $1, c.id, c.reference, $3::text,
         concat_ws(', ', p.name, a.content ->> 'institutionName'),
         concat_ws(', ',
                   'personvernforordningen artikkel 6 nr. 1 bokstav ' ||
                     (SELECT string_agg(letter, ' og ') FROM jsonb_array_elements_text(
                        a.content -> 'legalBasisArticle6') AS letter),
                   'artikkel 9 nr. 2 bokstav ' ||
                     (SELECT string_agg(letter, ' og ') FROM jsonb_array_elements_text(
                        a.content -> 'legalBasisArticle9') AS letter),
                   (SELECT string_agg(basis.key, ', ' ORDER BY basis.key)
                      FROM jsonb_each(c.tracks -> 'exemption') AS basis
                     WHERE basis.value ->> 'state' IN ('granted', 'partly-granted')
                       AND basis.value -> 'sources' @> jsonb_build_array(
                             jsonb_build_object('registryId', $3::text, 'isGranted', true)))),
         (c.tracks #>> ARRAY['delivery', $3, 'rowCount'])::bigint,
         c.tracks #>> ARRAY['delivery', $3, 'sha256'], $4
    FROM access_case c
    JOIN application a ON a.case_id = c.id
    JOIN person p ON p.id = c.applicant_id
   WHERE c.id = $2
  ON CONFLICT (case_id, registry_id) DO NOTHING`;
