import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  Database,
  DataKeyFileRefused,
  DataKeys,
  FileWrapping,
  PostgresFileStore,
  TransitWrapping,
} from '#platform';
import { createTestDatabase, type TestDatabase } from '../../support/cluster.js';
import { KeyService, serviceToken } from '../../support/key-service.js';

/** What is attached is encrypted in the database, and both kinds of keys can be exchanged. */

const folder = mkdtempSync(join(tmpdir(), 'tilgang-data-keys-'));
const keyFile = join(folder, 'key');
let database: TestDatabase;
let db: Database;
let owner: Database;

const newKey = () => randomBytes(32).toString('hex');
const write = (...keys: string[]) =>
  writeFileSync(keyFile, `${keys.join('\n')}\n`, { mode: 0o600 });
const [first, second] = [newKey(), newKey()];
const planted = 'Forskningsprotokoll for Áile Čuoŧŧi, med navn og telefon';

beforeAll(async () => {
  database = await createTestDatabase();
  db = await Database.connect({ url: database.workerUrl, schema: 'tilgang' });
  owner = await Database.connect({ url: database.ownerUrl, schema: 'tilgang', poolSize: 2 });
  write(first);
});
afterAll(async () => {
  await db?.close();
  await owner?.close();
  await database?.drop();
  rmSync(folder, { recursive: true, force: true });
});

const fileId = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const storeWith = (path = keyFile) =>
  new PostgresFileStore(db, new DataKeys(db, new FileWrapping(path)));
async function* bytes(...pieces: (string | Buffer)[]) {
  for (const piece of pieces) yield Buffer.from(piece);
}
async function readBack(store: PostgresFileStore, id: string): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of store.read(id)) pieces.push(piece);
  return Buffer.concat(pieces);
}
/** Everything the database holds of files and their keys. */
async function dump(): Promise<Buffer> {
  const { rows } = await owner.pool.query<{ bytes: Buffer }>(
    'SELECT bytes FROM file_piece UNION ALL SELECT wrapped FROM data_key',
  );
  return Buffer.concat(rows.map((row) => row.bytes));
}

describe('files with data keys', () => {
  it('come back byte by byte, in parts, cut and lengthened, and lie in no dump [R16.0.4]', async () => {
    const store = storeWith();
    const content = Buffer.concat([
      Buffer.from(planted),
      randomBytes(1_300_000),
      Buffer.from(planted),
    ]);
    await store.write(fileId(1), bytes(content.subarray(0, 700_001), content.subarray(700_001)));
    expect(await readBack(store, fileId(1))).toEqual(content);
    expect(await store.sizeOf(fileId(1))).toBe(content.length);
    for (const [from, to] of [
      [0, 10],
      [524_280, 524_300],
      [1_000_000, 9_000_000],
      [5, 5],
    ] as const)
      expect(await store.part(fileId(1), from, to)).toEqual(content.subarray(from, to));
    await store.cutTo(fileId(1), 600_000);
    expect(await readBack(store, fileId(1))).toEqual(content.subarray(0, 600_000));
    await store.append(fileId(1), bytes(content.subarray(600_000)));
    expect(await readBack(store, fileId(1))).toEqual(content);
    const raw = await dump();
    expect(raw.length).toBeGreaterThan(content.length);
    for (const part of [planted, 'Forskningsprotokoll', first, second])
      expect(raw.includes(Buffer.from(part))).toBe(false);
    expect(raw.includes(content.subarray(100_000, 100_032))).toBe(false);
  });

  it('do not open in another place: a piece moved, changed or of another file is an error', async () => {
    const store = storeWith();
    await store.write(fileId(2), bytes('one'));
    await store.write(fileId(3), bytes('two'));
    const swap = (from: number, to: number) =>
      owner.pool.query(
        `UPDATE file_piece SET bytes = (SELECT bytes FROM file_piece WHERE file_id = $1)
          WHERE file_id = $2`,
        [fileId(from), fileId(to)],
      );
    await swap(2, 3);
    await expect(readBack(store, fileId(3))).rejects.toThrow();
    await owner.pool.query(
      `UPDATE file_piece SET bytes = set_byte(bytes, 13, get_byte(bytes, 13) # 1) WHERE file_id = $1`,
      [fileId(2)],
    );
    await expect(readBack(store, fileId(2))).rejects.toThrow();
    await store.remove([fileId(2), fileId(3)]);
  });

  it('are added to by one at a time, as before', async () => {
    const store = storeWith();
    await store.write(fileId(4), bytes('a'));
    const both = await Promise.allSettled([
      store.append(fileId(4), bytes('bbbb')),
      store.append(fileId(4), bytes('cccccc')),
    ]);
    const content = (await readBack(store, fileId(4))).toString();
    const kept = both.filter(({ status }) => status === 'fulfilled').length;
    expect(['abbbb', 'acccccc', 'abbbbcccccc', 'accccccbbbb']).toContain(content);
    expect(kept).toBe(content.length > 7 ? 2 : 1);
    await store.remove([fileId(4)]);
  });

  it('that were stored before there were keys are read, and moved under one', async () => {
    const old = new PostgresFileStore(db);
    await old.write(fileId(5), bytes(planted));
    expect((await dump()).includes(Buffer.from(planted))).toBe(true);
    const store = storeWith();
    expect((await readBack(store, fileId(5))).toString()).toBe(planted);
    expect(await store.moveToNewestKey(100)).toBe(1);
    expect((await dump()).includes(Buffer.from(planted))).toBe(false);
    expect((await readBack(store, fileId(5))).toString()).toBe(planted);
    await expect(readBack(old, fileId(5))).rejects.toThrow();
  });
});

describe('exchanging keys while programs run', () => {
  it('puts every data key under a new key-encryption key, and the old one may go [R16.0.4]', async () => {
    const running = storeWith();
    const before = await readBack(running, fileId(5));
    write(first, second);
    const keys = new DataKeys(db, new FileWrapping(keyFile));
    expect(await keys.rewrap()).toBe(1);
    expect(await keys.rewrap()).toBe(0);
    write(second);
    // One that ran all the while, and one that starts now.
    for (const store of [running, storeWith()])
      expect(await readBack(store, fileId(5))).toEqual(before);
    write(first);
    await expect(readBack(storeWith(), fileId(5))).rejects.toThrow('does not hold the key');
    write(second);
  });

  it('moves what there is under a new data key, with uploads and readings going on [R16.0.4]', async () => {
    const keys = new DataKeys(db, new FileWrapping(keyFile));
    const running = storeWith();
    await running.write(fileId(6), bytes('before'));
    const renewed = await keys.renew();
    const store = new PostgresFileStore(db, keys);
    await store.append(fileId(6), bytes(' and after'));
    while ((await store.moveToNewestKey(2)) > 0) {
      expect((await readBack(running, fileId(6))).toString()).toBe('before and after');
    }
    const { rows } = await owner.pool.query<{ key_id: string }>(
      'SELECT DISTINCT key_id FROM file_piece',
    );
    expect(rows).toEqual([{ key_id: renewed }]);
    await owner.pool.query("UPDATE data_key SET created_at = created_at - interval '1 day'");
    expect(await keys.retireUnused()).toBe(1);
    expect((await readBack(storeWith(), fileId(6))).toString()).toBe('before and after');
  });

  it('is done by a key service too, which keeps its key to itself [R16.0.4]', async () => {
    const service = await KeyService.start();
    const tokenFile = join(folder, 'token');
    writeFileSync(tokenFile, serviceToken, { mode: 0o600 });
    const wrapping = new TransitWrapping({
      ...{ url: service.url, tokenFile, mount: 'transit', key: 'tilgang-data' },
    });
    try {
      service.keys.set('tilgang-data', {
        ...{ versions: new Map([[1, randomBytes(32)]]), latest: 1 },
        ...{ minDecryption: 1, deletionAllowed: false },
      });
      const { by, wrapped } = await wrapping.wrap(Buffer.from('a key'), 'here');
      expect([by, await wrapping.newest()]).toEqual(['transit:tilgang-data:v1', by]);
      expect((await wrapping.unwrap({ by, wrapped }, 'here')).toString()).toBe('a key');
      await expect(wrapping.unwrap({ by, wrapped }, 'there')).rejects.toThrow('another place');
      const served = service.keys.get('tilgang-data')!;
      served.versions.set((served.latest = 2), randomBytes(32));
      expect(await wrapping.newest()).toBe('transit:tilgang-data:v2');
      expect((await wrapping.unwrap({ by, wrapped }, 'here')).toString()).toBe('a key');
      service.isSealed = true;
      await expect(wrapping.wrap(Buffer.from('a key'), 'here')).rejects.toThrow('answered 503');
    } finally {
      await service.end();
    }
  });
});

describe('the key file', () => {
  it.each([
    ['is not there', () => rmSync(keyFile), 'ENOENT'],
    ['is open to others', () => (write(second), chmodSync(keyFile, 0o644)), 'open to others'],
    ['holds something else', () => write('a-secret-that-is-none'), '64 hexadecimal'],
    ['is empty', () => write(), '64 hexadecimal'],
  ])('is refused when it %s, and never shown', (_, spoil, reason) => {
    spoil();
    expect(() => new FileWrapping(keyFile)).toThrow(DataKeyFileRefused);
    try {
      new FileWrapping(keyFile);
    } catch (error) {
      expect(String(error)).toContain(reason);
      expect(String(error)).not.toContain('a-secret');
    } finally {
      rmSync(keyFile, { force: true });
      write(second);
    }
  });
});
