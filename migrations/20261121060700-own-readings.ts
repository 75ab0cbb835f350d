import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An auditor's own readings, newest first, are read from an index of their own. */
export class OwnReadings20261121060700 implements MigrationInterface {
  readonly name = 'OwnReadings20261121060700';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE INDEX case_event_by_auditor ON tilgang.case_event (actor_id, at DESC, case_id, seq)
       WHERE outcome = 'read' AND actor_role = 'auditor';
      CREATE INDEX service_event_by_actor ON tilgang.service_event (actor_id, at DESC, seq);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP INDEX tilgang.service_event_by_actor;
      DROP INDEX tilgang.case_event_by_auditor;
    `);
  }
}
