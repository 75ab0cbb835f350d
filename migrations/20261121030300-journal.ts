import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The journal, its documents and their files, and what of it is public. */
export class Journal20261121030300 implements MigrationInterface {
  readonly name = 'Journal20261121030300';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- The public journal leaves out cases with a flag, from the moment the flag is set.
      ALTER TABLE tilgang.access_case ADD COLUMN is_flagged boolean NOT NULL
        GENERATED ALWAYS AS (coalesce(jsonb_path_exists(tracks, '$.flag.*.state ? (@ == "set")'), false))
        STORED;

      CREATE TABLE tilgang.journal_entry (
        id           uuid PRIMARY KEY,
        case_id      uuid NOT NULL REFERENCES tilgang.access_case,
        -- Within the case, without gaps: its row is locked when an entry is written.
        number       integer NOT NULL CHECK (number > 0),
        event_seq    integer NOT NULL,
        kind         text NOT NULL,
        type         text NOT NULL CHECK (type IN ('I', 'U', 'X')),
        party_kind   text NOT NULL,
        party_id     text,
        party_name   text NOT NULL,
        institution  text,
        title        text NOT NULL,
        exemption    text,
        document_on  date NOT NULL,
        received_on  date,
        sent_on      date,
        letter_id    uuid UNIQUE REFERENCES tilgang.letter,
        created_at   timestamptz(3) NOT NULL,
        UNIQUE (case_id, number)
      );

      -- Entries that wait for their number in the journal of the year.
      CREATE TABLE tilgang.journal_waiting (
        entry_id  uuid PRIMARY KEY REFERENCES tilgang.journal_entry
      );

      CREATE TABLE tilgang.journal_number (
        entry_id       uuid PRIMARY KEY REFERENCES tilgang.journal_entry,
        year           integer NOT NULL,
        sequence       integer NOT NULL CHECK (sequence > 0),
        journalled_on  date NOT NULL,
        UNIQUE (year, sequence)
      );

      CREATE TABLE tilgang.journal_document (
        id        uuid PRIMARY KEY,
        entry_id  uuid NOT NULL REFERENCES tilgang.journal_entry,
        number    integer NOT NULL CHECK (number > 0),
        -- A file that was sent in; null: a letter's own file, or a page drawn from the texts.
        file_id   uuid REFERENCES tilgang.case_file,
        UNIQUE (entry_id, number)
      );
      CREATE INDEX journal_document_file ON tilgang.journal_document (file_id)
        WHERE file_id IS NOT NULL;

      CREATE TABLE tilgang.journal_file (
        document_id  uuid PRIMARY KEY REFERENCES tilgang.journal_document,
        pdf          bytea NOT NULL,
        sha256       bytea NOT NULL,
        drawn_at     timestamptz(3) NOT NULL
      );

      -- Each assessment of what is exempted; the newest holds.
      CREATE TABLE tilgang.journal_shielding (
        entry_id      uuid NOT NULL REFERENCES tilgang.journal_entry,
        version       integer NOT NULL CHECK (version > 0),
        exemption     text,
        public_title  text,
        reason        text NOT NULL,
        decided_by    uuid NOT NULL REFERENCES tilgang.person,
        decided_at    timestamptz(3) NOT NULL,
        PRIMARY KEY (entry_id, version)
      );

      -- All that is public, and nothing beside it: read without a sign-in.
      CREATE TABLE tilgang.public_journal (
        entry_id          uuid PRIMARY KEY REFERENCES tilgang.journal_entry,
        case_id           uuid NOT NULL REFERENCES tilgang.access_case,
        year              integer NOT NULL,
        sequence          integer NOT NULL,
        case_reference    text NOT NULL,
        case_kind         text NOT NULL,
        number            integer NOT NULL,
        type              text NOT NULL CHECK (type IN ('I', 'U')),
        kind              text NOT NULL,
        title             text,
        is_title_exempt   boolean NOT NULL,
        party             text,
        document_on       date NOT NULL,
        journalled_on     date NOT NULL,
        exemption         text,
        UNIQUE (year, sequence)
      );
      CREATE INDEX public_journal_case ON tilgang.public_journal (case_reference, year, sequence);
      CREATE INDEX public_journal_day ON tilgang.public_journal (journalled_on, year, sequence);

      GRANT SELECT, INSERT ON tilgang.journal_entry, tilgang.journal_number, tilgang.journal_document,
        tilgang.journal_file, tilgang.journal_shielding TO tilgang_app;
      GRANT SELECT, INSERT, DELETE ON tilgang.journal_waiting TO tilgang_app;
      GRANT SELECT, INSERT, UPDATE ON tilgang.public_journal TO tilgang_app;

      -- A file that is journalled stays, whoever asks for its removal (arkivlova section 12).
      CREATE FUNCTION tilgang.keep_journalled_file() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF EXISTS (SELECT FROM tilgang.journal_document d WHERE d.file_id = OLD.file_id) THEN
          RAISE EXCEPTION 'a journalled file is kept' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN OLD;
      END $$;
      CREATE TRIGGER keep_journalled BEFORE DELETE ON tilgang.file_piece
        FOR EACH ROW EXECUTE FUNCTION tilgang.keep_journalled_file();
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TRIGGER keep_journalled ON tilgang.file_piece;
      DROP FUNCTION tilgang.keep_journalled_file();
      DROP TABLE tilgang.public_journal, tilgang.journal_shielding, tilgang.journal_file,
        tilgang.journal_document, tilgang.journal_number, tilgang.journal_waiting,
        tilgang.journal_entry;
      ALTER TABLE tilgang.access_case DROP COLUMN is_flagged;
    `);
  }
}
