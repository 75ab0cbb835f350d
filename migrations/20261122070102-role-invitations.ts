import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Invitations to a role, and people found by name. */
export class RoleInvitations20261122070102 implements MigrationInterface {
  readonly name = 'RoleInvitations20261122070102';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE tilgang.role_invitation (
        id            uuid PRIMARY KEY,
        email         text NOT NULL,
        role          text NOT NULL,
        registry_id   text REFERENCES tilgang.registry,
        unit_id       text REFERENCES tilgang.unit,
        -- Of the token in the last mail; null until it is sent.
        token_hash    bytea UNIQUE CHECK (length(token_hash) = 32),
        invited_by    uuid NOT NULL REFERENCES tilgang.person,
        created_at    timestamptz(3) NOT NULL,
        sent_at       timestamptz(3),
        expires_at    timestamptz(3),
        accepted_by   uuid REFERENCES tilgang.person,
        accepted_at   timestamptz(3),
        withdrawn_at  timestamptz(3)
      );
      CREATE INDEX role_invitation_latest ON tilgang.role_invitation (created_at DESC, id);
      CREATE INDEX person_by_name ON tilgang.person (name, id) WHERE kind = 'person';
      GRANT SELECT, INSERT, UPDATE ON tilgang.role_invitation TO tilgang_app;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP INDEX tilgang.person_by_name;
      DROP TABLE tilgang.role_invitation;
    `);
  }
}
