import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Waiting is counted by stage and by the unit that had the case: every case is counted anew. */
export class WaitsByStage20261121060800 implements MigrationInterface {
  readonly name = 'WaitsByStage20261121060800';

  async up(db: QueryRunner): Promise<void> {
    await markAll(db);
  }

  /** The cells of the definition before come by counting by it. */
  async down(db: QueryRunner): Promise<void> {
    await markAll(db);
  }
}

async function markAll(db: QueryRunner): Promise<void> {
  await db.query(`
    INSERT INTO tilgang.unmeasured (case_id)
    SELECT id FROM tilgang.access_case
     WHERE application_state NOT IN ('draft', 'draft-dropped', 'lapsed');
  `);
}
