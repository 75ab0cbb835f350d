import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Changes of permits that are signed and take effect on a day of their own. */
export class ChangesToCome20261121020000 implements MigrationInterface {
  readonly name = 'ChangesToCome20261121020000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE INDEX access_case_takes_effect
          ON tilgang.access_case ((tracks -> 'access' ->> 'takesEffectOn'))
       WHERE tracks -> 'access' ->> 'takesEffectOn' IS NOT NULL;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP INDEX tilgang.access_case_takes_effect');
  }
}
