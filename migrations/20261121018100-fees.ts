import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What Helsedataservice charges, as dated lists; the first is that of 2023. */
export class Fees20261121018100 implements MigrationInterface {
  readonly name = 'Fees20261121018100';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE tilgang.price_list (
        valid_from           date PRIMARY KEY,
        one_source_nok       integer NOT NULL CHECK (one_source_nok >= 0),
        several_sources_nok  integer NOT NULL CHECK (several_sources_nok >= 0),
        hour_nok             integer NOT NULL CHECK (hour_nok >= 0),
        registered_by        uuid REFERENCES tilgang.person,
        registered_at        timestamptz(3)
      );
      -- The oldest list holds for every day before it too, so that no case is without prices.
      INSERT INTO tilgang.price_list (valid_from, one_source_nok, several_sources_nok, hour_nok)
      VALUES ('2000-01-01', 1500, 3000, 1155);
      GRANT SELECT, INSERT ON tilgang.price_list TO tilgang_app;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE tilgang.price_list');
  }
}
