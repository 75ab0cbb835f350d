import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Every version of every permit, frozen: what was given can be fetched again, byte for byte. */
export class PermitVersions20261121015000 implements MigrationInterface {
  readonly name = 'PermitVersions20261121015000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE tilgang.permit_version (
        permit_id       text PRIMARY KEY,
        case_id         uuid NOT NULL REFERENCES tilgang.access_case,
        base            text NOT NULL,
        version         integer NOT NULL CHECK (version > 0),
        content         text NOT NULL,
        sha256          text NOT NULL CHECK (sha256 = encode(sha256(convert_to(content, 'UTF8')), 'hex')),
        -- The case that asked for the change: each gives one version at most.
        change_case_id  uuid UNIQUE REFERENCES tilgang.access_case,
        created_at      timestamptz(3) NOT NULL,
        UNIQUE (base, version),
        UNIQUE (case_id, version)
      );
      GRANT SELECT, INSERT ON tilgang.permit_version TO tilgang_app;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE tilgang.permit_version');
  }
}
