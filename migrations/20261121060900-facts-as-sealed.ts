import type { MigrationInterface, QueryRunner } from 'typeorm';

const logs = ['case_event', 'service_event'];

/**
 * The facts of an event are kept as the text that its hash was made of, so that a log of millions
 * is verified without writing each anew (docs/decisions/0009).
 */
export class FactsAsSealed20261121060900 implements MigrationInterface {
  readonly name = 'FactsAsSealed20261121060900';

  async up(db: QueryRunner): Promise<void> {
    for (const log of logs) {
      await db.query(`ALTER TABLE tilgang.${log} ALTER COLUMN data TYPE json USING data::json`);
    }
  }

  async down(db: QueryRunner): Promise<void> {
    for (const log of logs) {
      await db.query(`ALTER TABLE tilgang.${log} ALTER COLUMN data TYPE jsonb USING data::jsonb`);
    }
  }
}
