import type { MigrationInterface, QueryRunner } from 'typeorm';

/** By whom a person's name was given: a provider such as ID-porten gives none. */
export class OwnName20261122070600 implements MigrationInterface {
  readonly name = 'OwnName20261122070600';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE tilgang.person
        -- 'nobody': what stands as the name is the subject or the address, and the person is asked.
        ADD COLUMN name_by text NOT NULL DEFAULT 'provider'
          CHECK (name_by IN ('provider', 'person', 'nobody'));
      UPDATE tilgang.person SET name_by = 'nobody'
       WHERE kind = 'person' AND name IN (subject, email);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE tilgang.person DROP COLUMN name_by');
  }
}
