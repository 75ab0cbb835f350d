import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a domain's serial numbers look like, which identity numbers it takes, and child domains. */
export class SerialFormats20261121040100 implements MigrationInterface {
  readonly name = 'SerialFormats20261121040100';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Domains made before keep eight decimal digits, a check digit and no prefix.
      ALTER TABLE vault.domain
        ADD serial_alphabet text NOT NULL DEFAULT 'decimal'
          CHECK (serial_alphabet IN ('decimal', 'hexadecimal', 'clear')),
        ADD serial_length smallint NOT NULL DEFAULT 8 CHECK (serial_length BETWEEN 4 AND 8),
        ADD accepted_kinds jsonb NOT NULL
          DEFAULT '[{"kind": "fodselsnummer"}, {"kind": "d-number"}]',
        -- Who may have the bridges between a child domain and its project; null without children.
        ADD linker_id text,
        ADD linker_age_recipient text,
        ADD CHECK ((linker_id IS NULL) = (linker_age_recipient IS NULL));

      -- The prefix of every domain (registry_id '') and child domain there ever was. The role can
      -- only add: no prefix is given twice, not after its domain is destroyed either.
      CREATE TABLE vault.serial_prefix (
        prefix       text PRIMARY KEY CHECK (prefix ~ '^[A-Z][A-Z0-9]{1,9}$'),
        domain_id    uuid NOT NULL REFERENCES vault.domain,
        registry_id  text NOT NULL,
        UNIQUE (domain_id, registry_id)
      );
      REVOKE ALL ON vault.serial_prefix FROM PUBLIC;
      GRANT SELECT, INSERT ON vault.serial_prefix TO tilgang_vault;

      -- The map of the project itself (branch '') and one for each child domain.
      ALTER TABLE vault.segment
        ADD branch text NOT NULL DEFAULT '',
        DROP CONSTRAINT segment_pkey,
        ADD PRIMARY KEY (domain_id, branch, first_part);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DELETE FROM vault.segment WHERE branch <> '';
      ALTER TABLE vault.segment
        DROP CONSTRAINT segment_pkey, DROP branch, ADD PRIMARY KEY (domain_id, first_part);
      DROP TABLE vault.serial_prefix;
      ALTER TABLE vault.domain
        DROP serial_alphabet, DROP serial_length, DROP accepted_kinds, DROP linker_id,
        DROP linker_age_recipient;
    `);
  }
}
