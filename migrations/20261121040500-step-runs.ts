import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which run a step's outcome is of, so that work that rests on another one notices. */
export class StepRuns20261121040500 implements MigrationInterface {
  readonly name = 'StepRuns20261121040500';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Null where nothing has come of the step, or what came of it rested on a list since corrected.
      ALTER TABLE vault.order_step ADD run_id uuid;
      -- Runs of before are not known: any id tells them from those to come.
      UPDATE vault.order_step SET run_id = gen_random_uuid() WHERE state = 'done';
      GRANT UPDATE (run_id) ON vault.order_step TO tilgang_vault;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE vault.order_step DROP run_id');
  }
}
