import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What a case is found by, in a table of its own. Its rows are short, for the words lie beside them
 * (toast), so that the thousands of cases a word may stand in are sorted from few pages; and no
 * command that leaves the words as they are touches the index of words.
 */
export class CaseSearch20261121019200 implements MigrationInterface {
  readonly name = 'CaseSearch20261121019200';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE tilgang.case_search (
        case_id     uuid PRIMARY KEY REFERENCES tilgang.access_case,
        created_at  timestamptz(3) NOT NULL,
        changed_at  timestamptz(3) NOT NULL,
        due_on      date,
        words       tsvector NOT NULL
      ) WITH (toast_tuple_target = 128, fillfactor = 80);
      INSERT INTO tilgang.case_search
      SELECT id, created_at, changed_at, due_on, search_words FROM tilgang.access_case;
      CREATE INDEX case_search_words ON tilgang.case_search USING gin (words);
      GRANT SELECT, INSERT, UPDATE ON tilgang.case_search TO tilgang_app;
      ALTER TABLE tilgang.access_case DROP COLUMN search_words;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE tilgang.access_case ADD COLUMN search_words tsvector NOT NULL DEFAULT '';
      UPDATE tilgang.access_case c SET search_words = s.words
        FROM tilgang.case_search s WHERE s.case_id = c.id;
      CREATE INDEX access_case_words ON tilgang.access_case USING gin (search_words);
      DROP TABLE tilgang.case_search;
    `);
  }
}
