import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Files beside a case: what they are, and their bytes in pieces. */
export class Attachments20261121011200 implements MigrationInterface {
  readonly name = 'Attachments20261121011200';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE tilgang.case_file (
        id           uuid PRIMARY KEY,
        case_id      uuid NOT NULL REFERENCES tilgang.access_case,
        name         text NOT NULL,
        media_type   text NOT NULL,
        size_bytes   bigint NOT NULL CHECK (size_bytes > 0),
        sha256       text NOT NULL,
        uploaded_by  uuid NOT NULL REFERENCES tilgang.person,
        uploaded_at  timestamptz(3) NOT NULL
      );
      CREATE INDEX case_file_case ON tilgang.case_file (case_id, uploaded_at);

      CREATE TABLE tilgang.file_piece (
        file_id  uuid NOT NULL,
        seq      integer NOT NULL CHECK (seq > 0),
        bytes    bytea NOT NULL,
        PRIMARY KEY (file_id, seq)
      );

      GRANT SELECT, INSERT, DELETE ON tilgang.case_file TO tilgang_app;
      GRANT SELECT, INSERT, DELETE ON tilgang.file_piece TO tilgang_app;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE tilgang.file_piece, tilgang.case_file');
  }
}
