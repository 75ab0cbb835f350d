import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a case applies for, and the case whose permit it changes, extends or updates. */
export class CaseKinds20261121010000 implements MigrationInterface {
  readonly name = 'CaseKinds20261121010000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE tilgang.access_case
        ADD COLUMN kind text NOT NULL DEFAULT 'individual-level' CHECK (kind IN (
          'individual-level', 'statistics', 'change', 'extension', 'data-update')),
        ADD COLUMN parent_id uuid REFERENCES tilgang.access_case;
      CREATE INDEX access_case_parent ON tilgang.access_case (parent_id)
        WHERE parent_id IS NOT NULL;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE tilgang.access_case DROP COLUMN parent_id, DROP COLUMN kind');
  }
}
