import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The public register of applications and decisions: EHDS articles 57(1)(j) and 58. */
export class PublicRegister20261121060400 implements MigrationInterface {
  readonly name = 'PublicRegister20261121060400';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Events that the register is to tell of and does not yet.
      CREATE TABLE tilgang.unregistered (
        case_id  uuid NOT NULL,
        seq      integer NOT NULL,
        PRIMARY KEY (case_id, seq)
      );

      CREATE TABLE tilgang.register_entry (
        id            uuid PRIMARY KEY,
        case_id       uuid NOT NULL REFERENCES tilgang.access_case,
        event_seq     integer NOT NULL,
        kind          text NOT NULL,
        outcome       text NOT NULL,
        happened_on   date NOT NULL,
        -- The last of the working days within which it must be public; null: at once.
        limit_on      date,
        publish_on    date NOT NULL,
        published_at  timestamptz(3),
        published_on  date,
        -- null: published when due, by nobody.
        published_by  uuid REFERENCES tilgang.person,
        version       integer NOT NULL DEFAULT 1,
        CHECK ((published_at IS NULL) = (published_on IS NULL)),
        UNIQUE (case_id, event_seq)
      );
      CREATE INDEX register_entry_published ON tilgang.register_entry (published_at DESC, id DESC)
        WHERE published_at IS NOT NULL;
      CREATE INDEX register_entry_to_publish ON tilgang.register_entry (publish_on, id)
        WHERE published_at IS NULL;
      CREATE INDEX register_entry_late ON tilgang.register_entry (limit_on, id)
        WHERE published_on > limit_on;
      CREATE INDEX register_entry_happened ON tilgang.register_entry (kind, happened_on);

      -- What an entry says: a correction adds a version, and none is changed or taken away.
      CREATE TABLE tilgang.register_version (
        entry_id      uuid NOT NULL REFERENCES tilgang.register_entry,
        version       integer NOT NULL,
        content       jsonb NOT NULL,
        registry_ids  text[] NOT NULL,
        purposes      text[] NOT NULL,
        words         tsvector NOT NULL,
        made_at       timestamptz(3) NOT NULL,
        made_by       uuid REFERENCES tilgang.person,
        reason        text,
        PRIMARY KEY (entry_id, version)
      );
      CREATE INDEX register_version_words ON tilgang.register_version USING gin (words);
      CREATE INDEX register_version_registries ON tilgang.register_version USING gin (registry_ids);

      CREATE FUNCTION tilgang.mark_for_register() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO tilgang.unregistered (case_id, seq) VALUES (NEW.case_id, NEW.seq);
        RETURN NULL;
      END $$;
      CREATE TRIGGER mark_for_register AFTER INSERT ON tilgang.case_event
        FOR EACH ROW WHEN (NEW.outcome = 'accepted' AND NEW.type IN (${types}))
        EXECUTE FUNCTION tilgang.mark_for_register();
      INSERT INTO tilgang.unregistered (case_id, seq)
      SELECT case_id, seq FROM tilgang.case_event
       WHERE outcome = 'accepted' AND type IN (${types});

      GRANT SELECT, INSERT, DELETE ON tilgang.unregistered TO tilgang_app;
      GRANT SELECT, INSERT ON tilgang.register_entry, tilgang.register_version TO tilgang_app;
      GRANT UPDATE (published_at, published_on, published_by, version) ON tilgang.register_entry
        TO tilgang_app;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TRIGGER mark_for_register ON tilgang.case_event;
      DROP FUNCTION tilgang.mark_for_register();
      DROP TABLE tilgang.register_version, tilgang.register_entry, tilgang.unregistered;
    `);
  }
}

/** The events of register.rules.ts; a test holds the two against each other. */
const types = [
  'submitted',
  'application-registered',
  'withdrawn',
  'dismissal-signed',
  'access-grant-signed',
  'partial-access-grant-signed',
  'access-refusal-signed',
  'exemption-signed',
  'partial-exemption-signed',
  'exemption-refusal-signed',
  'exemption-revoked',
  'permit-issued',
  'permit-amended',
  'permit-extended',
  'permit-ended',
  'permit-revoked',
  'permit-reinstated',
  'reversed-in-favour',
  'final-report-submitted',
  'final-report-recorded',
]
  .map((type) => `'${type}'`)
  .join(', ');
