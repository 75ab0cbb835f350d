import type { MigrationInterface, QueryRunner } from 'typeorm';

const documents = { letter_file: 'letter_id', journal_file: 'document_id' };

/**
 * Letters and the pages of the journal are encrypted like attached files. What is stored already is
 * sealed by the worker, a bounded number at a time, while everything runs.
 */
export class SealedDocuments20261122070500 implements MigrationInterface {
  readonly name = 'SealedDocuments20261122070500';

  async up(db: QueryRunner): Promise<void> {
    for (const [table, name] of Object.entries(documents)) {
      await db.query(`
        ALTER TABLE tilgang.${table}
          ADD COLUMN size integer,
          ADD COLUMN key_id uuid REFERENCES tilgang.data_key,
          ADD COLUMN row_key bytea,
          ADD CHECK ((key_id IS NULL) = (row_key IS NULL));
        UPDATE tilgang.${table} SET size = octet_length(pdf);
        ALTER TABLE tilgang.${table} ALTER COLUMN size SET NOT NULL;
        -- Sealed bytes do not compress.
        ALTER TABLE tilgang.${table} ALTER COLUMN pdf SET STORAGE EXTERNAL;
        CREATE INDEX ${table}_key ON tilgang.${table} (key_id);
        -- The bytes themselves are changed by nobody; their key moves under newer ones.
        GRANT UPDATE (key_id, row_key) ON tilgang.${table} TO tilgang_worker;

        -- A document from before there were keys, once: 28 bytes longer, as a seal makes it.
        CREATE FUNCTION tilgang.seal_${table}(document uuid, sealed bytea, under uuid, own_key bytea)
        RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = tilgang, pg_temp AS $$
          UPDATE tilgang.${table} SET pdf = sealed, key_id = under, row_key = own_key
           WHERE ${name} = document AND key_id IS NULL AND octet_length(sealed) = size + 28
        $$;
        REVOKE ALL ON FUNCTION tilgang.seal_${table}(uuid, bytea, uuid, bytea) FROM PUBLIC;
        GRANT EXECUTE ON FUNCTION tilgang.seal_${table}(uuid, bytea, uuid, bytea) TO tilgang_worker;
      `);
    }
  }

  /** Fails where documents are sealed: nothing but the program can open them. */
  async down(db: QueryRunner): Promise<void> {
    for (const table of Object.keys(documents)) {
      await db.query(`
        DO $$ BEGIN
          IF EXISTS (SELECT FROM tilgang.${table} WHERE key_id IS NOT NULL) THEN
            RAISE EXCEPTION 'documents are sealed';
          END IF;
        END $$;
        DROP FUNCTION tilgang.seal_${table}(uuid, bytea, uuid, bytea);
        ALTER TABLE tilgang.${table} DROP COLUMN size, DROP COLUMN key_id, DROP COLUMN row_key;
        ALTER TABLE tilgang.${table} ALTER COLUMN pdf SET STORAGE EXTENDED;
      `);
    }
  }
}
