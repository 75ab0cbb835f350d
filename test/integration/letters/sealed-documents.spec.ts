import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DispatchService, letterPdf, LetterService, PortalChannel } from '#letters';
import {
  Database,
  DataKeyRowSealing,
  DataKeys,
  FileWrapping,
  moveRowsToNewestKey,
  PostgresFileStore,
} from '#platform';
import { archivedPdf } from '../../../libs/cases/src/archive/archive.queries.js';
import { workArchive } from '../../support/archiving.js';
import { type CasesUnderTest, givenCases } from '../../support/given.js';

/** Letters and pages of the journal rest encrypted, and their keys are exchanged while programs run. */

const folder = mkdtempSync(join(tmpdir(), 'tilgang-sealed-'));
const keyFile = join(folder, 'key');
/** Synthetic: 80 added to the month. */
const planted = '15818810048';
let given: CasesUnderTest;
let keys: DataKeys;

interface Resting {
  table: 'letter_file' | 'journal_file';
  id: string;
  pdf: Buffer;
  size: number;
  key_id: string | null;
  sha256: Buffer;
}

beforeAll(async () => {
  given = await givenCases();
  writeFileSync(keyFile, randomBytes(32).toString('hex'), { mode: 0o600 });
  keys = new DataKeys(given.db, new FileWrapping(keyFile));
});
afterAll(async () => {
  await given?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Every document that rests in a row, with the checksum of what is in it. */
async function resting(): Promise<Resting[]> {
  const { rows } = await given.owner.pool.query<Resting>(
    `SELECT 'letter_file' AS table, letter_id AS id, pdf, size, key_id, l.sha256
       FROM letter_file JOIN letter l ON l.id = letter_id
     UNION ALL
     SELECT 'journal_file', document_id, pdf, size, key_id, sha256 FROM journal_file
     ORDER BY 1, 2`,
  );
  return rows;
}

const read = async ({ table, id }: Resting): Promise<Buffer> =>
  archivedPdf(given.db, { id, letterId: table === 'letter_file' ? id : null });

async function expectReadable(): Promise<void> {
  const documents = await resting();
  expect(new Set(documents.map(({ table }) => table)).size).toBe(2);
  for (const document of documents) {
    const pdf = await read(document);
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(pdf.length).toBe(document.size);
    expect(createHash('sha256').update(pdf).digest()).toEqual(document.sha256);
  }
}

/** All that lies in the case system's tables, as a dump has it: bytes are hexadecimal in it. */
async function dump(): Promise<string> {
  const tables = await given.owner.pool.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables
      WHERE table_schema = 'tilgang' AND table_type = 'BASE TABLE'`,
  );
  const parts: string[] = [];
  for (const { name } of tables.rows) {
    const { rows } = await given.owner.pool.query<{ row: string }>(
      `SELECT t::text AS row FROM ${name} t`,
    );
    parts.push(...rows.map(({ row }) => row));
  }
  return parts.join('\n');
}

const hex = (text: string): string => Buffer.from(text).toString('hex');

describe('documents with data keys', () => {
  it('that were stored before there were keys are read, and sealed while programs run', async () => {
    await given.givenCase('decided');
    await workArchive(given);
    expect(await dump()).toContain(hex('%PDF-'));
    const before = await resting();
    expect(before.every(({ key_id }) => key_id === null)).toBe(true);
    given.db.sealing = new DataKeyRowSealing(keys);
    await expectReadable();
    // Some at a time, and read in between.
    let moved = 0;
    for (let more = 1; more > 0; moved += more) {
      more = await moveRowsToNewestKey(given.db, 2);
      await expectReadable();
    }
    expect(moved).toBe(before.length);
    expect((await resting()).every(({ key_id }) => key_id !== null)).toBe(true);
    expect(await dump()).not.toContain(hex('%PDF-'));
  });

  it('lie in no dump, as letters and as pages of the journal, nor does what is attached [R16.0.4]', async () => {
    const { id } = await given.givenCase('decided');
    const store = new PostgresFileStore(given.db, keys);
    const attached = Buffer.from(`Deltakerliste: ${planted}\n`);
    await store.write(
      id,
      (async function* () {
        yield await Promise.resolve(attached);
      })(),
    );
    await workArchive(given);
    const documents = await resting();
    expect(documents.every(({ key_id, pdf, size }) => key_id && pdf.length === size + 28)).toBe(
      true,
    );
    await expectReadable();
    const all = await dump();
    expect(all.length).toBeGreaterThan(100_000);
    for (const part of [planted, 'Deltakerliste', '%PDF-']) {
      expect(all).not.toContain(part);
      expect(all).not.toContain(hex(part));
    }
    for (const document of documents) {
      const pdf = await read(document);
      expect(all).not.toContain(pdf.subarray(1_000, 1_032).toString('hex'));
    }
  });

  it('are stored where every connection is taken: no transaction waits for a key', async () => {
    const { id } = await given.givenCase('decided');
    const { url } = given.db.orm.options as { url: string };
    const db = await Database.connect({ url, schema: 'tilgang', poolSize: 1 });
    try {
      db.sealing = new DataKeyRowSealing(new DataKeys(db, new FileWrapping(keyFile)));
      const routes = { channels: [new PortalChannel(db)], choose: () => [] };
      const letters = new LetterService(
        db,
        given.clock,
        new DispatchService(db, given.clock, routes),
      );
      const { rows } = await given.db.pool.query<{ id: string }>(
        'SELECT id FROM letter WHERE case_id = $1',
        [id],
      );
      await Promise.all(rows.map((letter) => letters.produce(letter.id)));
      for (const letter of rows) expect(await letterPdf(db, letter.id)).not.toBeNull();
    } finally {
      await db.close();
    }
  });

  it('do not open in another row', async () => {
    const [one, other] = (await resting()).filter(({ table }) => table === 'letter_file');
    await given.owner.pool.query(
      `UPDATE letter_file SET (pdf, size, key_id, row_key) =
         (SELECT pdf, size, key_id, row_key FROM letter_file WHERE letter_id = $1)
        WHERE letter_id = $2`,
      [one!.id, other!.id],
    );
    await expect(letterPdf(given.db, other!.id)).rejects.toThrow();
    await given.owner.pool.query('DELETE FROM letter_file WHERE letter_id = $1', [other!.id]);
  });
});

describe('exchanging their keys', () => {
  it('leaves the sealed bytes as they are, and the old key may go [R16.0.4]', async () => {
    const before = await resting();
    const renewed = await keys.renew();
    expect(await moveRowsToNewestKey(given.db, 1_000)).toBe(before.length);
    expect(await moveRowsToNewestKey(given.db, 1_000)).toBe(0);
    const after = await resting();
    expect(after.map(({ pdf }) => pdf)).toEqual(before.map(({ pdf }) => pdf));
    expect(new Set(after.map(({ key_id }) => key_id))).toEqual(new Set([renewed]));
    await new PostgresFileStore(given.db, keys).moveToNewestKey(100);
    await given.owner.pool.query("UPDATE data_key SET created_at = created_at - interval '1 day'");
    expect(await keys.retireUnused()).toBe(1);
    await expectReadable();
  });

  it('gives no program the means to change a document', async () => {
    const [letter] = await resting();
    const { id } = letter!;
    const app = await Database.connect({ url: given.databaseUrl, schema: 'tilgang', poolSize: 2 });
    try {
      const sealAnew = `SELECT seal_letter_file('${id}', decode(repeat('00', ${letter!.size + 28}), 'hex'),
                          '${letter!.key_id}', '\\x00')`;
      await expect(app.pool.query(sealAnew)).rejects.toThrow(/permission denied/);
      await expect(app.pool.query('UPDATE letter_file SET row_key = NULL')).rejects.toThrow(
        /permission denied/,
      );
      for (const change of ["UPDATE letter_file SET pdf = ''", 'UPDATE letter_file SET size = 0'])
        await expect(given.db.pool.query(change)).rejects.toThrow(/permission denied/);
      // What is sealed is not sealed again.
      await given.db.pool.query(sealAnew);
      await expectReadable();
    } finally {
      await app.close();
    }
  });
});
