import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A segment of a map rests in layers, one for each run that brought somebody new. */
export class SegmentLayers20261121040190 implements MigrationInterface {
  readonly name = 'SegmentLayers20261121040190';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE vault.segment
        DROP CONSTRAINT segment_pkey,
        ADD PRIMARY KEY (domain_id, branch, first_part, run_id);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE vault.segment
        DROP CONSTRAINT segment_pkey,
        ADD PRIMARY KEY (domain_id, branch, first_part);
    `);
  }
}
