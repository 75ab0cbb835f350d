import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A key file may rest as its people and what it is encrypted with, and be made where it is fetched. */
export class KeyFilesKeptAsPeople20261121050101 implements MigrationInterface {
  readonly name = 'KeyFilesKeptAsPeople20261121050101';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE vault.run_file
        DROP CONSTRAINT run_file_kind_check,
        ADD CONSTRAINT run_file_kind_check
          CHECK (kind IN ('key-file', 'report', 'bridge', 'key-file-people', 'key-file-recipe'));
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DELETE FROM vault.run_file WHERE kind IN ('key-file-people', 'key-file-recipe');
      ALTER TABLE vault.run_file
        DROP CONSTRAINT run_file_kind_check,
        ADD CONSTRAINT run_file_kind_check CHECK (kind IN ('key-file', 'report', 'bridge'));
    `);
  }
}
