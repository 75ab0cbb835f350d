import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Database } from '#platform';
import { entities } from '../../apps/api/src/entities.js';
import { createEmptyDatabase, createTestDatabase, type TestDatabase } from '../support/cluster.js';
import { migrations } from '../../migrations/index.js';
import { migrate } from '#platform';

let database: TestDatabase;
let db: Database;
beforeAll(async () => {
  database = await createTestDatabase();
  db = await Database.connect({ url: database.ownerUrl, schema: 'tilgang', entities });
});
afterAll(async () => {
  await db.close();
  await database.drop();
});

interface Column {
  table: string;
  name: string;
  type: string;
  nullable: boolean;
}

async function migratedColumns(): Promise<Column[]> {
  const { rows } = await db.pool.query<Column>(
    `SELECT c.relname AS "table", a.attname AS name, format_type(a.atttypid, NULL) AS type,
            NOT a.attnotnull AS nullable
       FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
      WHERE c.relnamespace = 'tilgang'::regnamespace AND c.relkind = 'r'
        AND a.attnum > 0 AND NOT a.attisdropped`,
  );
  return rows;
}

describe('the schema', () => {
  it('has exactly the columns that the entities say, of the same type', async () => {
    const columns = await migratedColumns();
    for (const { tableName, columns: declared } of db.orm.entityMetadatas) {
      const migrated = columns.filter(({ table }) => table === tableName);
      const said = declared.map(({ databaseName, type, isNullable, isArray }) => ({
        table: tableName,
        name: databaseName,
        type: `${long(String(type))}${isArray ? '[]' : ''}`,
        nullable: isNullable,
      }));
      const byName = (a: Column, b: Column) => a.name.localeCompare(b.name);
      expect(migrated.sort(byName)).toEqual(said.sort(byName));
    }
  });

  it('has no table that is neither an entity nor written by SQL alone', async () => {
    const bySqlAlone = [
      'application_version',
      'archive_handover',
      'audit',
      'audit_sample',
      'case_cell',
      'case_file',
      'case_print',
      'delivery_round',
      'demo_clock',
      'demo_mail',
      'demo_sign_in',
      'destruction_approval',
      'export_order',
      'failed_try',
      'figure',
      'figure_change',
      'data_key',
      'file_piece',
      'file_upload',
      'idempotency_key',
      'journal_document',
      'journal_entry',
      'journal_file',
      'journal_number',
      'journal_shielding',
      'journal_waiting',
      'log_seal',
      'log_seal_head',
      'log_time_stamp',
      'member_invitation',
      'message_read',
      'outbox',
      'price_list',
      'print_package',
      'public_journal',
      'public_statistic',
      'recipient_contact',
      'register_entry',
      'register_version',
      'request_count',
      'registry_key',
      'registry_system',
      'role_invitation',
      'rule_date',
      'service_event',
      'service_log',
      'session',
      'unmeasured',
      'unregistered',
      'variable',
    ];
    const tables = new Set((await migratedColumns()).map(({ table }) => table));
    const entityTables = db.orm.entityMetadatas.map(({ tableName }) => tableName);
    expect([...tables].sort()).toEqual([...entityTables, ...bySqlAlone].sort());
  });
});

describe('the migrations', () => {
  it('may be run again without effect', async () => {
    expect(await migrate(database.ownerUrl, migrations)).toEqual([]);
  });

  it('go down and up again', async () => {
    const empty = await createEmptyDatabase();
    const owner = await Database.connect({ url: empty.ownerUrl, schema: 'public', poolSize: 1 });
    try {
      const names = await migrate(empty.ownerUrl, migrations);
      expect(names).toHaveLength(migrations.length);
      const runner = owner.orm.createQueryRunner();
      for (const Each of [...migrations].reverse()) await new Each().down(runner);
      for (const Each of migrations) await new Each().up(runner);
      await runner.release();
    } finally {
      await owner.close();
      await empty.drop();
    }
  });
});

function long(type: string): string {
  return type === 'timestamptz' ? 'timestamp with time zone' : type;
}
