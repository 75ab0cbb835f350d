import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Rows of a list that named people reserved, or people under a number since replaced. */
export class ReservedRows20261121040499 implements MigrationInterface {
  readonly name = 'ReservedRows20261121040499';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE vault.run
        ADD reserved integer NOT NULL DEFAULT 0,
        ADD replaced integer NOT NULL DEFAULT 0 CHECK (replaced >= 0),
        DROP CONSTRAINT run_no_row_lost,
        ADD CONSTRAINT run_no_row_lost CHECK (
          rows = accepted + repeated + invalid + reserved + outside
          AND report_rows = repeated + invalid + reserved + replaced);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE vault.run DROP CONSTRAINT run_no_row_lost;
      UPDATE vault.run SET invalid = invalid + reserved, report_rows = report_rows - replaced;
      ALTER TABLE vault.run DROP reserved, DROP replaced,
        ADD CONSTRAINT run_no_row_lost CHECK (
          rows = accepted + repeated + invalid + outside AND report_rows = repeated + invalid);
    `);
  }
}
