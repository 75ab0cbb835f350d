import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { Decrypter, Encrypter } from 'age-encryption';
import pg from 'pg';
import {
  type BackupEnd,
  type BackupHead,
  BackupRefused,
  jsonPart,
  type Part,
  partOf,
  partsIn,
  type TablePart,
} from './backup.format.js';
import {
  foreignKeysOf,
  migrationsOf,
  sequencesOf,
  tablesOf,
  type TableToCopy,
} from './backup.tables.js';
import { copiedOut, copyIn } from './copy.streams.js';

/**
 * The whole database as it stands at one moment, encrypted to an age recipient: who makes backups
 * cannot read them. Runs beside everything else and stops nobody.
 *
 * @param ownerUrl of the role that owns the schemas
 * @param recipient `age1...`; the identity to it is kept away from the machine
 */
export async function backUp(
  ownerUrl: string,
  recipient: string,
  now: Date,
): Promise<ReadableStream<Uint8Array>> {
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  const plain = Readable.from(partsOf(ownerUrl, now)).pipe(createGzip({ level: 6 }));
  return encrypter.encrypt(Readable.toWeb(plain) as ReadableStream<Uint8Array>);
}

async function* partsOf(ownerUrl: string, now: Date): AsyncGenerator<Buffer> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const head: BackupHead = {
      format: 1,
      madeAt: now.toISOString(),
      migrations: await migrationsOf(client),
    };
    yield jsonPart('head', head);
    const tables = await tablesOf(client);
    for (const table of tables) {
      yield jsonPart('table', table satisfies TablePart);
      const statement = `COPY ${table.name} (${table.columns.join(', ')}) TO STDOUT (FORMAT binary)`;
      for await (const rows of copiedOut(client, statement)) yield partOf('rows', rows);
    }
    const end: BackupEnd = { tables: tables.length, sequences: await sequencesOf(client) };
    yield jsonPart('end', end);
    await client.query('COMMIT');
  } finally {
    await client.end();
  }
}

/**
 * Puts a backup into a database of the same schema that holds no case; all of it or nothing.
 *
 * @param identity `AGE-SECRET-KEY-1...`
 * @throws BackupRefused where the backup is cut off, of another schema, or the database in use
 * @returns when the backup was made
 */
export async function restore(
  ownerUrl: string,
  backup: ReadableStream<Uint8Array>,
  identity: string,
): Promise<{ madeAt: string; tables: number }> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  const opened = await decrypter.decrypt(backup);
  const plain = Readable.fromWeb(opened as Parameters<typeof Readable.fromWeb>[0]);
  const unzipped = createGunzip();
  // An error is thrown where the parts are read; nobody may be reading yet, or any more.
  const read = pipeline(plain, unzipped).catch(() => undefined);
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query('BEGIN');
    const done = await putBack(client, partsIn(unzipped));
    await client.query('COMMIT');
    return done;
  } finally {
    unzipped.destroy();
    await read;
    // Broken off, the connection takes the transaction with it.
    await client.end();
  }
}

async function putBack(
  client: pg.Client,
  parts: AsyncGenerator<Part>,
): Promise<{ madeAt: string; tables: number }> {
  const head = await next(parts, 'head');
  const { madeAt, migrations } = parsed<BackupHead>(head);
  const here = await migrationsOf(client);
  if (migrations.join() !== here.join()) {
    throw new BackupRefused('The backup is of another version of the schema.');
  }
  await refuseInUse(client);
  const tables = await tablesOf(client);
  const foreignKeys = await foreignKeysOf(client);
  // Rows come table by table, in no order that the keys between them would have.
  for (const { table, name } of foreignKeys) {
    await client.query(`ALTER TABLE ${table} DROP CONSTRAINT ${name}`);
  }
  for (const { name } of tables) await client.query(`ALTER TABLE ${name} DISABLE TRIGGER USER`);
  await client.query(`TRUNCATE ${tables.map(({ name }) => name).join(', ')}`);
  const end = await fill(client, parts, tables);
  for (const { name, value, isCalled } of end.sequences) {
    await client.query('SELECT setval($1::regclass, $2, $3)', [name, value, isCalled]);
  }
  for (const { name } of tables) await client.query(`ALTER TABLE ${name} ENABLE TRIGGER USER`);
  for (const { table, name, definition } of foreignKeys) {
    await client.query(`ALTER TABLE ${table} ADD CONSTRAINT ${name} ${definition}`);
  }
  return { madeAt, tables: end.tables };
}

async function fill(
  client: pg.Client,
  parts: AsyncGenerator<Part>,
  tables: readonly TableToCopy[],
): Promise<BackupEnd> {
  let part = (await parts.next()).value as Part | undefined;
  let filled = 0;
  while (part?.kind === 'table') {
    const { name, columns } = parsed<TablePart>(part);
    const table = tables.find((each) => each.name === name);
    // Names of a file are never written into a statement: they are looked up.
    if (!table || table.columns.join() !== columns.join()) {
      throw new BackupRefused('The backup has a table that is not here.');
    }
    const rest: { part: Part | undefined } = { part: undefined };
    const statement = `COPY ${table.name} (${table.columns.join(', ')}) FROM STDIN (FORMAT binary)`;
    await copyIn(client, statement, rowsUntilNext(parts, rest));
    filled += 1;
    part = rest.part;
  }
  if (part?.kind !== 'end') throw new BackupRefused('The backup is cut off.');
  const end = parsed<BackupEnd>(part);
  if (end.tables !== filled || filled !== tables.length) {
    throw new BackupRefused('The backup does not hold every table.');
  }
  return end;
}

/** The rows that follow; the part behind them is left in `rest`. */
async function* rowsUntilNext(
  parts: AsyncGenerator<Part>,
  rest: { part: Part | undefined },
): AsyncGenerator<Buffer> {
  for (;;) {
    const { value, done } = (await parts.next()) as IteratorResult<Part, undefined>;
    if (done) throw new BackupRefused('The backup is cut off.');
    if (value.kind !== 'rows') {
      rest.part = value;
      return;
    }
    yield value.content;
  }
}

async function refuseInUse(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ inUse: boolean }>(
    `SELECT EXISTS (SELECT FROM tilgang.access_case) OR EXISTS (SELECT FROM vault.domain) AS "inUse"`,
  );
  if (rows[0]?.inUse) throw new BackupRefused('The database holds cases already.');
}

async function next(parts: AsyncGenerator<Part>, kind: Part['kind']): Promise<Part> {
  const { value, done } = (await parts.next()) as IteratorResult<Part, undefined>;
  if (done || value.kind !== kind) throw new BackupRefused('This is no backup of Tilgang.');
  return value;
}

function parsed<T>({ content }: Part): T {
  return JSON.parse(content.toString()) as T;
}
