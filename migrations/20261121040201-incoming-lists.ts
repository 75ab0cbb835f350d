import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Lists that arrive in parts and are worked on by the vault itself. */
export class IncomingLists20261121040201 implements MigrationInterface {
  readonly name = 'IncomingLists20261121040201';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE vault.incoming_list (
        id             uuid PRIMARY KEY,
        domain_id      uuid NOT NULL,
        registry_id    text NOT NULL,
        source         text NOT NULL CHECK (source IN ('upload', 'drop-folder')),
        sent_by_kind   text NOT NULL CHECK (sent_by_kind IN ('person', 'service')),
        sent_by        text NOT NULL,
        -- receiving: parts arrive. received: all of it is here. reading and numbering: it is worked
        -- on, and taken up again from its beginning when that was cut off. done, refused and
        -- given-up: it is over, and nothing of the list is here any more.
        state          text NOT NULL DEFAULT 'receiving' CHECK (state IN
          ('receiving', 'received', 'reading', 'numbering', 'done', 'refused', 'given-up')),
        size_bytes     bigint NOT NULL CHECK (size_bytes > 0),
        -- Of the whole list, where its sender said.
        sha256         text,
        began_at       timestamptz(3) NOT NULL,
        -- By then all of it must be here.
        expires_at     timestamptz(3) NOT NULL,
        received_at    timestamptz(3),
        -- Set: nobody takes it up, and who works on it stops. Cleared: it goes on.
        held_at        timestamptz(3),
        attempts       integer NOT NULL DEFAULT 0,
        read_bytes     bigint NOT NULL DEFAULT 0,
        read_rows      integer NOT NULL DEFAULT 0,
        ended_at       timestamptz(3),
        run_id         uuid REFERENCES vault.run,
        -- Code and problems of a refusal: what is wrong and what to do, never what was sent.
        refusal        jsonb,
        -- What a file of the drop folder was called, sealed, and which file it was, as a hash.
        sealed_name    bytea,
        drop_mark      text,
        delivered_at   timestamptz(3),
        FOREIGN KEY (domain_id, registry_id) REFERENCES vault.domain_registry,
        CHECK ((state = 'done') = (run_id IS NOT NULL)),
        CHECK ((state = 'refused') = (refusal IS NOT NULL))
      );
      CREATE INDEX incoming_list_open ON vault.incoming_list (received_at)
        WHERE state IN ('receiving', 'received', 'reading', 'numbering');
      CREATE INDEX incoming_list_by_domain ON vault.incoming_list (domain_id, registry_id, began_at);
      CREATE INDEX incoming_list_undelivered ON vault.incoming_list (ended_at)
        WHERE source = 'drop-folder' AND delivered_at IS NULL;

      -- A list as it arrived, in pieces sealed under a key of its domain.
      CREATE TABLE vault.incoming_chunk (
        list_id  uuid NOT NULL REFERENCES vault.incoming_list,
        at_byte  bigint NOT NULL CHECK (at_byte >= 0),
        bytes    integer NOT NULL CHECK (bytes > 0),
        sealed   bytea NOT NULL,
        PRIMARY KEY (list_id, at_byte)
      );
      ALTER TABLE vault.incoming_chunk ALTER sealed SET STORAGE EXTERNAL;

      GRANT SELECT, INSERT ON vault.incoming_list, vault.incoming_chunk TO tilgang_vault;
      GRANT UPDATE (state, received_at, held_at, attempts, read_bytes, read_rows, ended_at, run_id,
        refusal, sealed_name, delivered_at) ON vault.incoming_list TO tilgang_vault;
      GRANT DELETE ON vault.incoming_chunk TO tilgang_vault;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE vault.incoming_chunk, vault.incoming_list');
  }
}
