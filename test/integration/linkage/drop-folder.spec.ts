import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Decrypter, Encrypter } from 'age-encryption';
import { until } from '../../support/until.js';
import { people } from './people.js';
import { testRegistry, type TestRegistry, TestVault } from './vault.js';

let folder: string;
let vault: TestVault;
let births: TestRegistry;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'drop-test-'));
  vault = await TestVault.start({ VAULT_DROP_DIR: folder, VAULT_DROP_SETTLE_SECONDS: '0' });
  births = await testRegistry('mfr');
});
afterAll(async () => {
  await vault.end();
  rmSync(folder, { recursive: true });
});

const csv = (numbers: readonly string[]): string => `fnr\n${numbers.join('\n')}\n`;
const sha256 = (bytes: Uint8Array | string): string =>
  createHash('sha256').update(bytes).digest('hex');

/** What an SFTP server gives a registry: `in` and `out`. */
function placeOf(domain: string, registry = 'mfr') {
  const place = join(folder, registry, domain);
  mkdirSync(join(place, 'in'), { recursive: true });
  return {
    incoming: join(place, 'in'),
    /** As a careful sender does: under another name until it is whole. */
    lay: (name: string, content: string | Uint8Array) => {
      writeFileSync(join(place, 'in', `${name}.part`), content);
      renameSync(join(place, 'in', `${name}.part`), join(place, 'in', name));
    },
    out: (name: RegExp) =>
      until(`${String(name)} is laid out`, () => {
        if (!existsSync(join(place, 'out'))) return null;
        // What the vault is still writing has a dot before its name.
        const found = readdirSync(join(place, 'out')).find(
          (file) => !file.startsWith('.') && name.test(file),
        );
        return found ? readFileSync(join(place, 'out', found)) : null;
      }),
    files: () => readdirSync(join(place, 'out')),
    /** The word of a list comes first and the file goes last: a break between them loses neither. */
    emptied: () => until('the lists are gone', () => readdirSync(join(place, 'in')).length === 0),
  };
}

describe('a list in the drop folder', () => {
  it('is taken away, and its key file, report and manifest are laid out [law 26]', async () => {
    const domain = await vault.domain([births]);
    const everyone = people(3_000);
    const list = csv([...everyone, '123']);
    const place = placeOf(domain);
    place.lay('mfr 2026.csv', list);
    const manifest = JSON.parse(String(await place.out(/^mfr 2026\..*manifest\.json$/))) as {
      runId: string;
      list: unknown;
      keyFile: Record<string, unknown>;
    };
    expect(readdirSync(place.incoming)).toEqual([]);
    expect(manifest).toMatchObject({
      domainId: domain,
      registryId: 'mfr',
      list: {
        sha256: sha256(list),
        bytes: list.length,
        rows: 3_001,
        accepted: 3_000,
        repeated: 0,
        invalid: 1,
      },
      keyFile: {
        rows: 3_000,
        encryption: 'age',
        recipientFingerprint: sha256(births.ageRecipient),
      },
    });
    const keyFile = await place.out(/key-file\.csv\.age$/);
    expect(manifest.keyFile).toMatchObject({ sha256: sha256(keyFile), bytes: keyFile.length });
    const decrypter = new Decrypter();
    decrypter.addIdentity(births.identity);
    const lines = (await decrypter.decrypt(new Uint8Array(keyFile), 'text')).trimEnd().split('\n');
    expect(
      lines
        .slice(1)
        .map((line) => line.split(';')[0])
        .sort(),
    ).toEqual([...everyone].sort());
    expect(String(await place.out(/report\.csv$/))).toBe('line;reason\n3002;not-eleven-digits\n');
    expect(place.files().filter((name) => name.includes('part'))).toEqual([]);
    const bearer = await vault.listTicket(domain, 'mfr');
    const fetched = await vault.call('GET', `/runs/${manifest.runId}/manifest`, { bearer });
    expect(fetched.json).toEqual(manifest);
  });

  it('is encrypted to the key that is laid out there, and packed', async () => {
    const domain = await vault.domain([births]);
    const place = placeOf(domain);
    const encrypter = new Encrypter();
    encrypter.addRecipient(String(await place.out(/^age-recipient\.txt$/)).trim());
    const packed = new Uint8Array(gzipSync(csv(people(500))));
    place.lay('list.csv.gz.age', await encrypter.encrypt(packed));
    expect(String(await place.out(/manifest\.json$/))).toContain('"accepted": 500');
  });

  it('is refused with what to do, and goes too: nothing plain stays', async () => {
    const domain = await vault.domain([births]);
    const place = placeOf(domain);
    place.lay('no-column.csv', 'name;age\nKari;7\n');
    place.lay('empty.csv', '');
    for (const [name, code] of [
      [/^no-column\.refused\.json$/, 'identity-column-missing'],
      [/^empty\.refused\.json$/, 'list-empty'],
    ] as const) {
      expect(JSON.parse(String(await place.out(name)))).toEqual({
        code,
        problems: [{ field: 'list', rule: expect.any(String), todo: expect.any(String) }],
        refusedAt: expect.any(String),
      });
    }
    await place.emptied();
    const unknown = placeOf('00000000-0000-4000-8000-000000000000');
    unknown.lay('list.csv', csv(people(1)));
    expect(String(await unknown.out(/refused/))).toContain('unknown-domain');
    await unknown.emptied();
  });

  it('is left alone while it is being sent, and where it is no file', async () => {
    const domain = await vault.domain([births]);
    const place = placeOf(domain);
    writeFileSync(join(place.incoming, 'coming.csv.part'), csv(people(5)));
    writeFileSync(join(folder, 'elsewhere.csv'), csv(people(5)));
    symlinkSync(join(folder, 'elsewhere.csv'), join(place.incoming, 'link.csv'));
    place.lay('whole.csv', csv(people(10)));
    await place.out(/^whole.*manifest/);
    expect(readdirSync(place.incoming).sort()).toEqual(['coming.csv.part', 'link.csv']);
    expect(place.files().filter((name) => name.endsWith('manifest.json'))).toHaveLength(1);
  });

  it('is worked on after the vault was away, once', async () => {
    const domain = await vault.domain([births]);
    const place = placeOf(domain);
    await vault.whileStopped(() => place.lay('list.csv', csv(people(700))));
    const manifest = String(await place.out(/manifest\.json$/));
    expect(manifest).toContain('"accepted": 700');
    expect(place.files().filter((name) => name.endsWith('manifest.json'))).toHaveLength(1);
  });

  it('is in no log by its name or content', () => {
    const logged = vault.logged.join('');
    expect(logged).toContain('list done');
    expect(logged).not.toMatch(/mfr 2026|no-column/);
    for (const person of people(20)) expect(logged).not.toContain(person);
  });
});
