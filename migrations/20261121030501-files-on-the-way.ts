import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Files that arrive in parts, what a scan for malware found, the files of each version of an
 * application, and the whole case as one file.
 */
export class FilesOnTheWay20261121030501 implements MigrationInterface {
  readonly name = 'FilesOnTheWay20261121030501';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE tilgang.file_upload (
        id           uuid PRIMARY KEY,
        case_id      uuid NOT NULL REFERENCES tilgang.access_case,
        name         text NOT NULL,
        media_type   text NOT NULL,
        size_bytes   bigint CHECK (size_bytes > 0),
        sha256       text,
        uploaded_by  uuid NOT NULL REFERENCES tilgang.person,
        started_at   timestamptz(3) NOT NULL
      );
      CREATE INDEX file_upload_case ON tilgang.file_upload (case_id);
      CREATE INDEX file_upload_age ON tilgang.file_upload (started_at);

      ALTER TABLE tilgang.case_file
        ADD COLUMN state text NOT NULL DEFAULT 'scanning'
          CHECK (state IN ('scanning', 'clean', 'infected', 'unscannable')),
        ADD COLUMN scanned_at timestamptz(3);
      CREATE INDEX case_file_age ON tilgang.case_file (uploaded_at);

      -- Files are compressed already, or small: to try again costs more than it saves.
      ALTER TABLE tilgang.file_piece ALTER COLUMN bytes SET STORAGE EXTERNAL;

      ALTER TABLE tilgang.application_version
        ADD COLUMN attachments jsonb NOT NULL DEFAULT '[]';

      CREATE TABLE tilgang.case_print (
        id            uuid PRIMARY KEY,
        case_id       uuid NOT NULL REFERENCES tilgang.access_case,
        ordered_by    uuid NOT NULL REFERENCES tilgang.person,
        case_version  integer NOT NULL,
        fingerprint   text NOT NULL,
        language      text NOT NULL,
        state         text NOT NULL CHECK (state IN ('queued', 'running', 'done', 'failed')),
        parts_done    integer NOT NULL DEFAULT 0,
        parts         integer NOT NULL DEFAULT 0,
        size_bytes    bigint,
        sha256        text,
        page_count    integer,
        ordered_at    timestamptz(3) NOT NULL,
        finished_at   timestamptz(3)
      );
      CREATE INDEX case_print_case ON tilgang.case_print (case_id, ordered_by);
      CREATE INDEX case_print_age ON tilgang.case_print (ordered_at);

      GRANT SELECT, INSERT, UPDATE, DELETE ON tilgang.file_upload, tilgang.case_print TO tilgang_app;
      GRANT UPDATE ON tilgang.case_file, tilgang.file_piece TO tilgang_app;

      INSERT INTO tilgang.outbox (id, queue, job, payload, created_at)
      SELECT gen_random_uuid(), 'cases', 'scan-file', jsonb_build_object('fileId', f.id), now()
        FROM tilgang.case_file f;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      REVOKE UPDATE ON tilgang.case_file, tilgang.file_piece FROM tilgang_app;
      DROP TABLE tilgang.case_print, tilgang.file_upload;
      ALTER TABLE tilgang.application_version DROP COLUMN attachments;
      ALTER TABLE tilgang.file_piece ALTER COLUMN bytes SET STORAGE EXTENDED;
      DROP INDEX tilgang.case_file_age;
      ALTER TABLE tilgang.case_file DROP COLUMN scanned_at, DROP COLUMN state;
    `);
  }
}
