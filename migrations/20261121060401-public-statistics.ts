import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Reports as they were made public: once for each quarter, and never changed. */
export class PublicStatistics20261121060401 implements MigrationInterface {
  readonly name = 'PublicStatistics20261121060401';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE tilgang.public_statistic (
        name         text NOT NULL,
        period       text NOT NULL CHECK (period ~ '^[0-9]{4}-Q[1-4]$'),
        as_of_on     date NOT NULL,
        definitions  text NOT NULL,
        content      jsonb NOT NULL,
        made_at      timestamptz(3) NOT NULL,
        PRIMARY KEY (name, period)
      );
      GRANT SELECT, INSERT ON tilgang.public_statistic TO tilgang_app;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE tilgang.public_statistic');
  }
}
