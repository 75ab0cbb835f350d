import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Channels, attempts, receipts, print packages, and where each recipient is reached. */
export class Dispatch20261121030200 implements MigrationInterface {
  readonly name = 'Dispatch20261121030200';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Who wants paper has said so (eForvaltningsforskriften section 9).
      ALTER TABLE tilgang.person ADD COLUMN reserved_at timestamptz(3);

      -- How an organisation is reached: its number for eFormidling, its address for post.
      CREATE TABLE tilgang.recipient_contact (
        kind                 text NOT NULL CHECK (kind IN ('registry', 'rek', 'appeals-body')),
        registry_id          text REFERENCES tilgang.registry,
        organisation_number  text CHECK (organisation_number ~ '^[0-9]{9}$'),
        address_lines        text[] NOT NULL,
        changed_by           uuid NOT NULL,
        changed_at           timestamptz(3) NOT NULL,
        CHECK ((kind = 'registry') = (registry_id IS NOT NULL)),
        UNIQUE NULLS NOT DISTINCT (kind, registry_id)
      );

      -- A retry waits in the outbox until its time.
      ALTER TABLE tilgang.outbox ADD COLUMN due_at timestamptz(3);

      ALTER TABLE tilgang.letter
        -- When the e-mail that points to it was taken; none: it has not been, or there is none.
        ADD COLUMN alerted_at timestamptz(3),
        -- When it, or a copy of it, was given up: then a person has to act.
        ADD COLUMN failed_at timestamptz(3);
      CREATE INDEX letter_failed ON tilgang.letter (failed_at, id) WHERE failed_at IS NOT NULL;

      CREATE TABLE tilgang.print_package (
        id            uuid PRIMARY KEY,
        created_at    timestamptz(3) NOT NULL,
        created_by    uuid NOT NULL,
        letter_count  integer NOT NULL,
        -- Null until the file is stored.
        size_bytes    bigint,
        sha256        text,
        posted_on     date,
        posted_by     uuid,
        posted_at     timestamptz(3)
      );
      CREATE INDEX print_package_newest ON tilgang.print_package (created_at DESC, id DESC);

      ALTER TABLE tilgang.dispatch DROP CONSTRAINT dispatch_status_check;
      ALTER TABLE tilgang.dispatch
        ADD CONSTRAINT dispatch_status_check
          CHECK (status IN ('sending', 'sent', 'failed', 'waiting', 'dead')),
        -- What the channel knows it by: the same for every try of one sending.
        ADD COLUMN reference uuid,
        -- Why this channel was chosen.
        ADD COLUMN reason text,
        ADD COLUMN is_copy boolean NOT NULL DEFAULT false,
        -- The how-many-eth try of one sending it is.
        ADD COLUMN try integer NOT NULL DEFAULT 1,
        ADD COLUMN requested_by uuid,
        ADD COLUMN next_attempt_at timestamptz(3),
        ADD COLUMN delivered_at timestamptz(3),
        ADD COLUMN opened_at timestamptz(3),
        ADD COLUMN receipt text,
        ADD COLUMN followed_at timestamptz(3),
        ADD COLUMN print_package_id uuid REFERENCES tilgang.print_package;
      UPDATE tilgang.dispatch SET reference = letter_id, reason = 'portal-user';
      ALTER TABLE tilgang.dispatch
        ALTER COLUMN reference SET NOT NULL,
        ALTER COLUMN reason SET NOT NULL;
      CREATE INDEX dispatch_reference ON tilgang.dispatch (reference);
      CREATE INDEX dispatch_waiting ON tilgang.dispatch (requested_at, id)
        WHERE status = 'waiting' AND print_package_id IS NULL;
      CREATE INDEX dispatch_package ON tilgang.dispatch (print_package_id)
        WHERE print_package_id IS NOT NULL;
      CREATE INDEX dispatch_followed ON tilgang.dispatch (followed_at)
        WHERE channel = 'eformidling' AND status = 'sent' AND opened_at IS NULL;

      -- A letter with a deadline has an alert of its own.
      ALTER TABLE tilgang.alert
        ADD COLUMN letter_id uuid UNIQUE REFERENCES tilgang.letter,
        ADD COLUMN failed_at timestamptz(3),
        ADD COLUMN failure text;

      GRANT SELECT, INSERT, UPDATE ON tilgang.recipient_contact, tilgang.print_package
        TO tilgang_app;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE tilgang.alert
        DROP COLUMN letter_id, DROP COLUMN failed_at, DROP COLUMN failure;
      DELETE FROM tilgang.dispatch WHERE status IN ('waiting', 'dead');
      ALTER TABLE tilgang.dispatch DROP CONSTRAINT dispatch_status_check;
      ALTER TABLE tilgang.dispatch
        ADD CONSTRAINT dispatch_status_check CHECK (status IN ('sending', 'sent', 'failed')),
        DROP COLUMN reference, DROP COLUMN reason, DROP COLUMN is_copy, DROP COLUMN try,
        DROP COLUMN requested_by, DROP COLUMN next_attempt_at, DROP COLUMN delivered_at,
        DROP COLUMN opened_at, DROP COLUMN receipt, DROP COLUMN followed_at,
        DROP COLUMN print_package_id;
      DROP TABLE tilgang.print_package;
      ALTER TABLE tilgang.letter DROP COLUMN alerted_at, DROP COLUMN failed_at;
      ALTER TABLE tilgang.outbox DROP COLUMN due_at;
      DROP TABLE tilgang.recipient_contact;
      ALTER TABLE tilgang.person DROP COLUMN reserved_at;
    `);
  }
}
