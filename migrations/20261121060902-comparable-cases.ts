import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The last decided cases that a forecast compares with, without reading all there have been. */
export class ComparableCases20261121060902 implements MigrationInterface {
  readonly name = 'ComparableCases20261121060902';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE INDEX access_case_comparable ON tilgang.access_case
        (kind, cardinality(registry_ids), changed_at DESC)
        WHERE application_state IN ('decided', 'in-delivery', 'closed');
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP INDEX tilgang.access_case_comparable;');
  }
}
