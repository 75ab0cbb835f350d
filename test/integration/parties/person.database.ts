import { Database } from '#platform';
import { createTestDatabase, type TestDatabase } from '../../support/cluster.js';

/** A database of its own with the registries the demo people speak for, and nobody in it yet. */
export async function databaseForPeople(): Promise<TestDatabase> {
  const database = await createTestDatabase();
  const owner = await Database.connect({ url: database.ownerUrl, schema: 'tilgang' });
  try {
    await owner.pool.query(
      `INSERT INTO registry
         (id, name, former_names, kind, citizen_access, in_regulation, decided_by, updated_at)
       SELECT id, id, '{}', 'statutory', 'none', true, 'hds', now()
         FROM unnest(ARRAY['norsk-pasientregister', 'dodsarsaksregisteret',
                           'norsk-hjerneslagregister']) AS id`,
    );
  } finally {
    await owner.close();
  }
  return database;
}
