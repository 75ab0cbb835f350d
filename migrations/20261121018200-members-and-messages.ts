import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Invitations to projects, how far people have read a thread, and the demonstration's mailboxes. */
export class MembersAndMessages20261121018200 implements MigrationInterface {
  readonly name = 'MembersAndMessages20261121018200';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE tilgang.member_invitation (
        case_id     uuid NOT NULL REFERENCES tilgang.access_case,
        member_id   uuid NOT NULL,
        -- Who reads the table cannot accept an invitation.
        token_hash  bytea NOT NULL UNIQUE,
        created_at  timestamptz(3) NOT NULL,
        expires_at  timestamptz(3) NOT NULL,
        PRIMARY KEY (case_id, member_id)
      );

      CREATE TABLE tilgang.message_read (
        case_id    uuid NOT NULL REFERENCES tilgang.access_case,
        person_id  uuid NOT NULL REFERENCES tilgang.person,
        seq        integer NOT NULL,
        read_at    timestamptz(3) NOT NULL,
        PRIMARY KEY (case_id, person_id)
      );
      CREATE INDEX case_event_messages ON tilgang.case_event (case_id, type, seq DESC)
        WHERE type IN ('message-sent', 'note-written');

      -- Empty in production, where nothing is sent to it.
      CREATE TABLE tilgang.demo_mail (
        id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        recipient  text NOT NULL,
        subject    text NOT NULL,
        body       text NOT NULL,
        sent_at    timestamptz(3) NOT NULL
      );
      CREATE INDEX demo_mail_recipient ON tilgang.demo_mail (recipient, id DESC);

      GRANT SELECT, INSERT, UPDATE ON tilgang.member_invitation, tilgang.message_read TO tilgang_app;
      GRANT SELECT, INSERT ON tilgang.demo_mail TO tilgang_app;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE tilgang.demo_mail, tilgang.message_read, tilgang.member_invitation;
      DROP INDEX tilgang.case_event_messages;
    `);
  }
}
