import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Need to know by unit: the relation `staff`, which showed every case that had come in to the whole
 * house, becomes relations to whoever has the case in hand, and sight of one case beyond that is given
 * for a reason and a time (docs/decisions/0010-who-sees-what.md).
 */
export class NeedToKnow20261122070400 implements MigrationInterface {
  readonly name = 'NeedToKnow20261122070400';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      UPDATE tilgang.access_case c
         SET relations = array_remove(c.relations, 'staff') || ${inHouse}
       WHERE c.relations @> ARRAY['staff'];

      -- The text of the reason stands with the texts of the case, so that it can be redacted.
      CREATE TABLE tilgang.insight (
        id        uuid PRIMARY KEY,
        case_id   uuid NOT NULL REFERENCES tilgang.access_case,
        person_id uuid NOT NULL REFERENCES tilgang.person,
        role      text NOT NULL,
        text_id   uuid NOT NULL REFERENCES tilgang.case_text,
        begun_at  timestamptz(3) NOT NULL,
        ends_at   timestamptz(3) NOT NULL CHECK (ends_at > begun_at)
      );
      CREATE INDEX insight_person ON tilgang.insight (person_id, ends_at);
      CREATE INDEX insight_case ON tilgang.insight (case_id);
      CREATE INDEX insight_begun ON tilgang.insight (begun_at, id);
      GRANT SELECT, INSERT ON tilgang.insight TO tilgang_app;

      ALTER TABLE tilgang.insight ENABLE ROW LEVEL SECURITY;
      CREATE POLICY work ON tilgang.insight TO tilgang_worker USING (true) WITH CHECK (true);
      CREATE POLICY seen ON tilgang.insight FOR SELECT TO tilgang_app
        USING (person_id = nullif(current_setting('tilgang.person', true), '')::uuid
               OR EXISTS (SELECT FROM tilgang.access_case beyond WHERE beyond.id = insight.case_id));
      CREATE POLICY added ON tilgang.insight FOR INSERT TO tilgang_app WITH CHECK (true);

      -- Asked before it is known how far a request reaches: it is part of the answer.
      CREATE FUNCTION tilgang.insights_of(person uuid, at timestamptz) RETURNS uuid[]
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = tilgang, pg_temp AS $$
        SELECT coalesce(array_agg(DISTINCT case_id), '{}') FROM tilgang.insight
         WHERE person_id = person AND ends_at > at
      $$;

      -- Who is to give a reason must know that there is such a case: its number, and no more.
      CREATE FUNCTION tilgang.case_in_house(wanted_id uuid, wanted_reference text, person uuid)
      RETURNS TABLE (id uuid, reference text, is_own boolean)
      LANGUAGE sql STABLE SECURITY DEFINER ROWS 1 SET search_path = tilgang, pg_temp AS $$
        SELECT c.id, c.reference, c.relations @> ARRAY['applicant:' || person]
          FROM tilgang.access_case c
         WHERE (c.id = wanted_id OR c.reference = wanted_reference)
           AND c.relations @> ARRAY['audit']
      $$;

      REVOKE ALL ON FUNCTION tilgang.insights_of(uuid, timestamptz),
        tilgang.case_in_house(uuid, text, uuid) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION tilgang.insights_of(uuid, timestamptz),
        tilgang.case_in_house(uuid, text, uuid) TO tilgang_app;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP FUNCTION tilgang.insights_of(uuid, timestamptz),
        tilgang.case_in_house(uuid, text, uuid);
      DROP TABLE tilgang.insight;
      UPDATE tilgang.access_case c
         SET relations = ARRAY(SELECT relation FROM unnest(c.relations) AS relation
                                WHERE relation NOT IN ('audit', 'intake', 'decision')
                                  AND relation NOT LIKE 'unit:%' AND relation NOT LIKE 'staff:%')
                         || ARRAY['staff']
       WHERE c.relations @> ARRAY['audit'];
    `);
  }
}

/** What is one to a case, or one of several. */
const parts = (track: string) => `jsonb_path_query(c.tracks, '$.${track}')`;

/** The relations of a case to the house, as its commands write them from now on. */
const inHouse = `
  ARRAY['audit', CASE WHEN c.assignee_id IS NULL THEN 'intake'
                      ELSE 'unit:' || coalesce(c.unit_id, '') END]
  || ARRAY(
       SELECT DISTINCT 'staff:' || named.id
         FROM (SELECT c.assignee_id::text
               UNION ALL SELECT c.tracks #>> '{assignment,decisionMakerId}'
               UNION ALL SELECT c.tracks #>> '{permit,revocation,signedBy}'
               UNION ALL SELECT ${parts('dismissal.signedBy')} #>> '{}'
               UNION ALL SELECT ${parts('access.signedBy')} #>> '{}'
               UNION ALL SELECT ${parts('exemption.*.signedBy')} #>> '{}'
               UNION ALL SELECT ${parts('appeal.*.signedBy')} #>> '{}'
               UNION ALL SELECT ${parts('appeal.*.reviewerId')} #>> '{}') AS named (id)
        WHERE named.id IS NOT NULL)
  || CASE WHEN
       (c.tracks #>> '{assignment,decisionMakerId}' IS NULL
         AND (jsonb_path_exists(c.tracks, '$.dismissal ? (@.state == "proposed")')
           OR jsonb_path_exists(c.tracks, '$.access ? (@.state == "proposed")')
           OR jsonb_path_exists(c.tracks, '$.revocation ? (@.state == "proposed")')
           OR jsonb_path_exists(c.tracks, '$.exemption.* ? (@.state == "proposed")')))
       OR jsonb_path_exists(c.tracks, '$.appeal.* ? (@.state == "late"
            || @.state == "outcome-proposed"
            || (@.asksForDeferredEffect == true && !exists (@.isDeferred) && (@.state == "lodged"
                || @.state == "under-review" || @.state == "upheld-and-forwarded")))')
     THEN ARRAY['decision'] ELSE '{}' END
`;
