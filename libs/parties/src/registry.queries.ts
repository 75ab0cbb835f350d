import { type Database, enqueue, outboxRow, type RecipientKey, Refused } from '#platform';
import { RegistryRow } from './registry.entity.js';
import { keyRegistered } from './registry.jobs.js';

/** The whole catalogue, by name. It is small (under a hundred rows) and bounded by law. */
export function registries(db: Database): Promise<RegistryRow[]> {
  return db.orm.getRepository(RegistryRow).find({ order: { name: 'ASC' } });
}

/**
 * Registers the public key that this registry's key files are encrypted to. Every key there ever
 * was is kept, with who registered it: whoever holds the key reads the files.
 */
export async function registerRecipientKey(
  db: Database,
  registryId: string,
  { publicKey, encryption, fingerprint, expiresAt }: RecipientKey,
  registeredBy: string | null,
  now: Date,
): Promise<void> {
  await db.transaction(async (tx) => {
    const { rowCount } = await tx.query(
      `WITH known AS (
         UPDATE registry SET age_recipient = $2, updated_at = $4, key_registered_at = $4,
                key_encryption = $5, key_fingerprint = $6, key_expires_at = $7
          WHERE id = $1 RETURNING id
       )
       INSERT INTO registry_key (registry_id, registered_at, age_recipient, registered_by)
       SELECT id, $4, $2, $3 FROM known`,
      [registryId, publicKey, registeredBy, now, encryption, fingerprint, expiresAt],
    );
    if (rowCount === 0) throw new Refused({ code: 'registry-unknown', kind: 'absent' });
    await enqueue(tx, [outboxRow(keyRegistered, { registryId })], now);
  });
}
