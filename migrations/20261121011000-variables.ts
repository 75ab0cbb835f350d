import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The catalogue of variables: what each registry holds, with every version there ever was. */
export class Variables20261121011000 implements MigrationInterface {
  readonly name = 'Variables20261121011000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE EXTENSION IF NOT EXISTS pg_trgm SCHEMA tilgang;

      CREATE TABLE tilgang.variable (
        id                     uuid NOT NULL,
        version                integer NOT NULL CHECK (version > 0),
        registry_id            text NOT NULL REFERENCES tilgang.registry,
        name                   text NOT NULL,
        -- The name in small letters: what tells two variables of a registry apart.
        name_key               text NOT NULL,
        description            text NOT NULL,
        data_type              text NOT NULL CHECK (data_type IN (
          'code', 'text', 'integer', 'decimal', 'date', 'time', 'yes-no', 'identifier')),
        value_note             text,
        valid_from_on          date,
        valid_to_on            date,
        identification_risk    text NOT NULL CHECK (identification_risk IN (
          'none', 'indirect', 'direct')),
        coarser_alternatives   text[] NOT NULL,
        -- When this version stood in the catalogue: from and with the first day, to the second.
        listed_from_on         date NOT NULL,
        listed_to_on           date,
        imported_by            uuid REFERENCES tilgang.person,
        search                 text NOT NULL GENERATED ALWAYS AS (
          lower(name || ' ' || description)) STORED,
        PRIMARY KEY (id, version)
      );
      CREATE UNIQUE INDEX variable_listed ON tilgang.variable (registry_id, name_key)
        WHERE listed_to_on IS NULL;
      CREATE INDEX variable_by_name ON tilgang.variable (registry_id, name_key, version);
      CREATE INDEX variable_search ON tilgang.variable
        USING gin (search tilgang.gin_trgm_ops);

      GRANT SELECT, INSERT, UPDATE ON tilgang.variable TO tilgang_app;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE tilgang.variable; DROP EXTENSION pg_trgm');
  }
}
