import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Systems of registries, as actors of their own kind. */
export class RegistrySystems20261122070101 implements MigrationInterface {
  readonly name = 'RegistrySystems20261122070101';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE tilgang.person
        ADD COLUMN kind text NOT NULL DEFAULT 'person' CHECK (kind IN ('person', 'system'));

      -- Which organisation's client may act for which registry, and in what: the token's own word
      -- for it gives nothing.
      CREATE TABLE tilgang.registry_system (
        id                   uuid PRIMARY KEY,
        person_id            uuid NOT NULL REFERENCES tilgang.person,
        organisation_number  text NOT NULL CHECK (organisation_number ~ '^[0-9]{9}$'),
        client_id            text NOT NULL,
        registry_id          text NOT NULL REFERENCES tilgang.registry,
        scopes               text[] NOT NULL CHECK (cardinality(scopes) > 0),
        added_by             uuid REFERENCES tilgang.person,
        added_at             timestamptz(3) NOT NULL,
        withdrawn_at         timestamptz(3)
      );
      CREATE UNIQUE INDEX registry_system_client
        ON tilgang.registry_system (organisation_number, client_id, registry_id)
        WHERE withdrawn_at IS NULL;
      GRANT SELECT, INSERT, UPDATE ON tilgang.registry_system TO tilgang_app;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE tilgang.registry_system;
      ALTER TABLE tilgang.person DROP COLUMN kind;
    `);
  }
}
