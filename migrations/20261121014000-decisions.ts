import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Decisions with an id of their own, and the day when something in them next falls due. */
export class Decisions20261121014000 implements MigrationInterface {
  readonly name = 'Decisions20261121014000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE tilgang.decision (
        id         uuid PRIMARY KEY,
        case_id    uuid NOT NULL REFERENCES tilgang.access_case,
        event_seq  integer NOT NULL,
        track      text NOT NULL,
        part       text,
        outcome    text NOT NULL,
        decided_on date NOT NULL,
        UNIQUE (case_id, event_seq)
      );
      GRANT SELECT, INSERT ON tilgang.decision TO tilgang_app;
      ALTER TABLE tilgang.access_case ADD COLUMN timed_on date;
      CREATE INDEX access_case_timed_on ON tilgang.access_case (timed_on)
        WHERE timed_on IS NOT NULL;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE tilgang.access_case DROP COLUMN timed_on;
      DROP TABLE tilgang.decision;
    `);
  }
}
