import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The case system: people, catalogue, cases, event log, letters, outbox. */
export class CaseSystem20261121000000 implements MigrationInterface {
  readonly name = 'CaseSystem20261121000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      DO $$ BEGIN
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'tilgang_app') THEN
          CREATE ROLE tilgang_app NOLOGIN;
        END IF;
      END $$;

      CREATE SCHEMA tilgang;
      REVOKE ALL ON SCHEMA tilgang FROM PUBLIC;
      GRANT USAGE ON SCHEMA tilgang TO tilgang_app;

      CREATE TABLE tilgang.person (
        id          uuid PRIMARY KEY,
        issuer      text NOT NULL,
        subject     text NOT NULL,
        name        text NOT NULL,
        email       text NOT NULL,
        language    text NOT NULL CHECK (language IN ('nb', 'nn', 'en')),
        created_at  timestamptz(3) NOT NULL,
        UNIQUE (issuer, subject)
      );

      CREATE TABLE tilgang.registry (
        id                        text PRIMARY KEY,
        name                      text NOT NULL UNIQUE,
        former_names              text[] NOT NULL,
        kind                      text NOT NULL CHECK (kind IN ('statutory', 'quality')),
        field                     text,
        controller                text,
        region                    text,
        platform                  text,
        stage                     text,
        coverage_percent          integer CHECK (coverage_percent BETWEEN 0 AND 100),
        coverage_note             text,
        recipients_2015_2016      integer,
        citizen_access            text NOT NULL,
        consent_based             boolean,
        in_regulation             boolean NOT NULL,
        decided_by                text NOT NULL CHECK (decided_by IN ('hds', 'controller')),
        age_recipient             text,
        updated_at                timestamptz(3) NOT NULL
      );

      -- Who could read a registry's key files, and since when.
      CREATE TABLE tilgang.registry_key (
        registry_id    text NOT NULL REFERENCES tilgang.registry,
        registered_at  timestamptz(3) NOT NULL,
        age_recipient  text NOT NULL,
        registered_by  uuid NOT NULL,
        PRIMARY KEY (registry_id, registered_at)
      );

      CREATE TABLE tilgang.person_role (
        person_id    uuid NOT NULL REFERENCES tilgang.person,
        role         text NOT NULL,
        registry_id  text REFERENCES tilgang.registry,
        UNIQUE NULLS NOT DISTINCT (person_id, role, registry_id)
      );

      CREATE TABLE tilgang.session (
        token_hash  bytea PRIMARY KEY,
        person_id   uuid NOT NULL REFERENCES tilgang.person,
        created_at  timestamptz(3) NOT NULL,
        expires_at  timestamptz(3) NOT NULL
      );

      CREATE SEQUENCE tilgang.case_reference_seq;
      CREATE SEQUENCE tilgang.permit_reference_seq;

      CREATE TABLE tilgang.access_case (
        id                 uuid PRIMARY KEY,
        reference          text NOT NULL UNIQUE,
        version            integer NOT NULL,
        applicant_id       uuid NOT NULL REFERENCES tilgang.person,
        assignee_id        uuid REFERENCES tilgang.person,
        language           text NOT NULL CHECK (language IN ('nb', 'nn', 'en')),
        application_state  text NOT NULL,
        waiting_for        text NOT NULL,
        due_on             date,
        permit_ends_on     date,
        registry_ids       text[] NOT NULL,
        tracks             jsonb NOT NULL,
        log_seq            integer NOT NULL,
        log_hash           bytea NOT NULL,
        created_at         timestamptz(3) NOT NULL,
        changed_at         timestamptz(3) NOT NULL
      );
      CREATE INDEX access_case_open ON tilgang.access_case (changed_at DESC, id DESC);
      CREATE INDEX access_case_applicant ON tilgang.access_case (applicant_id, changed_at DESC, id DESC);
      CREATE INDEX access_case_registries ON tilgang.access_case USING gin (registry_ids);
      CREATE INDEX access_case_permit_end ON tilgang.access_case (permit_ends_on)
        WHERE permit_ends_on IS NOT NULL;

      -- What the applicant writes. Apart from the case, so that it can be redacted without touching the log.
      CREATE TABLE tilgang.application (
        case_id     uuid PRIMARY KEY REFERENCES tilgang.access_case,
        content     jsonb NOT NULL,
        changed_at  timestamptz(3) NOT NULL
      );

      CREATE TABLE tilgang.case_text (
        id          uuid PRIMARY KEY,
        case_id     uuid NOT NULL REFERENCES tilgang.access_case,
        field       text NOT NULL,
        body        text NOT NULL,
        -- Hashed with the body into the event: redaction removes both, and the hash tells nothing.
        salt        uuid NOT NULL,
        created_at  timestamptz(3) NOT NULL
      );
      CREATE INDEX case_text_case ON tilgang.case_text (case_id);

      CREATE TABLE tilgang.case_event (
        case_id        uuid NOT NULL REFERENCES tilgang.access_case,
        seq            integer NOT NULL,
        at             timestamptz(3) NOT NULL,
        type           text NOT NULL,
        outcome        text NOT NULL CHECK (outcome IN ('accepted', 'refused', 'read')),
        track          text,
        registry_id    text,
        from_state     text,
        to_state       text,
        actor_id       uuid,
        actor_role     text,
        case_version   integer NOT NULL,
        data           jsonb NOT NULL,
        previous_hash  bytea NOT NULL,
        hash           bytea NOT NULL,
        PRIMARY KEY (case_id, seq)
      );

      CREATE TABLE tilgang.letter (
        id                uuid PRIMARY KEY,
        case_id           uuid NOT NULL REFERENCES tilgang.access_case,
        event_seq         integer NOT NULL,
        kind              text NOT NULL,
        language          text NOT NULL CHECK (language IN ('nb', 'nn', 'en')),
        template_version  text NOT NULL,
        recipient         jsonb NOT NULL,
        data              jsonb NOT NULL,
        status            text NOT NULL CHECK (status IN ('queued', 'produced', 'dispatched', 'failed')),
        sha256            bytea,
        page_count        integer,
        created_at        timestamptz(3) NOT NULL,
        produced_at       timestamptz(3),
        dispatched_at     timestamptz(3),
        opened_at         timestamptz(3),
        UNIQUE NULLS NOT DISTINCT (case_id, event_seq, kind, recipient)
      );
      CREATE INDEX letter_case ON tilgang.letter (case_id, created_at);

      CREATE TABLE tilgang.letter_file (
        letter_id  uuid PRIMARY KEY REFERENCES tilgang.letter,
        pdf        bytea NOT NULL
      );

      CREATE TABLE tilgang.dispatch (
        id            uuid PRIMARY KEY,
        letter_id     uuid NOT NULL REFERENCES tilgang.letter,
        channel       text NOT NULL,
        attempt       integer NOT NULL,
        status        text NOT NULL CHECK (status IN ('sending', 'sent', 'failed')),
        requested_at  timestamptz(3) NOT NULL,
        finished_at   timestamptz(3),
        reply         text,
        UNIQUE (letter_id, attempt)
      );

      CREATE TABLE tilgang.outbox (
        id            uuid PRIMARY KEY,
        queue         text NOT NULL,
        job           text NOT NULL,
        payload       jsonb NOT NULL,
        created_at    timestamptz(3) NOT NULL,
        published_at  timestamptz(3),
        processed_at  timestamptz(3),
        failed_at     timestamptz(3),
        failure       text
      );
      CREATE INDEX outbox_pending ON tilgang.outbox (created_at, id)
        WHERE processed_at IS NULL AND failed_at IS NULL;

      -- helseregisterloven section 19 h: kept at least ten years, outlives the project.
      CREATE TABLE tilgang.disclosure (
        id              uuid PRIMARY KEY,
        case_id         uuid NOT NULL,
        case_reference  text NOT NULL,
        registry_id     text NOT NULL,
        recipient       text NOT NULL,
        legal_basis     text NOT NULL,
        row_count       bigint NOT NULL,
        sha256          text NOT NULL,
        disclosed_at    timestamptz(3) NOT NULL,
        UNIQUE (case_id, registry_id)
      );

      CREATE TABLE tilgang.idempotency_key (
        person_id   uuid NOT NULL REFERENCES tilgang.person,
        key         text NOT NULL,
        case_id     uuid NOT NULL,
        created_at  timestamptz(3) NOT NULL,
        PRIMARY KEY (person_id, key)
      );

      CREATE TABLE tilgang.demo_clock (
        only_row   boolean PRIMARY KEY DEFAULT true CHECK (only_row),
        offset_ms  bigint NOT NULL
      );
      INSERT INTO tilgang.demo_clock (offset_ms) VALUES (0);

      GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA tilgang TO tilgang_app;
      GRANT USAGE ON ALL SEQUENCES IN SCHEMA tilgang TO tilgang_app;
      GRANT DELETE ON tilgang.session, tilgang.person_role TO tilgang_app;
      -- The log and the disclosure register can only grow.
      REVOKE UPDATE, DELETE, TRUNCATE ON tilgang.case_event, tilgang.case_text,
        tilgang.disclosure, tilgang.letter_file, tilgang.registry_key FROM tilgang_app;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP SCHEMA tilgang CASCADE');
  }
}
