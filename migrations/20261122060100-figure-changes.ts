import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What the figures changed by on each day: a report as of an earlier day adds up some thousand rows
 * of these, where it had to go through each case's cells.
 */
export class FigureChanges20261122060100 implements MigrationInterface {
  readonly name = 'FigureChanges20261122060100';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE tilgang.figure_change (
        measure     text NOT NULL,
        month       text NOT NULL,
        kind        text NOT NULL,
        unit_id     text NOT NULL,
        part        text NOT NULL,
        value       integer NOT NULL,
        changed_on  date NOT NULL,
        count       bigint NOT NULL,
        PRIMARY KEY (measure, month, changed_on, part, value, kind, unit_id) INCLUDE (count)
      );

      INSERT INTO tilgang.figure_change
             (measure, month, kind, unit_id, part, value, changed_on, count)
      SELECT measure, month, kind, coalesce(unit_id, ''), part, value, changed_on, sum(by_count)
        FROM tilgang.case_cell, LATERAL (VALUES
             (known_from_on, count::bigint), (known_until_on, -count::bigint)) AS day (changed_on, by_count)
       WHERE changed_on IS NOT NULL AND measure NOT IN ('holding', 'open')
       GROUP BY 1, 2, 3, 4, 5, 6, 7 HAVING sum(by_count) <> 0;

      -- What was going on on a day lies neither before nor after it in any order of days: an index of
      -- ranges finds it without what ended before and what ended long after.
      DROP INDEX tilgang.case_cell_going_on;
      CREATE INDEX case_cell_going_on ON tilgang.case_cell
       USING spgist (daterange(known_from_on, known_until_on))
       WHERE measure IN ('holding', 'open');

      GRANT SELECT, INSERT, UPDATE, DELETE ON tilgang.figure_change TO tilgang_app;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE tilgang.figure_change;
      DROP INDEX tilgang.case_cell_going_on;
      CREATE INDEX case_cell_going_on ON tilgang.case_cell
        (measure, coalesce(known_until_on, 'infinity'::date), known_from_on)
        WHERE measure IN ('holding', 'open');
    `);
  }
}
