import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Database } from '#platform';
import retention from '../../../data/rules/retention.json' with { type: 'json' };
import { createTestDatabase, type TestDatabase } from '../../support/cluster.js';

/** Nothing of a person or of a case, so that nothing limits how long it may be kept. */
const withoutPeopleAndCases: Readonly<Record<string, string>> = {
  demo_clock: 'the clock of a demonstration',
  demo_mail: 'the mailboxes of made-up people',
  demo_sign_in: 'the sign-ins of made-up people',
  price_list: 'published prices',
  registry: 'the catalogue',
  registry_key: 'public keys of registries',
  rule_date: 'when rules come into force',
  setting_version: 'settings',
  unit: 'names of the units',
  variable: 'the catalogue',
  'vault.signing_key': 'signs certificates, opens nothing',
  'vault.rotation': 'how far a rotation has come',
};

let database: TestDatabase;
let tables: string[];
beforeAll(async () => {
  database = await createTestDatabase();
  const owner = await Database.connect({
    url: database.ownerUrl,
    schema: 'tilgang',
    poolSize: 1,
  });
  const { rows } = await owner.pool.query<{ name: string }>(
    // The queue's own tables are its library's, and hold ids that are gone with the job.
    `SELECT CASE n.nspname WHEN 'tilgang' THEN '' ELSE n.nspname || '.' END || c.relname AS name
       FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition
        AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast', 'bullmq')
        AND c.relname <> 'migration'
      ORDER BY 1`,
  );
  tables = rows.map(({ name }) => name);
  await owner.close();
});
afterAll(() => database?.drop());

const kept = retention.flatMap(({ rows }) => rows);

describe('how long data is kept', () => {
  it('is said of every table with something of a person or a case [law 23] [R15.4.3]', () => {
    expect(tables.length).toBeGreaterThan(90);
    const known = [...kept, ...Object.keys(withoutPeopleAndCases)];
    expect(tables.filter((table) => !known.includes(table))).toEqual([]);
  });

  it('is said once, and of no table that is gone', () => {
    const said = [...kept, ...Object.keys(withoutPeopleAndCases)].sort();
    expect(said).toEqual([...new Set(said)]);
    expect(said.filter((table) => !tables.includes(table))).toEqual([]);
  });

  it('is said with the paragraph it rests on and in words [R15.4.3]', () => {
    for (const { what, keep, basis, why } of retention) {
      expect([what, /§|article/.test(basis), keep.length > 0, why.length > 20]).toEqual([
        what,
        true,
        true,
        true,
      ]);
    }
  });
});
