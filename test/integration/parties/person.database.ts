import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { migrate } from '#platform';
import { migrations } from '../../../migrations/index.js';

/** The registries the demo people speak for, in a migrated database of its own. */
export async function databaseForPeople(): Promise<{ url: string; drop(): Promise<void> }> {
  const adminUrl = process.env.TEST_DATABASE_ADMIN_URL;
  if (!adminUrl) throw new Error('TEST_DATABASE_ADMIN_URL is missing: start with npm test.');
  const name = `people_${randomBytes(6).toString('hex')}`;
  const url = Object.assign(new URL(adminUrl), { pathname: `/${name}` }).href;
  await query(adminUrl, `CREATE DATABASE ${name}`);
  await migrate(url, migrations);
  await query(
    url,
    `INSERT INTO tilgang.registry
       (id, name, former_names, kind, citizen_access, in_regulation, decided_by, updated_at)
     SELECT id, id, '{}', 'statutory', 'none', true, 'hds', now()
       FROM unnest(ARRAY['norsk-pasientregister', 'dodsarsaksregisteret',
                         'norsk-hjerneslagregister']) AS id`,
  );
  // From here on nobody who connects may do more than the application may.
  await query(url, `ALTER DATABASE ${name} SET role TO tilgang_app`);
  return { url, drop: () => query(adminUrl, `DROP DATABASE ${name} WITH (FORCE)`) };
}

async function query(url: string, text: string): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    await client.query(text);
  } finally {
    await client.end();
  }
}
