import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When a letter by post is taken to have arrived. */
export class Arrival20261121030201 implements MigrationInterface {
  readonly name = 'Arrival20261121030201';

  async up(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE tilgang.letter ADD COLUMN arrives_on date');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE tilgang.letter DROP COLUMN arrives_on');
  }
}
