import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The cases that something was logged of since a time: what is to be sealed, without the others. */
export class EventsByTime20261121060801 implements MigrationInterface {
  readonly name = 'EventsByTime20261121060801';

  async up(db: QueryRunner): Promise<void> {
    await db.query('CREATE INDEX case_event_by_time ON tilgang.case_event (at, case_id);');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP INDEX tilgang.case_event_by_time;');
  }
}
