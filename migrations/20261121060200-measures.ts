import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What each case adds to the figures, on which days it was known to, and the figures themselves. */
export class Measures20261121060200 implements MigrationInterface {
  readonly name = 'Measures20261121060200';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- The cases that something has happened to since they were measured; one row per event, so
      -- that no command waits for another.
      CREATE TABLE tilgang.unmeasured (
        id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        case_id  uuid NOT NULL
      );

      CREATE TABLE tilgang.case_cell (
        id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        case_id         uuid NOT NULL REFERENCES tilgang.access_case,
        measure         text NOT NULL,
        month           text NOT NULL CHECK (month ~ '^[0-9]{4}-[0-9]{2}$'),
        kind            text NOT NULL,
        unit_id         text,
        part            text NOT NULL,
        value           integer NOT NULL,
        count           integer NOT NULL,
        known_from_on   date NOT NULL,
        known_until_on  date CHECK (known_until_on > known_from_on)
      );
      CREATE INDEX case_cell_by_case ON tilgang.case_cell (case_id);
      CREATE INDEX case_cell_by_measure ON tilgang.case_cell (measure, month);

      -- The sums of the cells that hold today.
      CREATE TABLE tilgang.figure (
        measure  text NOT NULL,
        month    text NOT NULL,
        kind     text NOT NULL,
        unit_id  text NOT NULL,
        part     text NOT NULL,
        value    integer NOT NULL,
        count    bigint NOT NULL,
        PRIMARY KEY (measure, month, kind, unit_id, part, value)
      );

      INSERT INTO tilgang.unmeasured (case_id)
      SELECT id FROM tilgang.access_case WHERE application_state NOT IN ('draft', 'draft-dropped');

      GRANT SELECT, INSERT, DELETE ON tilgang.unmeasured TO tilgang_app;
      GRANT SELECT, INSERT, UPDATE, DELETE ON tilgang.case_cell, tilgang.figure TO tilgang_app;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE tilgang.figure;
      DROP TABLE tilgang.case_cell;
      DROP TABLE tilgang.unmeasured;
    `);
  }
}
