import type { MigrationInterface, QueryRunner } from 'typeorm';

/** One person under several identity numbers, people who may not be linked, and corrections. */
export class AliasesAndReservations20261121040102 implements MigrationInterface {
  readonly name = 'AliasesAndReservations20261121040102';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Files of aliases as they came: counts, times and the hash alone.
      CREATE TABLE vault.alias_file (
        id            uuid PRIMARY KEY,
        domain_id     uuid NOT NULL REFERENCES vault.domain,
        at            timestamptz(3) NOT NULL,
        rows          integer NOT NULL,
        accepted      integer NOT NULL,
        refused       integer NOT NULL,
        -- Serial numbers that were retired because two people turned out to be one.
        merged        integer NOT NULL,
        input_sha256  text NOT NULL,
        CHECK (rows = accepted + refused)
      );
      CREATE INDEX alias_file_by_domain ON vault.alias_file (domain_id, at);

      -- Old and new number of each alias, sealed.
      CREATE TABLE vault.alias_pair (
        domain_id  uuid NOT NULL REFERENCES vault.domain,
        file_id    uuid NOT NULL,
        part       integer NOT NULL,
        pairs      bytea NOT NULL,
        PRIMARY KEY (domain_id, file_id, part)
      );
      -- Which tags are of one person, sealed: by the first byte of the tag.
      CREATE TABLE vault.alias_part (
        domain_id  uuid NOT NULL REFERENCES vault.domain,
        part       smallint NOT NULL CHECK (part BETWEEN 0 AND 255),
        file_id    uuid NOT NULL,
        tags       bytea NOT NULL,
        groups     bytea NOT NULL,
        PRIMARY KEY (domain_id, part)
      );
      -- The serial number of each such person in one map, and the numbers retired in it, sealed.
      CREATE TABLE vault.alias_serial (
        domain_id  uuid NOT NULL REFERENCES vault.domain,
        branch     text NOT NULL,
        file_id    uuid NOT NULL,
        serials    bytea NOT NULL,
        PRIMARY KEY (domain_id, branch)
      );
      CREATE TABLE vault.retired_serial (
        domain_id  uuid NOT NULL REFERENCES vault.domain,
        branch     text NOT NULL,
        file_id    uuid NOT NULL,
        pairs      bytea NOT NULL,
        PRIMARY KEY (domain_id, branch, file_id)
      );

      -- People who may not be linked, in a whole project (registry_id '') or in one registry's lists.
      CREATE TABLE vault.reservation_list (
        id            uuid PRIMARY KEY,
        domain_id     uuid NOT NULL REFERENCES vault.domain,
        registry_id   text NOT NULL,
        at            timestamptz(3) NOT NULL,
        rows          integer NOT NULL,
        accepted      integer NOT NULL,
        repeated      integer NOT NULL,
        invalid       integer NOT NULL,
        -- Serial numbers that had been given out to people reserved now.
        withdrawn     integer NOT NULL,
        input_sha256  text NOT NULL,
        CHECK (rows = accepted + repeated + invalid)
      );
      CREATE INDEX reservation_list_by_domain ON vault.reservation_list (domain_id, at);
      CREATE TABLE vault.reservation_part (
        domain_id    uuid NOT NULL REFERENCES vault.domain,
        registry_id  text NOT NULL,
        part         smallint NOT NULL CHECK (part BETWEEN 0 AND 255),
        tags         bytea NOT NULL,
        PRIMARY KEY (domain_id, registry_id, part)
      );

      -- What receivers of earlier key files must change: files of serial numbers, without people.
      CREATE TABLE vault.correction (
        id            uuid PRIMARY KEY,
        domain_id     uuid NOT NULL REFERENCES vault.domain,
        receiver_id   text NOT NULL,
        -- For the linker, of the project's own numbers, where registries have theirs.
        is_for_linker boolean NOT NULL,
        kind          text NOT NULL CHECK (kind IN ('merged', 'reserved')),
        at            timestamptz(3) NOT NULL,
        rows          integer NOT NULL CHECK (rows > 0),
        file_bytes    bigint NOT NULL,
        file_sha256   text NOT NULL
      );
      CREATE INDEX correction_by_domain ON vault.correction (domain_id, at);
      -- The files of corrections, and the reports on alias files and reservation lists, sealed.
      CREATE TABLE vault.people_file (
        run_id     uuid NOT NULL,
        domain_id  uuid NOT NULL REFERENCES vault.domain,
        kind       text NOT NULL CHECK (kind IN ('correction', 'report')),
        part       integer NOT NULL,
        bytes      bytea NOT NULL,
        PRIMARY KEY (run_id, kind, part)
      );
      CREATE INDEX people_file_by_domain ON vault.people_file (domain_id);
      ALTER TABLE vault.alias_pair ALTER pairs SET STORAGE EXTERNAL;
      ALTER TABLE vault.alias_part ALTER tags SET STORAGE EXTERNAL, ALTER groups SET STORAGE EXTERNAL;
      ALTER TABLE vault.alias_serial ALTER serials SET STORAGE EXTERNAL;
      ALTER TABLE vault.retired_serial ALTER pairs SET STORAGE EXTERNAL;
      ALTER TABLE vault.reservation_part ALTER tags SET STORAGE EXTERNAL;
      ALTER TABLE vault.people_file ALTER bytes SET STORAGE EXTERNAL;

      REVOKE ALL ON ALL TABLES IN SCHEMA vault FROM PUBLIC;
      GRANT SELECT, INSERT ON vault.alias_file, vault.alias_pair, vault.alias_part,
        vault.alias_serial, vault.retired_serial, vault.reservation_list, vault.reservation_part,
        vault.correction, vault.people_file TO tilgang_vault;
      GRANT DELETE ON vault.alias_pair, vault.alias_part, vault.alias_serial, vault.retired_serial,
        vault.reservation_part, vault.people_file TO tilgang_vault;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE vault.people_file, vault.correction, vault.reservation_part,
        vault.reservation_list, vault.retired_serial, vault.alias_serial, vault.alias_part,
        vault.alias_pair, vault.alias_file;
    `);
  }
}
