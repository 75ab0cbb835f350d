import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The vault: domains and their wrapped keys, sealed maps, runs, notices, its own access log. */
export class Vault20261121000100 implements MigrationInterface {
  readonly name = 'Vault20261121000100';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      DO $$ BEGIN
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'tilgang_vault') THEN
          CREATE ROLE tilgang_vault NOLOGIN;
        END IF;
      END $$;

      CREATE SCHEMA vault;
      REVOKE ALL ON SCHEMA vault FROM PUBLIC;
      GRANT USAGE ON SCHEMA vault TO tilgang_vault;

      CREATE TABLE vault.domain (
        id              uuid PRIMARY KEY,
        case_reference  text NOT NULL,
        created_at      timestamptz(3) NOT NULL,
        -- The domain's key as its custodian wrapped it; null once it is destroyed.
        wrapped_key     bytea,
        people          integer NOT NULL DEFAULT 0 CHECK (people >= 0)
      );

      CREATE TABLE vault.domain_registry (
        domain_id      uuid NOT NULL REFERENCES vault.domain,
        registry_id    text NOT NULL,
        age_recipient  text NOT NULL,
        PRIMARY KEY (domain_id, registry_id)
      );

      -- The map of tag to serial number, sealed: people whose tags begin with these bytes.
      CREATE TABLE vault.segment (
        domain_id   uuid NOT NULL REFERENCES vault.domain,
        first_part  smallint NOT NULL CHECK (first_part BETWEEN 0 AND 255),
        last_part   smallint NOT NULL CHECK (last_part BETWEEN first_part AND 255),
        run_id      uuid NOT NULL,
        people      integer NOT NULL,
        tags        bytea NOT NULL,
        serials     bytea NOT NULL,
        PRIMARY KEY (domain_id, first_part)
      );
      -- Ciphertext does not compress: do not try.
      ALTER TABLE vault.segment ALTER tags SET STORAGE EXTERNAL, ALTER serials SET STORAGE EXTERNAL;

      CREATE TABLE vault.run (
        id               uuid PRIMARY KEY,
        domain_id        uuid NOT NULL,
        registry_id      text NOT NULL,
        at               timestamptz(3) NOT NULL,
        rows             integer NOT NULL,
        accepted         integer NOT NULL,
        repeated         integer NOT NULL,
        invalid          integer NOT NULL,
        fresh            integer NOT NULL CHECK (fresh BETWEEN 0 AND accepted),
        input_sha256     text NOT NULL,
        key_file_bytes   bigint NOT NULL,
        key_file_sha256  text NOT NULL,
        report_rows      integer NOT NULL,
        report_sha256    text NOT NULL,
        -- No row of a list is lost.
        CHECK (rows = accepted + repeated + invalid AND report_rows = repeated + invalid),
        FOREIGN KEY (domain_id, registry_id) REFERENCES vault.domain_registry
      );
      CREATE INDEX run_by_domain ON vault.run (domain_id, at);

      -- Key files (encrypted to their registry) and reports, cut into rows.
      CREATE TABLE vault.run_file (
        run_id  uuid NOT NULL REFERENCES vault.run DEFERRABLE INITIALLY DEFERRED,
        kind    text NOT NULL CHECK (kind IN ('key-file', 'report')),
        part    integer NOT NULL,
        bytes   bytea NOT NULL,
        PRIMARY KEY (run_id, kind, part)
      );
      ALTER TABLE vault.run_file ALTER bytes SET STORAGE EXTERNAL;

      CREATE TABLE vault.notice (
        id               uuid PRIMARY KEY,
        seq              bigint GENERATED ALWAYS AS IDENTITY,
        kind             text NOT NULL CHECK (kind IN ('key-file-made')),
        domain_id        uuid NOT NULL REFERENCES vault.domain,
        registry_id      text NOT NULL,
        at               timestamptz(3) NOT NULL,
        data             jsonb NOT NULL,
        acknowledged_at  timestamptz(3)
      );
      CREATE INDEX notice_waiting ON vault.notice (seq) WHERE acknowledged_at IS NULL;

      CREATE TABLE vault.certificate (
        domain_id     uuid PRIMARY KEY REFERENCES vault.domain,
        destroyed_at  timestamptz(3) NOT NULL,
        document      text NOT NULL
      );

      -- Who asked for what, when, and how it ended.
      CREATE TABLE vault.access_log (
        seq             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        at              timestamptz(3) NOT NULL,
        requester_kind  text NOT NULL CHECK (requester_kind IN ('person', 'service')),
        requester_id    text NOT NULL,
        action          text NOT NULL,
        domain_id       uuid,
        registry_id     text,
        run_id          uuid,
        outcome         text NOT NULL,
        legal_ground    text
      );

      REVOKE ALL ON ALL TABLES IN SCHEMA vault FROM PUBLIC;
      GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA vault TO tilgang_vault;
      GRANT UPDATE (wrapped_key, people) ON vault.domain TO tilgang_vault;
      GRANT UPDATE (acknowledged_at) ON vault.notice TO tilgang_vault;
      -- Destruction takes the map and the files; runs, certificates and the log stay for good.
      GRANT DELETE ON vault.segment, vault.run_file TO tilgang_vault;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP SCHEMA vault CASCADE');
  }
}
