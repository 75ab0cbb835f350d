import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Settings that time limits are computed from, and where the lists find what is due. */
export class TimeLimits20261121017000 implements MigrationInterface {
  readonly name = 'TimeLimits20261121017000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- A version is never changed: a clock that started under it keeps it.
      CREATE TABLE tilgang.setting_version (
        number         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        name           text NOT NULL,
        value          jsonb NOT NULL,
        valid_from_on  date NOT NULL,
        set_by         uuid NOT NULL REFERENCES tilgang.person,
        set_at         timestamptz(3) NOT NULL
      );
      GRANT SELECT, INSERT ON tilgang.setting_version TO tilgang_app;

      -- Both dates are derived from the events; they stand here only so that lists find them.
      ALTER TABLE tilgang.access_case
        ADD COLUMN clock_acts_on date,
        ADD COLUMN clocks_derived_on date;
      CREATE INDEX access_case_clock_acts ON tilgang.access_case (clock_acts_on)
        WHERE clock_acts_on IS NOT NULL;
      CREATE INDEX access_case_clocks_derived ON tilgang.access_case (clocks_derived_on NULLS FIRST)
        WHERE due_on IS NOT NULL OR clock_acts_on IS NOT NULL;
      -- The cases that a forecast compares with.
      CREATE INDEX access_case_decided ON tilgang.access_case
          (kind, cardinality(registry_ids), changed_at DESC)
        WHERE application_state IN ('decided', 'in-delivery', 'closed');
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP INDEX tilgang.access_case_decided;
      ALTER TABLE tilgang.access_case DROP COLUMN clock_acts_on, DROP COLUMN clocks_derived_on;
      DROP TABLE tilgang.setting_version;
    `);
  }
}
