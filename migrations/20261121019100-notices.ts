import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Notices in the portal, the e-mail alerts that point to them, and what a person prefers. */
export class Notices20261121019100 implements MigrationInterface {
  readonly name = 'Notices20261121019100';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- An alert is one e-mail without content about all that is new to one person.
      CREATE TABLE tilgang.alert (
        id            uuid PRIMARY KEY,
        person_id     uuid NOT NULL REFERENCES tilgang.person,
        notice_count  integer NOT NULL,
        created_at    timestamptz(3) NOT NULL,
        sent_at       timestamptz(3)
      );
      CREATE INDEX alert_person ON tilgang.alert (person_id, created_at DESC);

      CREATE TABLE tilgang.notice (
        id          uuid PRIMARY KEY,
        person_id   uuid NOT NULL REFERENCES tilgang.person,
        case_id     uuid NOT NULL REFERENCES tilgang.access_case,
        -- The event it tells of, or the reminder.
        event       text NOT NULL,
        -- Which event of the case, or which reminder: nobody is told the same thing twice.
        about       text NOT NULL,
        created_at  timestamptz(3) NOT NULL,
        read_at     timestamptz(3),
        -- What a person did themselves is kept for them and sends no e-mail.
        is_alerted  boolean NOT NULL,
        alert_id    uuid REFERENCES tilgang.alert,
        UNIQUE (person_id, case_id, event, about)
      );
      CREATE INDEX notice_person ON tilgang.notice (person_id, created_at DESC, id DESC);
      CREATE INDEX notice_unread ON tilgang.notice (person_id) WHERE read_at IS NULL;
      CREATE INDEX notice_unalerted ON tilgang.notice (person_id)
        WHERE alert_id IS NULL AND is_alerted;

      CREATE INDEX person_role_holders ON tilgang.person_role (role, registry_id);

      GRANT SELECT, INSERT, UPDATE ON tilgang.alert, tilgang.notice TO tilgang_app;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP INDEX tilgang.person_role_holders;
      DROP TABLE tilgang.notice, tilgang.alert;
    `);
  }
}
