import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { Redis } from 'ioredis';
import { migrate, migrateQueueStore, type QueueStore } from '#platform';
import { migrations } from '../../migrations/index.js';

const TEMPLATE = 'tilgang_template';
/** Any number will do, as long as it is the same in all test processes. */
const TEMPLATE_LOCK = 20_261_121;
const PASSWORD = 'only-in-tests';

export interface TestDatabase {
  /** Owner of the schema: may do everything. */
  ownerUrl: string;
  /** tilgang_app, the role of the API: it sees what the person of a request may. */
  appUrl: string;
  /** tilgang_worker, the role of the worker: it sees every row. */
  workerUrl: string;
  /** tilgang_vault, the role of the vault. */
  vaultUrl: string;
  drop(): Promise<void>;
}

/**
 * A database of its own for a spec: migrated, empty, a copy of a template that the first caller of
 * a run makes. Drop it in `afterAll`.
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await asAdmin(async (admin) => {
    await admin.query('SELECT pg_advisory_lock($1)', [TEMPLATE_LOCK]);
    const { rowCount } = await admin.query('SELECT FROM pg_database WHERE datname = $1', [
      TEMPLATE,
    ]);
    if (rowCount === 0) await createTemplate(admin);
    await admin.query('SELECT pg_advisory_unlock($1)', [TEMPLATE_LOCK]);
    await admin.query(`CREATE DATABASE ${name} TEMPLATE ${TEMPLATE}`);
  });
  return databaseOf(name);
}

/**
 * A copy of a database as it is now, file by file: a backup, restored. Nobody may be connected to
 * the original meanwhile.
 */
export async function copyDatabase(original: TestDatabase): Promise<TestDatabase> {
  const from = new URL(original.ownerUrl).pathname.slice(1);
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await asAdmin(async (admin) => {
    await admin.query(`CREATE DATABASE ${name} TEMPLATE ${from} STRATEGY FILE_COPY`);
  });
  return databaseOf(name);
}

/** An empty database without any schema, for tests of the migrations themselves. */
export async function createEmptyDatabase(): Promise<Pick<TestDatabase, 'ownerUrl' | 'drop'>> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await asAdmin(async (admin) => void (await admin.query(`CREATE DATABASE ${name}`)));
  return {
    ownerUrl: urlOf(name),
    drop: () =>
      asAdmin(async (admin) => void (await admin.query(`DROP DATABASE ${name} WITH (FORCE)`))),
  };
}

/** An empty queue store of the kind, used by this test process alone. */
export async function emptyQueueStore(
  kind: 'postgres' | 'redis',
  database: TestDatabase,
): Promise<QueueStore> {
  if (kind === 'postgres') return { postgres: database.appUrl };
  const url = `${setting('TEST_REDIS_URL')}/${process.env['JEST_WORKER_ID'] ?? '0'}`;
  const redis = new Redis(url);
  await redis.flushdb();
  await redis.quit();
  return { redis: url };
}

function databaseOf(name: string): TestDatabase {
  return {
    ownerUrl: urlOf(name),
    appUrl: urlOf(name, 'tilgang_app'),
    workerUrl: urlOf(name, 'tilgang_worker'),
    vaultUrl: urlOf(name, 'tilgang_vault'),
    drop: () =>
      asAdmin(async (admin) => void (await admin.query(`DROP DATABASE ${name} WITH (FORCE)`))),
  };
}

/** Made under another name and renamed when it is whole. */
async function createTemplate(admin: Client): Promise<void> {
  const draft = `${TEMPLATE}_draft`;
  await admin.query(`DROP DATABASE IF EXISTS ${draft} WITH (FORCE)`);
  await admin.query(`CREATE DATABASE ${draft}`);
  await migrate(urlOf(draft), migrations);
  await migrateQueueStore(urlOf(draft));
  const { rows } = await admin.query<{ rolname: string }>(
    "SELECT rolname FROM pg_roles WHERE rolname IN ('tilgang_app', 'tilgang_worker', 'tilgang_vault')",
  );
  for (const { rolname } of rows) {
    await admin.query(`ALTER ROLE ${rolname} LOGIN PASSWORD '${PASSWORD}'`);
  }
  await admin.query(`ALTER DATABASE ${draft} RENAME TO ${TEMPLATE}`);
}

async function asAdmin(work: (admin: Client) => Promise<void>): Promise<void> {
  const admin = new Client({ connectionString: setting('TEST_DATABASE_ADMIN_URL') });
  await admin.connect();
  try {
    await work(admin);
  } finally {
    await admin.end();
  }
}

function urlOf(database: string, role?: string): string {
  const url = new URL(setting('TEST_DATABASE_ADMIN_URL'));
  url.pathname = `/${database}`;
  if (role) [url.username, url.password] = [role, PASSWORD];
  return url.href;
}

function setting(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: jest.config.mjs sets it for specs under test/`);
  return value;
}
