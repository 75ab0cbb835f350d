import type { MigrationInterface, QueryRunner } from 'typeorm';

/** One applicant's applications under way by title, so that the same one sent twice is found at once. */
export class ApplicationTwins20261121020100 implements MigrationInterface {
  readonly name = 'ApplicationTwins20261121020100';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE INDEX access_case_twin
          ON tilgang.access_case (applicant_id, md5(lower(title)), reference)
       WHERE application_state NOT IN ('draft', 'closed', 'withdrawn', 'dismissed', 'draft-dropped',
                                       'lapsed');
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP INDEX tilgang.access_case_twin');
  }
}
