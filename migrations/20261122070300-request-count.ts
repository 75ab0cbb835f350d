import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Requests by person or address and minute, for all API processes together. Minutes old at most. */
export class RequestCount20261122070300 implements MigrationInterface {
  readonly name = 'RequestCount20261122070300';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE UNLOGGED TABLE tilgang.request_count (
        window_at  timestamptz(3) NOT NULL,
        kind       text NOT NULL,
        -- A hash of a person's id or of an address: nobody needs to know whose.
        subject    text NOT NULL,
        count      integer NOT NULL,
        PRIMARY KEY (window_at, kind, subject)
      );
      GRANT SELECT, INSERT, UPDATE, DELETE ON tilgang.request_count TO tilgang_app;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE tilgang.request_count');
  }
}
