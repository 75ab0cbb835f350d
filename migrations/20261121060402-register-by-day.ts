import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The public register is read by the day of what happened: many entries are published at once. */
export class RegisterByDay20261121060402 implements MigrationInterface {
  readonly name = 'RegisterByDay20261121060402';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE INDEX register_entry_public ON tilgang.register_entry (happened_on DESC, id DESC)
        WHERE published_at IS NOT NULL;
      DROP INDEX tilgang.register_entry_published;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE INDEX register_entry_published ON tilgang.register_entry (published_at DESC, id DESC)
        WHERE published_at IS NOT NULL;
      DROP INDEX tilgang.register_entry_public;
    `);
  }
}
