import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What lists are filtered, sorted and searched by; all of it derived from the case it stands on. */
export class Worklist20261121019000 implements MigrationInterface {
  readonly name = 'Worklist20261121019000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE tilgang.access_case
        ADD COLUMN title text,
        ADD COLUMN relations text[] NOT NULL DEFAULT '{}',
        ADD COLUMN search_words tsvector NOT NULL DEFAULT '';

      CREATE INDEX access_case_relations ON tilgang.access_case USING gin (relations);
      CREATE INDEX access_case_words ON tilgang.access_case USING gin (search_words);
      CREATE INDEX access_case_state
        ON tilgang.access_case (application_state, changed_at DESC, id DESC);
      CREATE INDEX access_case_waiting
        ON tilgang.access_case (waiting_for, changed_at DESC, id DESC);
      CREATE INDEX access_case_assignee
        ON tilgang.access_case (assignee_id, changed_at DESC, id DESC);
      CREATE INDEX access_case_due ON tilgang.access_case ((coalesce(due_on, 'infinity')), id);
      CREATE INDEX access_case_created ON tilgang.access_case (created_at, id);

      CREATE TABLE tilgang.saved_filter (
        id          uuid PRIMARY KEY,
        person_id   uuid NOT NULL REFERENCES tilgang.person,
        name        text NOT NULL,
        filter      jsonb NOT NULL,
        created_at  timestamptz(3) NOT NULL,
        UNIQUE (person_id, name)
      );
      GRANT SELECT, INSERT, UPDATE, DELETE ON tilgang.saved_filter TO tilgang_app;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE tilgang.saved_filter;
      ALTER TABLE tilgang.access_case
        DROP COLUMN search_words, DROP COLUMN relations, DROP COLUMN title;
      DROP INDEX tilgang.access_case_state, tilgang.access_case_waiting,
        tilgang.access_case_assignee, tilgang.access_case_due, tilgang.access_case_created;
    `);
  }
}
