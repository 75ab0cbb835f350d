import { Refused, type Database } from '#platform';
import { RegistryRow } from './registry.entity.js';

/** The whole catalogue, by name. It is small (under a hundred rows) and bounded by law. */
export function registries(db: Database): Promise<RegistryRow[]> {
  return db.orm.getRepository(RegistryRow).find({ order: { name: 'ASC' } });
}

/**
 * Registers the public age key that this registry's key files are encrypted to. Every key there ever
 * was is kept, with who registered it: whoever holds the key reads the files.
 */
export async function registerRecipientKey(
  db: Database,
  registryId: string,
  ageRecipient: string,
  registeredBy: string | null,
  now: Date,
): Promise<void> {
  const { rowCount } = await db.pool.query(
    `WITH known AS (
       UPDATE registry SET age_recipient = $2, updated_at = $4 WHERE id = $1 RETURNING id
     )
     INSERT INTO registry_key (registry_id, registered_at, age_recipient, registered_by)
     SELECT id, $4, $2, $3 FROM known`,
    [registryId, ageRecipient, registeredBy, now],
  );
  if (rowCount === 0) throw new Refused({ code: 'registry-unknown', kind: 'absent' });
}
