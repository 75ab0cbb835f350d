import { createHash, randomUUID } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  DispatchRow,
  DispatchService,
  LetterFileRow,
  LetterRow,
  LetterService,
  makePrintPackage,
  packageFile,
  PortalChannel,
  postPackage,
  printPackages,
  routesBy,
} from '#letters';
import { Database, PostgresFileStore } from '#platform';
import { createTestDatabase, type TestDatabase } from '../../support/cluster.js';
import { FixedClock } from '../../support/given.js';
import { givenCase, givenLetter } from './letter.fixtures.js';

const staff = randomUUID();
const clock = new FixedClock(new Date('2026-04-29T09:30:00.000Z'));
let database: TestDatabase;
let db: Database;
let store: PostgresFileStore;
let caseId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  const entities = [LetterRow, LetterFileRow, DispatchRow];
  db = await Database.connect({ url: database.workerUrl, schema: 'tilgang', entities });
  store = new PostgresFileStore(db);
  caseId = await givenCase(db);
});
afterAll(async () => {
  await db.close();
  await database.drop();
});

/** Letters whose recipient no alert reaches: they go by post. */
async function givenPost(count: number): Promise<string[]> {
  const dispatches = new DispatchService(db, clock, routesBy([new PortalChannel(db)]));
  const letters = new LetterService(db, clock, dispatches);
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const id = await givenLetter(db, caseId);
    await letters.produce(id);
    ids.push(id);
  }
  return ids;
}

const pack = () => makePrintPackage(db, store, staff, clock.at);

interface Manifest {
  letters: { file: string; letterId: string; sha256: string; address: string[] }[];
}

/** A package unpacked by a program that is not ours. */
async function unpacked(
  id: string,
): Promise<{ manifest: Manifest; fileOf: (name: string) => Buffer }> {
  const folder = mkdtempSync(join(tmpdir(), 'tilgang-post-'));
  const chunks: Uint8Array[] = [];
  for await (const chunk of await packageFile(db, store, id)) chunks.push(chunk);
  const file = join(folder, 'package.zip');
  writeFileSync(file, Buffer.concat(chunks));
  const entry = (name: string) =>
    execFileSync('unzip', ['-p', file, name], { maxBuffer: 50_000_000 });
  const manifest = JSON.parse(entry('manifest.json').toString()) as Manifest;
  const files = new Map(manifest.letters.map(({ file: name }) => [name, entry(name)]));
  rmSync(folder, { recursive: true });
  return { manifest, fileOf: (name) => files.get(name)! };
}

describe('a print package', () => {
  it('holds each letter that waits, with address and hash, and in one package only', async () => {
    const ids = await givenPost(3);
    expect((await printPackages(db)).waiting).toBe(3);
    const [first, second] = await Promise.allSettled([pack(), pack()]);
    const made = [first, second].flatMap((each) => (each.status === 'fulfilled' ? each.value : []));
    const packages = await Promise.all(made.map(unpacked));
    const packed = packages.flatMap(({ manifest }) => manifest.letters);
    expect(packed.map(({ letterId }) => letterId).sort()).toEqual([...ids].sort());
    for (const { manifest, fileOf } of packages) {
      for (const { file, sha256, address } of manifest.letters) {
        expect(createHash('sha256').update(fileOf(file)).digest('hex')).toBe(sha256);
        expect(address.length).toBeGreaterThan(0);
      }
    }
    await expect(pack()).rejects.toMatchObject({ refusal: { code: 'nothing-to-print' } });
  });

  it('has its letters leave when a person has posted it, once', async () => {
    const [id = ''] = await givenPost(1);
    const packageId = await pack();
    const letter = () => db.orm.getRepository(LetterRow).findOneByOrFail({ id });
    expect(await letter()).toMatchObject({ status: 'produced', dispatchedAt: null });
    const posted = { postedOn: '2026-04-29', arrivesOn: '2026-05-07', postedBy: staff };
    await postPackage(db, packageId, posted, clock.at);
    expect(await letter()).toMatchObject({
      status: 'dispatched',
      dispatchedAt: clock.at,
      arrivesOn: '2026-05-07',
    });
    await expect(postPackage(db, packageId, posted, clock.at)).rejects.toMatchObject({
      refusal: { code: 'print-package-posted-before' },
    });
    const { rowCount } = await db.pool.query(
      `SELECT FROM outbox WHERE job = 'letter-dispatched' AND payload ->> 'letterId' = $1`,
      [id],
    );
    expect(rowCount).toBe(1);
  });

  it('is stored when it is asked for, where a killed process left it out', async () => {
    await givenPost(1);
    const failing = new PostgresFileStore(db);
    failing.write = () => Promise.reject(new Error('killed'));
    await expect(makePrintPackage(db, failing, staff, clock.at)).rejects.toThrow('killed');
    const { items } = await printPackages(db);
    const left = items.find(({ sha256 }) => sha256 === null)!;
    expect((await unpacked(left.id)).manifest.letters).toHaveLength(1);
    const again = (await printPackages(db)).items.find(({ id }) => id === left.id);
    expect(again?.sha256).toMatch(/^[0-9a-f]{64}$/);
  });
});
