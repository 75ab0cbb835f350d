import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Keys of registries may be of OpenPGP: what kind a key is, how it is recognised, how long it lasts. */
export class RegistryKeys20261121050301 implements MigrationInterface {
  readonly name = 'RegistryKeys20261121050301';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE tilgang.registry
        ADD key_encryption text CHECK (key_encryption IN ('age', 'openpgp')),
        ADD key_fingerprint text,
        ADD key_registered_at timestamptz(3),
        ADD key_expires_at timestamptz(3);
      UPDATE tilgang.registry SET key_encryption = 'age',
             key_fingerprint = encode(sha256(convert_to(age_recipient, 'UTF8')), 'hex'),
             key_registered_at = (SELECT max(k.registered_at) FROM tilgang.registry_key k
                                   WHERE k.registry_id = registry.id)
       WHERE age_recipient IS NOT NULL;
      -- A registry that has a new key has its files encrypted to that one from then on.
      GRANT UPDATE (age_recipient) ON vault.domain_registry TO tilgang_vault;
      GRANT UPDATE (linker_age_recipient) ON vault.domain TO tilgang_vault;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE tilgang.registry DROP key_encryption, DROP key_fingerprint, DROP key_registered_at,
        DROP key_expires_at;
      REVOKE UPDATE (age_recipient) ON vault.domain_registry FROM tilgang_vault;
      REVOKE UPDATE (linker_age_recipient) ON vault.domain FROM tilgang_vault;
    `);
  }
}
