import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a key file is said to be beside it. Runs from before have none. */
export class RunManifest20261121040202 implements MigrationInterface {
  readonly name = 'RunManifest20261121040202';

  async up(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE vault.run ADD manifest jsonb');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE vault.run DROP manifest');
  }
}
