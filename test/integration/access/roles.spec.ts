import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../../support/cluster.js';

let database: TestDatabase;
let owner: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase();
  owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await database.drop();
});

interface Thing {
  kind: string;
  name: string;
  attempt: string;
}

/** Everything in a schema that a role could try, from the catalogue: what is new is in it. */
async function thingsIn(schema: string): Promise<Thing[]> {
  const { rows } = await owner.query<Thing>(
    `SELECT CASE relkind WHEN 'S' THEN 'sequence' WHEN 'v' THEN 'view' WHEN 'm' THEN 'view'
                         ELSE 'table' END AS kind,
            relname AS name,
            CASE relkind WHEN 'S' THEN format('SELECT nextval(%L)', oid::regclass)
                         ELSE format('SELECT * FROM %I.%I LIMIT 1', $1::text, relname) END AS attempt
       FROM pg_class
      WHERE relnamespace = $1::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
      UNION ALL
     SELECT 'function', proname,
            format('SELECT %I.%I(%s)', $1::text, proname,
                   (SELECT string_agg(format('NULL::%s', format_type(type, NULL)), ', ' ORDER BY place)
                      FROM unnest(proargtypes) WITH ORDINALITY AS each(type, place)))
       FROM pg_proc f WHERE pronamespace = $1::regnamespace
        -- An extension brings functions that nobody can call: they are part of an index.
        AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = f.oid AND d.deptype = 'e')
      ORDER BY 1, 2`,
    [schema],
  );
  return rows;
}

/** The names of those that the role was let into. */
async function openTo(url: string, things: readonly Thing[]): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const open: string[] = [];
  for (const { kind, name, attempt } of things) {
    const code = await client.query(attempt).then(
      () => null,
      (error: { code: string }) => error.code,
    );
    if (code !== '42501') open.push(`${kind} ${name}: ${code ?? 'let in'}`);
  }
  await client.end();
  return open;
}

describe('the roles of the database', () => {
  it('keep the vault out of everything of the case system and its queues [law 27] [law 26]', async () => {
    const things = [...(await thingsIn('tilgang')), ...(await thingsIn('bullmq'))];
    const kinds = new Set(things.map(({ kind }) => kind));
    expect([...kinds].sort()).toEqual(['function', 'sequence', 'table', 'view']);
    expect(things.length).toBeGreaterThan(80);
    expect(await openTo(database.vaultUrl, things)).toEqual([]);
  });

  it.each(['appUrl', 'workerUrl'] as const)(
    'keep the role of %s out of everything of the vault [law 27] [law 26]',
    async (role) => {
      const things = await thingsIn('vault');
      expect(things.length).toBeGreaterThan(20);
      expect(await openTo(database[role], things)).toEqual([]);
    },
  );

  it('let each into its own, so that the tries above could have succeeded', async () => {
    const tables = (things: Thing[]) => things.filter(({ kind }) => kind === 'table');
    const own = tables(await thingsIn('tilgang'));
    expect((await openTo(database.workerUrl, own)).length).toBe(own.length);
    const vaults = tables(await thingsIn('vault'));
    expect((await openTo(database.vaultUrl, vaults)).length).toBe(vaults.length);
  });

  it('are members of nothing but what they must be, and none is above the walls', async () => {
    const { rows } = await owner.query<{ role: string; of: string[] }>(
      `SELECT r.rolname AS role,
              ARRAY(SELECT g.rolname::text FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid
                     WHERE m.member = r.oid ORDER BY 1) AS of
         FROM pg_roles r
        WHERE r.rolname LIKE 'tilgang\\_%' AND r.rolname <> 'tilgang_owner' ORDER BY 1`,
    );
    expect(rows).toEqual([
      { role: 'tilgang_app', of: [] },
      { role: 'tilgang_vault', of: [] },
      { role: 'tilgang_worker', of: ['tilgang_app'] },
    ]);
    const above = await owner.query(
      `SELECT rolname FROM pg_roles WHERE rolname IN ('tilgang_app', 'tilgang_worker', 'tilgang_vault')
          AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb)`,
    );
    expect(above.rows).toEqual([]);
  });
});
