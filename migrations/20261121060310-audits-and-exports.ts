import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Audits with their purposes, the samples drawn in them, and what is exported. */
export class AuditsAndExports20261121060310 implements MigrationInterface {
  readonly name = 'AuditsAndExports20261121060310';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Never changed: what was read is told to have been read for this.
      CREATE TABLE tilgang.audit (
        id         uuid PRIMARY KEY,
        person_id  uuid NOT NULL REFERENCES tilgang.person,
        purpose    text NOT NULL,
        opened_at  timestamptz(3) NOT NULL
      );
      CREATE INDEX audit_by_person ON tilgang.audit (person_id, opened_at DESC);

      -- All that is needed to draw it again, and what came of it.
      CREATE TABLE tilgang.audit_sample (
        id          uuid PRIMARY KEY,
        audit_id    uuid NOT NULL REFERENCES tilgang.audit,
        definition  jsonb NOT NULL,
        population  jsonb NOT NULL,
        drawn       jsonb NOT NULL,
        drawn_at    timestamptz(3) NOT NULL
      );
      CREATE INDEX audit_sample_by_audit ON tilgang.audit_sample (audit_id, drawn_at DESC);

      CREATE TABLE tilgang.export_order (
        id           uuid PRIMARY KEY,
        kind         text NOT NULL,
        parameters   jsonb NOT NULL,
        audit_id     uuid REFERENCES tilgang.audit,
        ordered_by   uuid NOT NULL REFERENCES tilgang.person,
        ordered_at   timestamptz(3) NOT NULL,
        state        text NOT NULL CHECK (state IN ('queued', 'running', 'done', 'failed')),
        cases_done   integer NOT NULL DEFAULT 0,
        cases        integer,
        size_bytes   bigint,
        sha256       text,
        finished_at  timestamptz(3),
        failure      text
      );
      CREATE INDEX export_order_by_person ON tilgang.export_order (ordered_by, ordered_at DESC);
      CREATE INDEX export_order_by_age ON tilgang.export_order (ordered_at);

      GRANT SELECT, INSERT ON tilgang.audit, tilgang.audit_sample TO tilgang_app;
      GRANT SELECT, INSERT, UPDATE, DELETE ON tilgang.export_order TO tilgang_app;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE tilgang.export_order;
      DROP TABLE tilgang.audit_sample;
      DROP TABLE tilgang.audit;
    `);
  }
}
