import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Finds approvals from REK that have run out and registries to be reminded without reading every
 * case, and keeps the days that are set for rules passed without one.
 */
export class Advice20261121013000 implements MigrationInterface {
  readonly name = 'Advice20261121013000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE INDEX access_case_rek_valid_until
        ON tilgang.access_case ((tracks -> 'ethics' ->> 'validUntilOn'))
        WHERE tracks -> 'ethics' ->> 'state' IN ('approved', 'approved-with-conditions');

      CREATE FUNCTION tilgang.consultation_wakes_on(tracks jsonb) RETURNS text
        LANGUAGE sql IMMUTABLE PARALLEL SAFE
        RETURN (SELECT min(part.value ->> 'wakesOn')
                  FROM jsonb_each(tracks -> 'consultation') AS part
                 WHERE part.value ->> 'state' IN ('requested', 'overdue'));
      CREATE INDEX access_case_consultation_wakes
        ON tilgang.access_case (tilgang.consultation_wakes_on(tracks))
        WHERE application_state IN ('in-assessment', 'awaiting-information');

      CREATE TABLE tilgang.rule_date (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        rule text NOT NULL CHECK (rule IN ('rek-notice-only')),
        valid_from date,
        source text NOT NULL,
        recorded_by uuid NOT NULL REFERENCES tilgang.person,
        recorded_at timestamptz(3) NOT NULL
      );
      CREATE INDEX rule_date_latest ON tilgang.rule_date (rule, id DESC);
      GRANT SELECT, INSERT ON tilgang.rule_date TO tilgang_app;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE tilgang.rule_date;
      DROP INDEX tilgang.access_case_consultation_wakes;
      DROP FUNCTION tilgang.consultation_wakes_on;
      DROP INDEX tilgang.access_case_rek_valid_until;
    `);
  }
}
