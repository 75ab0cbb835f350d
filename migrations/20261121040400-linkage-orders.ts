import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Linkage plans as orders with steps, who the people of a plan are, and how cases find theirs. */
export class LinkageOrders20261121040400 implements MigrationInterface {
  readonly name = 'LinkageOrders20261121040400';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE vault.linkage_order (
        id              uuid PRIMARY KEY,
        domain_id       uuid NOT NULL REFERENCES vault.domain,
        case_reference  text NOT NULL,
        -- How controls are matched and which relatives are wanted: attributes' names, never values.
        plan            jsonb NOT NULL,
        created_at      timestamptz(3) NOT NULL,
        paused_at       timestamptz(3),
        paused_by       text
      );
      CREATE INDEX linkage_order_by_domain ON vault.linkage_order (domain_id, created_at);

      CREATE TABLE vault.order_step (
        order_id        uuid NOT NULL REFERENCES vault.linkage_order,
        place           smallint NOT NULL,
        id              text NOT NULL,
        kind            text NOT NULL
          CHECK (kind IN ('cohort', 'controls', 'relatives', 'list', 'key-file')),
        registry_id     text NOT NULL,
        gives_key_file  boolean NOT NULL,
        state           text NOT NULL DEFAULT 'awaiting' CHECK (state IN
          ('awaiting', 'receiving', 'reading', 'numbering', 'done', 'refused')),
        rows_read       integer NOT NULL DEFAULT 0,
        parts_done      smallint NOT NULL DEFAULT 0,
        people          integer,
        outside         integer,
        unmet           integer,
        reason          text,
        changed_at      timestamptz(3) NOT NULL,
        PRIMARY KEY (order_id, place),
        UNIQUE (order_id, id)
      );

      -- The people of an order: tags with role and set, sealed, by the first byte of the tag.
      CREATE TABLE vault.population_part (
        order_id    uuid NOT NULL REFERENCES vault.linkage_order,
        part        smallint NOT NULL CHECK (part BETWEEN 0 AND 255),
        domain_id   uuid NOT NULL REFERENCES vault.domain,
        written_as  uuid NOT NULL,
        people      integer NOT NULL,
        members     bytea NOT NULL,
        PRIMARY KEY (order_id, part)
      );
      ALTER TABLE vault.population_part ALTER members SET STORAGE EXTERNAL;
      CREATE INDEX population_by_domain ON vault.population_part (domain_id);

      -- People of a list who are not in the population get no number and stand in no report.
      ALTER TABLE vault.run
        ADD outside integer NOT NULL DEFAULT 0 CHECK (outside >= 0),
        ADD has_key_file boolean NOT NULL DEFAULT true;
      DO $$
      DECLARE check_name text;
      BEGIN
        FOR check_name IN
          SELECT conname FROM pg_constraint
           WHERE conrelid = 'vault.run'::regclass AND contype = 'c'
             AND pg_get_constraintdef(oid) LIKE '%(rows = %'
        LOOP
          EXECUTE format('ALTER TABLE vault.run DROP CONSTRAINT %I', check_name);
        END LOOP;
      END $$;
      ALTER TABLE vault.run ADD CONSTRAINT run_no_row_lost CHECK (
        rows = accepted + repeated + invalid + outside AND report_rows = repeated + invalid);

      ALTER TABLE vault.notice DROP CONSTRAINT notice_kind_check;
      ALTER TABLE vault.notice
        ALTER registry_id DROP NOT NULL,
        ADD CONSTRAINT notice_kind_check CHECK (kind ~ '^[a-z][a-z-]{1,39}$');

      GRANT SELECT, INSERT ON vault.linkage_order, vault.order_step TO tilgang_vault;
      GRANT UPDATE (paused_at, paused_by) ON vault.linkage_order TO tilgang_vault;
      GRANT UPDATE (state, rows_read, parts_done, people, outside, unmet, reason, changed_at)
        ON vault.order_step TO tilgang_vault;
      GRANT SELECT, INSERT, DELETE ON vault.population_part TO tilgang_vault;

      -- Notices of the vault find their case.
      CREATE INDEX access_case_by_domain ON tilgang.access_case ((tracks #>> '{linkage,domainId}'))
        WHERE tracks #>> '{linkage,domainId}' IS NOT NULL;
      CREATE INDEX access_case_by_order ON tilgang.access_case ((tracks #>> '{linkage,orderId}'))
        WHERE tracks #>> '{linkage,orderId}' IS NOT NULL;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP INDEX tilgang.access_case_by_order;
      DROP INDEX tilgang.access_case_by_domain;
      DELETE FROM vault.notice WHERE kind NOT IN ('key-file-made');
      ALTER TABLE vault.notice
        DROP CONSTRAINT notice_kind_check,
        ALTER registry_id SET NOT NULL,
        ADD CONSTRAINT notice_kind_check CHECK (kind IN ('key-file-made'));
      ALTER TABLE vault.run DROP CONSTRAINT run_no_row_lost, DROP outside, DROP has_key_file;
      ALTER TABLE vault.run ADD CHECK (
        rows = accepted + repeated + invalid AND report_rows = repeated + invalid) NOT VALID;
      DROP TABLE vault.population_part, vault.order_step, vault.linkage_order;
    `);
  }
}
