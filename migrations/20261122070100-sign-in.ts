import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How strongly and when somebody signed in, sessions by name, and the role a person acts in. */
export class SignIn20261122070100 implements MigrationInterface {
  readonly name = 'SignIn20261122070100';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Nothing is known of how those that stand were begun: everybody signs in once more.
      DELETE FROM tilgang.session;
      ALTER TABLE tilgang.session
        -- What a session is called by its owner; the token is known to the browser alone.
        ADD COLUMN id               uuid NOT NULL UNIQUE,
        ADD COLUMN provider         text NOT NULL,
        ADD COLUMN acr              text,
        -- When the provider last saw the person prove who they are; null where it does not say.
        ADD COLUMN authenticated_at timestamptz(3),
        ADD COLUMN seen_at          timestamptz(3) NOT NULL,
        ADD COLUMN acting_role      text,
        ADD COLUMN browser          text NOT NULL;
      CREATE INDEX session_person ON tilgang.session (person_id, created_at DESC);
      CREATE INDEX session_end ON tilgang.session (expires_at);

      ALTER TABLE tilgang.person
        -- Tokens issued before this are refused: the person has signed out everywhere.
        ADD COLUMN tokens_from timestamptz(3),
        -- The role last chosen; a new session begins in it.
        ADD COLUMN acting_role text;

      -- Tries that failed, by what was tried and who tried it, hashed: more than a few are refused.
      CREATE TABLE tilgang.failed_try (
        source_hash  bytea PRIMARY KEY CHECK (length(source_hash) = 32),
        count        integer NOT NULL CHECK (count > 0),
        until_at     timestamptz(3) NOT NULL
      );
      CREATE INDEX failed_try_end ON tilgang.failed_try (until_at);
      GRANT SELECT, INSERT, UPDATE, DELETE ON tilgang.failed_try TO tilgang_app;
      GRANT UPDATE ON tilgang.session TO tilgang_app;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE tilgang.failed_try;
      ALTER TABLE tilgang.person DROP COLUMN acting_role, DROP COLUMN tokens_from;
      DROP INDEX tilgang.session_end;
      DROP INDEX tilgang.session_person;
      ALTER TABLE tilgang.session
        DROP COLUMN browser, DROP COLUMN acting_role, DROP COLUMN seen_at,
        DROP COLUMN authenticated_at, DROP COLUMN acr, DROP COLUMN provider, DROP COLUMN id;
    `);
  }
}
