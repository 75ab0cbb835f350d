import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What the demo identity provider remembers while somebody signs in, for a few minutes. Empty in
 * production, where that provider refuses to start.
 */
export class DemoSignIn20261121000050 implements MigrationInterface {
  readonly name = 'DemoSignIn20261121000050';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE tilgang.demo_sign_in (
        kind        text NOT NULL,
        id          text NOT NULL,
        payload     jsonb NOT NULL,
        expires_at  timestamptz(3) NOT NULL,
        PRIMARY KEY (kind, id)
      );
      GRANT SELECT, INSERT, UPDATE, DELETE ON tilgang.demo_sign_in TO tilgang_app;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE tilgang.demo_sign_in');
  }
}
