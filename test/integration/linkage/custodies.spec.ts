import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FileCustody, type KeyCustody } from '#linkage/vault';
import {
  CustodyUnavailable,
  KeyAbsent,
  KeyDestroyed,
} from '../../../libs/linkage/src/vault/keys/key.custody.js';
import { openPkcs11Custody } from '../../../libs/linkage/src/vault/keys/pkcs11.module.js';
import { Pkcs11Custody } from '../../../libs/linkage/src/vault/keys/pkcs11.custody.js';
import { TransitCustody } from '../../../libs/linkage/src/vault/keys/transit.custody.js';
import { KeyService, serviceToken } from '../../support/key-service.js';
import { people } from './people.js';
import { SoftToken } from './soft.token.js';
import { testRegistry, TestVault } from './vault.js';

let service: KeyService;
let folder: string;

beforeAll(async () => {
  service = await KeyService.start();
  folder = mkdtempSync(join(tmpdir(), 'custodies-'));
});
afterAll(async () => {
  await service.end();
  rmSync(folder, { recursive: true });
});

const transit = (token = serviceToken, records: string | null = 'facts') =>
  new TransitCustody({
    url: service.url,
    token: () => token,
    mount: 'transit',
    prefix: 'tilgang-',
    records,
  });

const key = randomBytes(32);
let names = 0;
const newName = () => `domain-${++names}`;

/**
 * Where SoftHSM is installed, with the package that speaks PKCS #11 (PKCS11JS names it elsewhere), a
 * real module is tested as well; npm test says in a line when it is not.
 */
const softHsm = [
  '/usr/lib/softhsm/libsofthsm2.so',
  '/opt/homebrew/lib/softhsm/libsofthsm2.so',
].find((path) => existsSync(path));
const pkcs11Package = process.env['PKCS11JS'] ?? 'pkcs11js';
const hasPackage = await import(pkcs11Package).then(
  () => true,
  () => false,
);

function softHsmCustody(library: string): Promise<Pkcs11Custody> {
  const tokens = join(folder, 'tokens');
  mkdirSync(tokens);
  process.env['SOFTHSM2_CONF'] = join(folder, 'softhsm2.conf');
  writeFileSync(process.env['SOFTHSM2_CONF'], `directories.tokendir = ${tokens}\n`);
  const setUp = [
    '--init-token',
    '--free',
    '--label',
    'tilgang',
    '--so-pin',
    '1234',
    '--pin',
    '5678',
  ];
  execFileSync('softhsm2-util', setUp, { stdio: 'ignore' });
  return openPkcs11Custody(library, 'tilgang', '5678', pkcs11Package);
}

function fileCustody(): FileCustody {
  const path = join(folder, 'key');
  writeFileSync(path, randomBytes(32).toString('hex'), { mode: 0o600 });
  return FileCustody.open(path);
}

const custodies: [string, () => Promise<KeyCustody>][] = [
  ['a folder', () => Promise.resolve(fileCustody())],
  ['a key service', () => Promise.resolve(transit())],
  [
    'a hardware module (a token in memory)',
    () => Promise.resolve(new Pkcs11Custody(new SoftToken())),
  ],
];
if (softHsm && hasPackage) {
  custodies.push(['a hardware module (SoftHSM)', () => softHsmCustody(softHsm)]);
}

describe.each(custodies)('the custody of %s', (_, open) => {
  let custody: KeyCustody;

  beforeAll(async () => {
    custody = await open();
  });

  it('opens what it wrapped, under its name only, and nothing that was changed', async () => {
    const [one, other] = [newName(), newName()];
    await custody.create(one);
    await custody.create(other);
    await custody.create(one);
    const wrapped = await custody.wrap(one, key);
    expect(wrapped.includes(key)).toBe(false);
    expect(await custody.unwrap(one, wrapped)).toEqual(key);
    await expect(custody.unwrap(other, wrapped)).rejects.toThrow();
    const changed = Buffer.from(wrapped);
    changed[changed.length - 3]! ^= 1;
    await expect(custody.unwrap(one, changed)).rejects.toThrow();
    expect(await custody.standing(one)).toMatchObject({ standing: 'held' });
  });

  it('opens what older versions wrapped until they are retired', async () => {
    const name = newName();
    await custody.create(name);
    const before = await custody.wrap(name, key);
    await custody.rotate(name);
    await custody.rotate(name);
    const after = await custody.wrap(name, key);
    expect(await custody.unwrap(name, before)).toEqual(key);
    await custody.retire(name);
    await expect(custody.unwrap(name, before)).rejects.toThrow(KeyAbsent);
    expect(await custody.unwrap(name, after)).toEqual(key);
  });

  it('destroys a key for good, in all its versions, and knows afterwards [law 26]', async () => {
    const name = newName();
    await custody.create(name);
    const before = await custody.wrap(name, key);
    await custody.rotate(name);
    const after = await custody.wrap(name, key);
    await custody.destroy(name, 'the record');
    await custody.destroy(name, 'another record');
    const { standing, record } = await custody.standing(name);
    expect([standing, record]).toEqual(['destroyed', 'the record']);
    for (const wrapped of [before, after]) {
      await expect(custody.unwrap(name, wrapped)).rejects.toThrow(KeyDestroyed);
    }
    await expect(custody.wrap(name, key)).rejects.toThrow(KeyDestroyed);
    await expect(custody.create(name)).rejects.toThrow(KeyDestroyed);
  });

  it('says of a key it never had that it is absent, which is not destroyed', async () => {
    const name = newName();
    const elsewhere = newName();
    await custody.create(elsewhere);
    const wrapped = await custody.wrap(elsewhere, key);
    expect(await custody.standing(name)).toEqual({ standing: 'absent', record: null });
    await expect(custody.wrap(name, key)).rejects.toThrow(KeyAbsent);
    await expect(custody.unwrap(name, wrapped)).rejects.toThrow(KeyAbsent);
    await custody.destroy(name, 'record');
    expect((await custody.standing(name)).standing).toBe('destroyed');
  });
});

describe('a key service', () => {
  it('finishes a destruction that broke off between the mark and the key', async () => {
    const name = newName();
    await transit().create(name);
    service.keys.set(`tilgang-${name}.destroyed`, service.keys.get(`tilgang-${name}`)!);
    expect((await transit().standing(name)).standing).toBe('destroyed');
    await transit().destroy(name, 'record');
    expect(service.keys.has(`tilgang-${name}`)).toBe(false);
  });

  it('without a KV engine keeps the mark alone', async () => {
    const name = newName();
    const custody = transit(serviceToken, null);
    await custody.create(name);
    await custody.destroy(name, 'the record');
    expect(await custody.standing(name)).toEqual({ standing: 'destroyed', record: null });
    expect(service.records.has(`tilgang-${name}`)).toBe(false);
  });

  it('that is sealed, away or refuses the token is unavailable, never taken for a key destroyed', async () => {
    const name = newName();
    await transit().create(name);
    const wrapped = await transit().wrap(name, key);
    const tries = async (custody: TransitCustody) => {
      for (const work of [
        custody.unwrap(name, wrapped),
        custody.wrap(name, key),
        custody.standing(name),
        custody.destroy(name, 'record'),
      ]) {
        await expect(work).rejects.toThrow(CustodyUnavailable);
      }
    };
    service.isSealed = true;
    await tries(transit());
    service.isSealed = false;
    await tries(transit('another-token'));
    const settings = { token: () => 'x', mount: 'transit', prefix: '', records: null };
    await tries(new TransitCustody({ url: 'http://127.0.0.1:9', ...settings }));
    expect(await transit().unwrap(name, wrapped)).toEqual(key);
  });

  it('keeps the keys of a vault that has moved to it, from which numbers stay and can be destroyed', async () => {
    const vault = await TestVault.start();
    try {
      const births = await testRegistry('mfr');
      const domain = await vault.domain([births]);
      const list = `fnr\n${people(20).join('\n')}\n`;
      const { runId } = await vault.accepted(domain, births, list);
      const numbers = await vault.numbers(domain, births, runId);
      writeFileSync(join(folder, 'token'), serviceToken, { mode: 0o600 });
      await vault.restart({
        VAULT_CUSTODY: 'transit',
        VAULT_TRANSIT_URL: service.url,
        VAULT_TRANSIT_TOKEN_FILE: join(folder, 'token'),
      });
      expect(service.keys.has(`tilgang-${domain}`)).toBe(true);
      expect(await vault.numbers(domain, births, runId)).toEqual(numbers);

      service.isSealed = true;
      const refused = await vault.send(domain, births.id, list);
      expect([refused.status, refused.json['code']]).toEqual([503, 'custody-unavailable']);
      const postponed = await vault.destroy(domain);
      expect([postponed.status, postponed.json['code']]).toEqual([503, 'custody-unavailable']);
      expect((await vault.send(domain, births.id, list)).json['code']).toBe('keys-destroyed');
      service.isSealed = false;
      expect((await vault.destroy(domain)).json).toMatchObject({
        state: 'destroyed',
        certificate: { custody: ['file', 'transit'] },
      });
      expect([...service.keys.keys()].filter((name) => name.includes(domain))).toEqual([
        `tilgang-${domain}.destroyed`,
      ]);
    } finally {
      await vault.end();
    }
  });
});
