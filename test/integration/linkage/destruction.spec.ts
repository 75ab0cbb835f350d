import { createCipheriv, randomBytes } from 'node:crypto';
import {
  closeSync,
  copyFileSync,
  cpSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Decrypter } from 'age-encryption';
import pg from 'pg';
import { FileCustody } from '#linkage/vault';
import { keptTables, sealedTables } from '../../../libs/linkage/src/vault/domains/sealed.tables.js';
import { copyDatabase, type TestDatabase } from '../../support/cluster.js';
import { people } from './people.js';
import { testRegistry, type TestRegistry, TestVault } from './vault.js';

let vault: TestVault;
let births: TestRegistry;

beforeAll(async () => {
  vault = await TestVault.start();
  births = await testRegistry('mfr');
});
afterAll(() => vault.end());

async function asOwner<T>(
  database: TestDatabase,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ connectionString: database.ownerUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function linked(count: number, from: number) {
  const domain = await vault.domain([births]);
  const run = await vault.accepted(domain, births, `fnr\n${people(count, from).join('\n')}\n`);
  return { domain, run, numbers: await vault.numbers(domain, births, run.runId) };
}

const custodyFolder = () => join(vault.folder, 'key.domains');

describe('after the keys of a domain are destroyed', () => {
  it('no backup from before gives a number for a person or a person for a number [law 26] [law 27]', async () => {
    const { domain, run, numbers } = await linked(300, 700_000);
    const [person, serialNumber] = [...numbers][0]!;
    expect((await vault.resolve(domain, serialNumber)).json).toEqual({ identityNumber: person });
    const backup = await vault.whileStopped(() => copyDatabase(vault.database));
    const { json } = await vault.destroy(domain);
    expect(json['state']).toBe('destroyed');

    // As a thief: the backup, the custody as it is now, and the registry's own secret key.
    await asOwner(backup, async (client) => {
      const { rows } = await client.query<{ wrapped_key: Buffer }>(
        'SELECT wrapped_key FROM vault.domain WHERE id = $1',
        [domain],
      );
      const custody = FileCustody.open(join(vault.folder, 'key'));
      await expect(custody.unwrap(domain, rows[0]!.wrapped_key)).rejects.toThrow('destroyed');
      const files = await client.query<{ bytes: Buffer }>(
        'SELECT bytes FROM vault.run_file WHERE run_id = $1 ORDER BY kind, part',
        [run.runId],
      );
      expect(files.rows.length).toBeGreaterThan(1);
      for (const { bytes } of files.rows) {
        const decrypter = new Decrypter();
        decrypter.addIdentity(births.identity);
        await expect(decrypter.decrypt(new Uint8Array(bytes))).rejects.toThrow();
      }
    });
    expect(readdirSync(custodyFolder())).toContain(`${domain}.destroyed`);
    expect(readdirSync(custodyFolder())).not.toContain(`${domain}.kek`);

    // As a vault that is started on the backup: it wipes what it finds, and certifies the same.
    const restored = await vault.startOn(backup);
    try {
      const bearer = await restored.listTicket(domain, births.id);
      for (const answer of [
        await restored.resolve(domain, serialNumber),
        await restored.send(domain, births.id, `fnr\n${person}\n`),
        await restored.call('GET', `/runs/${run.runId}/key-file`, { bearer }),
        await restored.call('GET', `/runs/${run.runId}/report`, { bearer }),
      ]) {
        expect([answer.status, answer.json['code']]).toEqual([410, 'keys-destroyed']);
      }
      expect((await restored.destroy(domain)).json['certificate']).toEqual(json['certificate']);
      await expectWiped(backup, domain);
      expect(restored.logged.join('')).toContain('"wiped":1');
    } finally {
      await restored.endCopy();
    }
  });

  it('no file of the database, no log and nothing of the custody holds a pair of the two [law 26] [law 27]', async () => {
    const { domain, numbers } = await linked(200, 750_000);
    const [, serialNumber] = [...numbers][0]!;
    await vault.resolve(domain, serialNumber);
    await vault.destroy(domain);
    const folder = await asOwner(vault.database, async (client) => {
      await client.query('CHECKPOINT');
      const { rows } = await client.query<{ folder: string }>(
        "SELECT current_setting('data_directory') AS folder",
      );
      return rows[0]!.folder;
    });
    const needles = [...numbers].slice(0, 20).flat();
    const planted = `planted ${randomBytes(8).toString('hex')}`;
    await asOwner(vault.database, async (client) => {
      await client.query('CREATE TABLE public.planted AS SELECT $1::text AS text', [planted]);
      await client.query('CHECKPOINT');
    });
    const places = [...filesUnder(folder), ...filesUnder(vault.folder)];
    expect(places.length).toBeGreaterThan(1_000);
    expect(holding(places, [planted])).not.toEqual([]);
    const forms = needles.flatMap((text) => [text, Buffer.from(text).toString('hex')]);
    expect(holding(places, forms)).toEqual([]);
    const logs = vault.logged.join('');
    expect(forms.filter((form) => logs.includes(form))).toEqual([]);
  });
});

describe('a destruction that breaks off', () => {
  it.each([
    ['before the custody was asked', 'before'],
    ['after the custody destroyed the key, before it was certified', 'after'],
  ] as const)('%s ends destroyed when the vault starts again', async (_, when) => {
    const { domain, numbers } = await linked(20, 800_000);
    const [, serialNumber] = [...numbers][0]!;
    const kek = join(custodyFolder(), `${domain}.kek`);
    const restore = dieInCustody(when);
    expect((await vault.destroy(domain)).status).toBe(500);
    restore();
    expect(existsSync(kek)).toBe(when === 'before');
    expect((await vault.resolve(domain, serialNumber)).json['code']).toBe('keys-destroyed');
    await vault.restart();
    expect(existsSync(kek)).toBe(false);
    await expectWiped(vault.database, domain);
    const { json } = await vault.destroy(domain);
    expect(json).toMatchObject({
      state: 'destroyed',
      certificate: { serialNumberCount: 20, confirmedBy: { id: 'person-2' } },
    });
  });

  it('is finished by asking again, without a start in between', async () => {
    const { domain } = await linked(20, 810_000);
    const restore = dieInCustody('before');
    expect((await vault.destroy(domain)).status).toBe(500);
    restore();
    expect((await vault.destroy(domain)).json['state']).toBe('destroyed');
    expect(existsSync(join(custodyFolder(), `${domain}.kek`))).toBe(false);
  });
});

describe('custody and database that do not agree', () => {
  it('a custody wrongly restored from a copy is told again what was destroyed', async () => {
    const { domain } = await linked(5, 820_000);
    const copy = join(vault.folder, 'copy');
    cpSync(custodyFolder(), copy, { recursive: true });
    await vault.destroy(domain);
    await vault.whileStopped(() => {
      rmSync(custodyFolder(), { recursive: true });
      renameSync(copy, custodyFolder());
      expect(existsSync(join(custodyFolder(), `${domain}.kek`))).toBe(true);
    });
    expect(readdirSync(custodyFolder())).toContain(`${domain}.destroyed`);
    expect(readdirSync(custodyFolder())).not.toContain(`${domain}.kek`);
  });

  it('a key that is merely not there costs nobody a number: it is refused until it is back', async () => {
    const { domain, numbers } = await linked(5, 830_000);
    const [person, serialNumber] = [...numbers][0]!;
    const kek = join(custodyFolder(), `${domain}.kek`);
    const aside = join(vault.folder, 'aside.kek');
    await vault.whileStopped(() => renameSync(kek, aside));
    const answer = await vault.resolve(domain, serialNumber);
    expect([answer.status, answer.json['code']]).toEqual([409, 'key-not-in-custody']);
    expect(vault.logged.join('')).toContain('the custody lacks keys that are needed');
    await vault.whileStopped(() => copyFileSync(aside, kek));
    rmSync(aside);
    expect((await vault.resolve(domain, serialNumber)).json).toEqual({ identityNumber: person });
  });

  it('a domain from before domains had keys of their own keeps its numbers, and gets one', async () => {
    const { domain, numbers } = await linked(50, 840_000);
    await vault.whileStopped(() => asBefore(domain));
    const again = await vault.accepted(domain, births, `fnr\n${people(50, 840_000).join('\n')}\n`);
    expect(await vault.numbers(domain, births, again.runId)).toEqual(numbers);
    expect(readdirSync(custodyFolder())).toContain(`${domain}.kek`);
    const { rows } = await asOwner(vault.database, (client) =>
      client.query('SELECT custody FROM vault.domain WHERE id = $1', [domain]),
    );
    expect(rows).toEqual([{ custody: 'file' }]);
  });
});

describe('the tables of the vault', () => {
  it('are each known to be wiped or to hold nothing that the keys open', async () => {
    const { rows } = await asOwner(vault.database, (client) =>
      client.query<{ name: string }>(
        "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'vault'",
      ),
    );
    const known = [...Object.keys(sealedTables), ...Object.keys(keptTables)];
    expect(rows.map(({ name }) => name).sort()).toEqual(known.sort());
    expect(new Set(known).size).toBe(known.length);
  });

  it('hold bytes only where they are wiped, or wrapped by a key that opens nothing of a person', async () => {
    const { rows } = await asOwner(vault.database, (client) =>
      client.query<{ name: string }>(
        `SELECT DISTINCT table_name AS name FROM information_schema.columns
         WHERE table_schema = 'vault' AND data_type = 'bytea'`,
      ),
    );
    const withBytes = rows.map(({ name }) => name);
    expect(withBytes).toContain('segment');
    expect(withBytes.filter((name) => !(name in sealedTables))).toEqual(['signing_key']);
  });
});

/** The domain as it was: its key wrapped by the master itself, and none in the custody. */
async function asBefore(domain: string): Promise<void> {
  const master = Buffer.from(readFileSync(join(vault.folder, 'key'), 'latin1').trim(), 'hex');
  const custody = FileCustody.open(join(vault.folder, 'key'));
  await asOwner(vault.database, async (client) => {
    const { rows } = await client.query<{ wrapped_key: Buffer }>(
      'SELECT wrapped_key FROM vault.domain WHERE id = $1',
      [domain],
    );
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', master, nonce);
    cipher.setAAD(Buffer.from(`domain-key:${domain}`));
    const sealed = cipher.update(await custody.unwrap(domain, rows[0]!.wrapped_key));
    cipher.final();
    await client.query(
      "UPDATE vault.domain SET wrapped_key = $2, custody = 'master' WHERE id = $1",
      [domain, Buffer.concat([nonce, cipher.getAuthTag(), sealed])],
    );
  });
  rmSync(join(custodyFolder(), `${domain}.kek`));
}

/** The process dies around the custody's part: each step before it is committed on its own. */
function dieInCustody(when: 'before' | 'after'): () => void {
  const real = Object.getOwnPropertyDescriptor(FileCustody.prototype, 'destroy')!;
  const dying = async function (this: FileCustody, name: string, record: string): Promise<void> {
    const destroy = real.value as FileCustody['destroy'];
    if (when === 'after') await destroy.call(this, name, record);
    throw new Error('killed');
  };
  Object.defineProperty(FileCustody.prototype, 'destroy', { ...real, value: dying });
  return () => {
    Object.defineProperty(FileCustody.prototype, 'destroy', real);
  };
}

async function expectWiped(database: TestDatabase, domain: string): Promise<void> {
  const { rows } = await asOwner(database, (client) =>
    client.query(
      `SELECT (SELECT wrapped_key FROM vault.domain WHERE id = $1) AS key,
         (SELECT state FROM vault.domain WHERE id = $1) AS state,
         (SELECT count(*)::int FROM vault.segment WHERE domain_id = $1) AS segments,
         (SELECT count(*)::int FROM vault.run_file f JOIN vault.run r ON r.id = f.run_id
          WHERE r.domain_id = $1) AS files,
         (SELECT count(*)::int FROM vault.joint_order
          WHERE domain_id = $1 AND subject IS NOT NULL) AS subjects`,
      [domain],
    ),
  );
  expect(rows).toEqual([{ key: null, state: 'destroyed', segments: 0, files: 0, subjects: 0 }]);
}

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** Which of the files hold one of the texts; read in pieces, because a log of writes is large. */
function holding(files: readonly string[], texts: readonly string[]): string[] {
  const pieceBytes = 1 << 22;
  const overlap = 64;
  const piece = Buffer.alloc(pieceBytes);
  return files.filter((path) => {
    if (!existsSync(path) || statSync(path).size === 0) return false;
    const file = openSync(path, 'r');
    try {
      for (let at = 0; ; at += pieceBytes - overlap) {
        const length = readSync(file, piece, 0, pieceBytes, at);
        const read = piece.subarray(0, length);
        if (texts.some((text) => read.includes(text))) return true;
        if (length < pieceBytes) return false;
      }
    } finally {
      closeSync(file);
    }
  });
}
