import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { verifyLog } from '#audit';
import {
  backUp,
  Database,
  DataKeyRowSealing,
  DataKeys,
  FileWrapping,
  migrate,
  restore,
} from '#platform';
import { archivedPdf } from '../../../libs/cases/src/archive/archive.queries.js';
import { migrations } from '../../../migrations/index.js';
import { workArchive } from '../../support/archiving.js';
import { createEmptyDatabase } from '../../support/cluster.js';
import { type CasesUnderTest, givenCases } from '../../support/given.js';
import { wholeApplication } from '../../support/journey.js';

const folder = mkdtempSync(join(tmpdir(), 'tilgang-backup-'));
let given: CasesUnderTest;
let ownerUrl: string;
let identity: string;
let recipient: string;
let backup: Uint8Array;
const keyFile = keyFileNamed('data-key');

beforeAll(async () => {
  given = await givenCases();
  given.db.sealing = sealingWith(given.db, keyFile);
  await given.givenCase('decided');
  await given.givenCase('submitted');
  await workArchive(given);
  ownerUrl = String((given.owner.orm.options as { url: string }).url);
  identity = await generateX25519Identity();
  recipient = await identityToRecipient(identity);
  backup = await bytesOf(await backUp(ownerUrl, recipient, new Date('2026-11-22T00:00:00Z')));
}, 60_000);
afterAll(async () => {
  await given?.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('a backup', () => {
  it('goes into a fresh database with everything in it, and the log there is whole [R16.0.4]', async () => {
    const fresh = await freshDatabase();
    try {
      const done = await restore(fresh.ownerUrl, streamOf(backup), identity);
      expect(done.madeAt).toBe('2026-11-22T00:00:00.000Z');
      const copy = await Database.connect({ url: fresh.ownerUrl, schema: 'tilgang', poolSize: 2 });
      try {
        expect(await contents(copy)).toEqual(await contents(given.owner));
        const { events, cases, faults } = await verifyLog(copy);
        expect([cases, faults]).toEqual([2, []]);
        expect(events).toBeGreaterThan(20);
        // Numbers go on from where they were: no case gets the reference of another.
        const next = `SELECT nextval('case_reference_seq')::text AS next`;
        expect((await copy.pool.query(next)).rows).toEqual(
          (await given.owner.pool.query(next)).rows,
        );
        expect(await keysAndTriggers(copy)).toEqual(await keysAndTriggers(given.owner));
      } finally {
        await copy.close();
      }
    } finally {
      await fresh.drop();
    }
  }, 60_000);

  it('has letters and pages of the journal sealed, and they open with the key file alone [R16.0.4]', async () => {
    const fresh = await freshDatabase();
    try {
      await restore(fresh.ownerUrl, streamOf(backup), identity);
      const copy = await Database.connect({ url: fresh.ownerUrl, schema: 'tilgang', poolSize: 2 });
      try {
        const documents = await documentsIn(copy);
        expect(new Set(documents.map(({ isLetter }) => isLetter)).size).toBe(2);
        await expect(opened(copy, documents[0]!)).rejects.toThrow('no data key is set up here');
        copy.sealing = sealingWith(copy, keyFileNamed('another-key'));
        await expect(opened(copy, documents[0]!)).rejects.toThrow();
        copy.sealing = sealingWith(copy, keyFile);
        for (const document of documents) {
          const pdf = await opened(copy, document);
          expect(document.isSealed).toBe(true);
          expect(createHash('sha256').update(pdf).digest()).toEqual(document.sha256);
        }
      } finally {
        await copy.close();
      }
    } finally {
      await fresh.drop();
    }
  }, 60_000);

  it('shows nothing of what is in it without the identity [R16.0.4]', async () => {
    const text = Buffer.from(backup).toString('latin1');
    for (const part of [wholeApplication.title, 'Demosøker', 'access_case', 'HDS-2026'])
      expect(text).not.toContain(Buffer.from(part).toString('latin1'));
    expect(text).toMatch(/^age-encryption\.org\/v1\n/);
    const fresh = await freshDatabase();
    try {
      const other = await generateX25519Identity();
      await expect(restore(fresh.ownerUrl, streamOf(backup), other)).rejects.toThrow();
      expect(await casesIn(fresh.ownerUrl)).toBe(0);
    } finally {
      await fresh.drop();
    }
  });

  it('that is cut off, changed or of another schema is put nowhere, not in part either', async () => {
    const fresh = await freshDatabase();
    try {
      const cut = backup.subarray(0, backup.length - 70_000);
      const changed = Uint8Array.from(backup);
      changed[Math.floor(changed.length / 2)]! ^= 1;
      for (const wrong of [cut, changed, backup.subarray(0, 300), new Uint8Array()])
        await expect(restore(fresh.ownerUrl, streamOf(wrong), identity)).rejects.toThrow();
      const owner = await Database.connect({ url: fresh.ownerUrl, schema: 'tilgang', poolSize: 1 });
      await owner.pool.query(
        `INSERT INTO public.migration (timestamp, name) VALUES (1, 'Another')`,
      );
      await owner.close();
      await expect(restore(fresh.ownerUrl, streamOf(backup), identity)).rejects.toThrow(
        'another version of the schema',
      );
      expect(await casesIn(fresh.ownerUrl)).toBe(0);
    } finally {
      await fresh.drop();
    }
  }, 60_000);

  it('is never put over cases that are there', async () => {
    await expect(restore(ownerUrl, streamOf(backup), identity)).rejects.toThrow(
      'holds cases already',
    );
  });

  it('has two commands: one writes a file nobody else may read, the other verifies the log [R16.0.4]', async () => {
    const file = join(folder, 'backup.age');
    const identityFile = join(folder, 'identity');
    writeFileSync(identityFile, `# kept in a safe\n${identity}\n`, { mode: 0o600 });
    const made = await run('backup', {
      ...{ OWNER_DATABASE_URL: ownerUrl, BACKUP_FILE: file, BACKUP_RECIPIENT: recipient },
    });
    expect(made).toMatchObject({ code: 0 });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file, 'latin1')).not.toContain('Demo');
    const fresh = await createEmptyDatabase();
    try {
      const put = await run('restore', {
        OWNER_DATABASE_URL: fresh.ownerUrl,
        BACKUP_FILE: file,
        BACKUP_IDENTITY_FILE: identityFile,
      });
      expect(put).toMatchObject({ code: 0 });
      expect(put.output).toContain('"faults":0');
      expect(await casesIn(fresh.ownerUrl)).toBe(2);
      expect(put.output + made.output).not.toContain(new URL(ownerUrl).password);
    } finally {
      await fresh.drop();
    }
  }, 60_000);
});

async function freshDatabase() {
  const fresh = await createEmptyDatabase();
  await migrate(fresh.ownerUrl, migrations);
  return fresh;
}

function keyFileNamed(name: string): string {
  const file = join(folder, name);
  writeFileSync(file, randomBytes(32).toString('hex'), { mode: 0o600 });
  return file;
}

const sealingWith = (db: Database, file: string): DataKeyRowSealing =>
  new DataKeyRowSealing(new DataKeys(db, new FileWrapping(file)));

interface RestingDocument {
  id: string;
  isLetter: boolean;
  isSealed: boolean;
  sha256: Buffer;
}

async function documentsIn(db: Database): Promise<RestingDocument[]> {
  const { rows } = await db.pool.query<RestingDocument>(
    `SELECT letter_id AS id, true AS "isLetter", key_id IS NOT NULL AS "isSealed", l.sha256
       FROM letter_file JOIN letter l ON l.id = letter_id
     UNION ALL
     SELECT document_id, false, key_id IS NOT NULL, sha256 FROM journal_file`,
  );
  return rows;
}

const opened = (db: Database, { id, isLetter }: RestingDocument): Promise<Buffer> =>
  archivedPdf(db, { id, letterId: isLetter ? id : null });

async function bytesOf(stream: ReadableStream<Uint8Array>): Promise<Uint8Array> {
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

function streamOf(bytes: Uint8Array): ReadableStream<Uint8Array> {
  return new Blob([new Uint8Array(bytes)]).stream();
}

/** A fingerprint of every table, apart from who is signed in. */
async function contents(db: Database): Promise<unknown> {
  const { rows } = await db.pool.query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
      WHERE schemaname IN ('tilgang', 'vault')
        AND tablename NOT IN ('session', 'demo_sign_in', 'request_count', 'draft_presence')
      ORDER BY 1`,
  );
  const found: unknown[] = [];
  for (const { name } of rows) {
    const { rows: sums } = await db.pool.query(
      `SELECT count(*)::integer AS rows, md5(string_agg(md5(t::text), '' ORDER BY md5(t::text))) AS sum
         FROM ${name} t`,
    );
    found.push([name, sums[0]]);
  }
  return found;
}

async function keysAndTriggers(db: Database): Promise<unknown> {
  const { rows } = await db.pool.query(
    `SELECT conrelid::regclass::text AS of, conname AS name, pg_get_constraintdef(oid) AS is
       FROM pg_constraint
      WHERE contype = 'f' AND connamespace::regnamespace::text IN ('tilgang', 'vault')
     UNION ALL
     SELECT tgrelid::regclass::text, tgname, tgenabled::text FROM pg_trigger JOIN pg_class c ON c.oid = tgrelid
      WHERE NOT tgisinternal AND c.relnamespace::regnamespace::text IN ('tilgang', 'vault')
     ORDER BY 1, 2, 3`,
  );
  return rows;
}

async function casesIn(url: string): Promise<number> {
  const db = await Database.connect({ url, schema: 'tilgang', poolSize: 1 });
  try {
    const { rows } = await db.pool.query<{ cases: number }>(
      'SELECT count(*)::integer AS cases FROM access_case',
    );
    return rows[0]!.cases;
  } finally {
    await db.close();
  }
}

function run(program: string, settings: NodeJS.ProcessEnv) {
  const env = { PATH: process.env.PATH, TILGANG_MODE: 'test', ...settings };
  return new Promise<{ code: number; output: string }>((done) => {
    const path = `dist/apps/api/src/${program}.js`;
    const child = execFile(process.execPath, [path], { env }, (_, stdout, stderr) =>
      done({ code: child.exitCode ?? -1, output: stdout + stderr }),
    );
  });
}
