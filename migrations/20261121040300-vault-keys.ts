import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Keys in a custody, what two people decide together, certificates that are signed. */
export class VaultKeys20261121040300 implements MigrationInterface {
  readonly name = 'VaultKeys20261121040300';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Keys that are there already were wrapped by the master itself; the vault moves them when it
      -- starts. A new domain must say who keeps its key.
      ALTER TABLE vault.domain
        ADD custody text NOT NULL DEFAULT 'master'
          CHECK (custody IN ('master', 'file', 'transit', 'pkcs11')),
        ADD state text NOT NULL DEFAULT 'active'
          CHECK (state IN ('active', 'destroying', 'destroyed'));
      UPDATE vault.domain SET state = 'destroyed' WHERE wrapped_key IS NULL;
      ALTER TABLE vault.domain
        ALTER custody DROP DEFAULT,
        ADD CHECK ((state = 'active') = (wrapped_key IS NOT NULL));
      CREATE INDEX domain_keys_held ON vault.domain (id) WHERE state <> 'destroyed';

      -- Files from before this rest as they are: key files encrypted to their registry, reports plain.
      ALTER TABLE vault.run_file ADD sealed boolean NOT NULL DEFAULT false;

      -- What is certified, fixed when the destruction began and signed when the custody has done it.
      CREATE TABLE vault.destruction (
        domain_id  uuid PRIMARY KEY REFERENCES vault.domain,
        begun_at   timestamptz(3) NOT NULL,
        facts      jsonb NOT NULL
      );

      -- A person who keeps the keys, by a key pair of their own.
      CREATE TABLE vault.custodian (
        id          uuid PRIMARY KEY,
        -- As the case system knows the person, so that one person with two ways in stays one.
        person_id   text NOT NULL,
        name        text NOT NULL,
        public_key  text NOT NULL UNIQUE CHECK (public_key ~ '^[A-Za-z0-9_-]{43}$'),
        added_at    timestamptz(3) NOT NULL,
        removed_at  timestamptz(3)
      );
      CREATE UNIQUE INDEX custodian_person ON vault.custodian (person_id) WHERE removed_at IS NULL;

      -- What nobody may do alone: one person orders it, another confirms it.
      CREATE TABLE vault.joint_order (
        id                 uuid PRIMARY KEY,
        kind               text NOT NULL CHECK (kind IN ('destroy', 'resolve', 'enrol', 'remove')),
        domain_id          uuid REFERENCES vault.domain,
        state              text NOT NULL
          CHECK (state IN ('pending', 'confirmed', 'done', 'withdrawn', 'expired')),
        ordered_by         text NOT NULL,
        ordered_by_name    text NOT NULL,
        ordered_at         timestamptz(3) NOT NULL,
        -- How the person showed who they are: the hash of a ticket, or the signed token of a custodian.
        ordered_proof      text NOT NULL,
        expires_at         timestamptz(3) NOT NULL,
        confirmed_by       text CHECK (confirmed_by <> ordered_by),
        confirmed_by_name  text,
        confirmed_at       timestamptz(3),
        confirmed_proof    text CHECK (confirmed_proof <> ordered_proof),
        legal_ground       text,
        reason             text,
        -- The serial number in question, sealed; or the custodian to be.
        subject            bytea,
        CHECK (state NOT IN ('confirmed', 'done') OR confirmed_by IS NOT NULL),
        CHECK ((kind IN ('destroy', 'resolve')) = (domain_id IS NOT NULL))
      );
      CREATE UNIQUE INDEX joint_order_open ON vault.joint_order (domain_id, kind)
        WHERE state IN ('pending', 'confirmed') AND domain_id IS NOT NULL;
      CREATE INDEX joint_order_by_domain ON vault.joint_order (domain_id, ordered_at);

      -- Signs certificates. Public for good; the secret half wrapped by the custody.
      CREATE TABLE vault.signing_key (
        id           text PRIMARY KEY,
        public_key   text NOT NULL,
        custody      text NOT NULL CHECK (custody IN ('file', 'transit', 'pkcs11')),
        wrapped_key  bytea NOT NULL,
        made_at      timestamptz(3) NOT NULL
      );

      CREATE TABLE vault.rotation (
        id           uuid PRIMARY KEY,
        kind         text NOT NULL CHECK (kind IN ('master', 'domains', 'retire')),
        ordered_by   text NOT NULL,
        started_at   timestamptz(3) NOT NULL,
        finished_at  timestamptz(3),
        -- Every domain up to this one is done.
        last_domain  uuid,
        done         integer NOT NULL DEFAULT 0,
        total        integer NOT NULL DEFAULT 0
      );
      CREATE UNIQUE INDEX rotation_open ON vault.rotation ((true)) WHERE finished_at IS NULL;

      ALTER TABLE vault.access_log ADD purpose text;
      CREATE INDEX access_log_by_domain ON vault.access_log (domain_id, seq);

      GRANT SELECT, INSERT ON vault.destruction, vault.custodian, vault.joint_order,
        vault.signing_key, vault.rotation TO tilgang_vault;
      GRANT UPDATE (custody, state) ON vault.domain TO tilgang_vault;
      GRANT UPDATE (removed_at) ON vault.custodian TO tilgang_vault;
      GRANT UPDATE (state, confirmed_by, confirmed_by_name, confirmed_at, confirmed_proof, expires_at,
        subject) ON vault.joint_order TO tilgang_vault;
      GRANT UPDATE (custody, wrapped_key) ON vault.signing_key TO tilgang_vault;
      GRANT UPDATE (finished_at, last_domain, done, total) ON vault.rotation TO tilgang_vault;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE vault.rotation, vault.signing_key, vault.joint_order, vault.custodian,
        vault.destruction;
      ALTER TABLE vault.access_log DROP purpose;
      DROP INDEX vault.access_log_by_domain, vault.domain_keys_held;
      ALTER TABLE vault.run_file DROP sealed;
      ALTER TABLE vault.domain DROP state, DROP custody;
    `);
  }
}
