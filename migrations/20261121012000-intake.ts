import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Applications that came on paper, and the versions in which they were sent in. */
export class Intake20261121012000 implements MigrationInterface {
  readonly name = 'Intake20261121012000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE tilgang.access_case
        ADD COLUMN intake text NOT NULL DEFAULT 'portal' CHECK (intake IN ('portal', 'paper'));
      CREATE INDEX access_case_drafts ON tilgang.access_case (id)
        WHERE application_state = 'draft';
      CREATE INDEX access_case_awaiting_information ON tilgang.access_case (id)
        WHERE application_state = 'awaiting-information';

      -- What was sent in, each time, as it was then.
      CREATE TABLE tilgang.application_version (
        case_id     uuid NOT NULL REFERENCES tilgang.access_case,
        number      integer NOT NULL,
        event_seq   integer NOT NULL,
        event_type  text NOT NULL,
        content     jsonb NOT NULL,
        created_at  timestamptz(3) NOT NULL,
        PRIMARY KEY (case_id, number)
      );
      GRANT SELECT, INSERT ON tilgang.application_version TO tilgang_app;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE tilgang.application_version;
      DROP INDEX tilgang.access_case_awaiting_information, tilgang.access_case_drafts;
      ALTER TABLE tilgang.access_case DROP COLUMN intake;
    `);
  }
}
