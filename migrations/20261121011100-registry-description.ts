import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a registry holds, in words: shown with each source of an application. */
export class RegistryDescription20261121011100 implements MigrationInterface {
  readonly name = 'RegistryDescription20261121011100';

  async up(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE tilgang.registry ADD COLUMN description text');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE tilgang.registry DROP COLUMN description');
  }
}
