import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The version of the form that an application is written on, and who is writing in it just now. */
export class ApplicationForm20261121016000 implements MigrationInterface {
  readonly name = 'ApplicationForm20261121016000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE tilgang.application ADD COLUMN form_version text NOT NULL DEFAULT '2026-1';
      ALTER TABLE tilgang.application ALTER COLUMN form_version DROP DEFAULT;

      -- Gone from one minute to the next and no part of the case: not logged, nothing to recover.
      CREATE UNLOGGED TABLE tilgang.draft_presence (
        case_id    uuid NOT NULL REFERENCES tilgang.access_case,
        person_id  uuid NOT NULL REFERENCES tilgang.person,
        section    text NOT NULL,
        seen_at    timestamptz(3) NOT NULL,
        PRIMARY KEY (case_id, person_id)
      );
      GRANT SELECT, INSERT, UPDATE, DELETE ON tilgang.draft_presence TO tilgang_app;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE tilgang.draft_presence;
      ALTER TABLE tilgang.application DROP COLUMN form_version;
    `);
  }
}
