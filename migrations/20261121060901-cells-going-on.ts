import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was going on on a day, among all that has gone on: found by the day it ended. */
export class CellsGoingOn20261121060901 implements MigrationInterface {
  readonly name = 'CellsGoingOn20261121060901';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE INDEX case_cell_going_on ON tilgang.case_cell
        (measure, coalesce(known_until_on, 'infinity'::date), known_from_on)
        WHERE measure IN ('holding', 'open');
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP INDEX tilgang.case_cell_going_on;');
  }
}
