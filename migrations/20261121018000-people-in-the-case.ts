import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Units, who is away and who stands in, and the unit that a case belongs to. */
export class PeopleInTheCase20261121018000 implements MigrationInterface {
  readonly name = 'PeopleInTheCase20261121018000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE tilgang.unit (
        id    text PRIMARY KEY,
        name  text NOT NULL
      );
      ALTER TABLE tilgang.person ADD COLUMN unit_id text REFERENCES tilgang.unit;

      CREATE TABLE tilgang.absence (
        id            uuid PRIMARY KEY,
        person_id     uuid NOT NULL REFERENCES tilgang.person,
        deputy_id     uuid NOT NULL REFERENCES tilgang.person CHECK (deputy_id <> person_id),
        from_on       date NOT NULL,
        to_on         date NOT NULL CHECK (to_on >= from_on),
        created_at    timestamptz(3) NOT NULL,
        cancelled_at  timestamptz(3)
      );
      CREATE INDEX absence_person ON tilgang.absence (person_id, from_on) WHERE cancelled_at IS NULL;
      CREATE INDEX absence_deputy ON tilgang.absence (deputy_id, to_on) WHERE cancelled_at IS NULL;

      ALTER TABLE tilgang.access_case ADD COLUMN unit_id text REFERENCES tilgang.unit;
      CREATE INDEX access_case_unit ON tilgang.access_case (unit_id, changed_at DESC, id DESC);

      GRANT SELECT, INSERT, UPDATE ON tilgang.unit, tilgang.absence TO tilgang_app;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE tilgang.access_case DROP COLUMN unit_id;
      DROP TABLE tilgang.absence;
      ALTER TABLE tilgang.person DROP COLUMN unit_id;
      DROP TABLE tilgang.unit;
    `);
  }
}
