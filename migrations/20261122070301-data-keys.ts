import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Files are encrypted with data keys, which stand here wrapped by a key that is kept elsewhere. */
export class DataKeys20261122070301 implements MigrationInterface {
  readonly name = 'DataKeys20261122070301';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE tilgang.data_key (
        id          uuid PRIMARY KEY,
        wrapped_by  text NOT NULL,
        wrapped     bytea NOT NULL,
        created_at  timestamptz NOT NULL
      );
      GRANT SELECT, INSERT, UPDATE, DELETE ON tilgang.data_key TO tilgang_app;

      ALTER TABLE tilgang.file_piece
        ADD COLUMN size integer,
        ADD COLUMN key_id uuid REFERENCES tilgang.data_key;
      UPDATE tilgang.file_piece SET size = length(bytes);
      ALTER TABLE tilgang.file_piece ALTER COLUMN size SET NOT NULL;
      CREATE INDEX file_piece_key ON tilgang.file_piece (key_id);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE tilgang.file_piece DROP COLUMN size, DROP COLUMN key_id;
      DROP TABLE tilgang.data_key;
    `);
  }
}
