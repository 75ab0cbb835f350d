import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Runs count the kinds of identity number, and may have a bridge for the linker. */
export class KindsAndBridges20261121040101 implements MigrationInterface {
  readonly name = 'KindsAndBridges20261121040101';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE vault.run
        ADD kinds jsonb NOT NULL DEFAULT '{}',
        ADD bridge_rows integer,
        ADD bridge_sha256 text,
        ADD CHECK (bridge_rows = accepted);
      ALTER TABLE vault.run_file
        DROP CONSTRAINT run_file_kind_check,
        ADD CONSTRAINT run_file_kind_check CHECK (kind IN ('key-file', 'report', 'bridge'));
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DELETE FROM vault.run_file WHERE kind = 'bridge';
      ALTER TABLE vault.run_file
        DROP CONSTRAINT run_file_kind_check,
        ADD CONSTRAINT run_file_kind_check CHECK (kind IN ('key-file', 'report'));
      ALTER TABLE vault.run DROP kinds, DROP bridge_rows, DROP bridge_sha256;
    `);
  }
}
