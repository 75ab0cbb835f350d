import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Whether a person has applied: an administrator who gives them a role sees none of their cases, and
 * must not take from them what they have there.
 */
export class HasApplied20261122070103 implements MigrationInterface {
  readonly name = 'HasApplied20261122070103';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE FUNCTION tilgang.has_applied(asked uuid) RETURNS boolean
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = tilgang, pg_temp
        AS 'SELECT EXISTS (SELECT FROM tilgang.access_case WHERE applicant_id = asked)';
      REVOKE ALL ON FUNCTION tilgang.has_applied(uuid) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION tilgang.has_applied(uuid) TO tilgang_app;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP FUNCTION tilgang.has_applied(uuid)');
  }
}
