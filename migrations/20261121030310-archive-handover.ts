import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Closed cases on their way to the archive core, one row for each hand-over. */
export class ArchiveHandover20261121030310 implements MigrationInterface {
  readonly name = 'ArchiveHandover20261121030310';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE tilgang.archive_handover (
        id              uuid PRIMARY KEY,
        case_id         uuid NOT NULL REFERENCES tilgang.access_case,
        requested_at    timestamptz(3) NOT NULL,
        handed_over_at  timestamptz(3),
        receipt         text,
        size_bytes      bigint,
        sha256          text,
        CHECK ((handed_over_at IS NULL) = (sha256 IS NULL))
      );
      CREATE INDEX archive_handover_case ON tilgang.archive_handover (case_id, requested_at);
      CREATE INDEX archive_handover_open ON tilgang.archive_handover (requested_at)
        WHERE handed_over_at IS NULL;
      GRANT SELECT, INSERT ON tilgang.archive_handover TO tilgang_app;
      GRANT UPDATE (handed_over_at, receipt, size_bytes, sha256) ON tilgang.archive_handover
        TO tilgang_app;

      CREATE OR REPLACE FUNCTION tilgang.keep_journalled_file() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF EXISTS (SELECT FROM tilgang.journal_document d WHERE d.file_id = OLD.file_id)
           OR EXISTS (SELECT FROM tilgang.archive_handover h
                       WHERE h.id = OLD.file_id AND h.handed_over_at IS NOT NULL) THEN
          RAISE EXCEPTION 'an archived file is kept' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN OLD;
      END $$;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE OR REPLACE FUNCTION tilgang.keep_journalled_file() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF EXISTS (SELECT FROM tilgang.journal_document d WHERE d.file_id = OLD.file_id) THEN
          RAISE EXCEPTION 'a journalled file is kept' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN OLD;
      END $$;
      DROP TABLE tilgang.archive_handover;
    `);
  }
}
