import { Refused, type Database } from '#platform';
import { RegistryRow } from './registry.entity.js';

/** The whole catalogue, by name. It is small (under a hundred rows) and bounded by law. */
export function registries(db: Database): Promise<RegistryRow[]> {
  return db.orm.getRepository(RegistryRow).find({ order: { name: 'ASC' } });
}

/** Registers the public age key that this registry's key files are encrypted to. */
export async function registerRecipientKey(
  db: Database,
  registryId: string,
  ageRecipient: string,
  now: Date,
): Promise<void> {
  const { affected } = await db.orm
    .getRepository(RegistryRow)
    .update({ id: registryId }, { ageRecipient, updatedAt: now });
  if (affected === 0) throw new Refused({ code: 'registry-unknown', kind: 'absent' });
}
