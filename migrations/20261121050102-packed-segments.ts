import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A segment of a map may rest packed: people and serial numbers in one sealed column. */
export class PackedSegments20261121050102 implements MigrationInterface {
  readonly name = 'PackedSegments20261121050102';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE vault.segment
        ADD packed bytea,
        ALTER tags DROP NOT NULL,
        ALTER serials DROP NOT NULL,
        ADD CHECK ((packed IS NULL) = (tags IS NOT NULL) AND (packed IS NULL) = (serials IS NOT NULL));
      ALTER TABLE vault.segment ALTER packed SET STORAGE EXTERNAL;
    `);
  }

  /** Fails where a map rests packed: nothing but the program can write it otherwise. */
  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE vault.segment
        ALTER tags SET NOT NULL,
        ALTER serials SET NOT NULL,
        DROP packed;
    `);
  }
}
