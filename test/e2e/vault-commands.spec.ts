import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setupToken } from '../integration/linkage/custodians.js';
import { people } from '../integration/linkage/people.js';
import { testRegistry, type TestRegistry, TestVault } from '../integration/linkage/vault.js';

let vault: TestVault;
let folder: string;
let births: TestRegistry;
const ids = new Map<string, string>();

beforeAll(async () => {
  vault = await TestVault.start();
  folder = mkdtempSync(join(tmpdir(), 'custodians-'));
  births = await testRegistry('mfr');
  writeFileSync(join(folder, 'setup-token'), setupToken, { mode: 0o600 });
  for (const person of ['kari', 'ola', 'per']) await keyOf(person);
  for (const person of ['kari', 'ola']) await enrol(person);
});
afterAll(async () => {
  await vault.end();
  rmSync(folder, { recursive: true });
});

interface Ran {
  code: number;
  out: string;
  err: string;
  json: Record<string, unknown>;
}

/** Runs the command as the person would, with their own key. */
function run(person: string, ...args: string[]): Promise<Ran> {
  const own = ['--vault', vault.url, '--key', join(folder, `${person}.json`)];
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ['scripts/vault.mjs', ...args, ...own],
      { env: { PATH: process.env['PATH'], HOME: folder } },
      (error, out, err) =>
        resolve({
          code: typeof error?.code === 'number' ? error.code : 0,
          out,
          err,
          json: out.startsWith('{') ? (JSON.parse(out) as Record<string, unknown>) : {},
        }),
    );
  });
}

const publicKeys = new Map<string, string>();

async function keyOf(person: string): Promise<void> {
  const made = await run(
    person,
    'custodian',
    'new',
    '--name',
    person,
    '--person',
    person,
    '--json',
  );
  expect(made.code).toBe(0);
  publicKeys.set(person, String(made.json['publicKey']));
}

async function enrol(person: string): Promise<void> {
  const args = ['custodian', 'add', '--name', person, '--person', person];
  const key = ['--public-key', publicKeys.get(person)!];
  const setup = ['--setup-token-file', join(folder, 'setup-token')];
  const added = await run(person, ...args, ...key, ...setup, '--json');
  expect(added.err).toBe('');
  ids.set(person, String(added.json['id']));
  expect((await run(person, 'custodian', 'use', ids.get(person)!)).code).toBe(0);
}

async function linked(from: number) {
  const domain = await vault.domain([births]);
  const list = join(folder, `${domain}.csv`);
  writeFileSync(list, `fnr\n${people(30, from).join('\n')}\n1\n`);
  const keyFile = join(folder, `${domain}.age`);
  const report = join(folder, `${domain}-report.csv`);
  const files = ['--key-file-to', keyFile, '--report-to', report];
  const sent = await run('kari', 'run', domain, 'mfr', list, ...files, '--json');
  expect([sent.code, sent.err]).toEqual([0, '']);
  const runId = String(sent.json['runId']);
  const numbers = await vault.numbers(domain, births, runId);
  return { domain, sent, keyFile, report, numbers };
}

describe('npm run vault', () => {
  it('says what it can do, and ends with 2 for what it does not understand', async () => {
    const help = await run('kari', 'help');
    expect(help.code).toBe(0);
    for (const command of ['plan', 'run', 'status', 'verify', 'destroy confirm', 'rotate']) {
      expect(help.out).toContain(`npm run vault -- ${command}`);
    }
    for (const args of [['nonsense'], ['plan'], ['plan', 'a', 'b'], ['--nonsense']]) {
      const { code, out, err } = await run('kari', ...args);
      expect([code, out, err === '']).toEqual([2, '', false]);
    }
  });

  it('keeps a custodian’s key for its owner, and uses none that others can read', async () => {
    expect(statSync(join(folder, 'kari.json')).mode & 0o777).toBe(0o600);
    const copy = join(folder, 'open.json');
    writeFileSync(copy, readFileSync(join(folder, 'kari.json')), { mode: 0o644 });
    const { code, err } = await run('open', 'custodian', 'list');
    expect([code, err]).toEqual([2, expect.stringContaining('0600')]);
    rmSync(copy);
    const again = await run('kari', 'custodian', 'new', '--name', 'x', '--person', 'x');
    expect([again.code, again.err]).toEqual([2, expect.stringContaining('is kept')]);
  });

  it('adds the first two custodians by the setup token, and others by two custodians', async () => {
    const args = ['custodian', 'add', '--name', 'per', '--person', 'per'];
    const key = ['--public-key', publicKeys.get('per')!];
    const setup = ['--setup-token-file', join(folder, 'setup-token')];
    const third = await run('per', ...args, ...key, ...setup);
    expect([third.code, third.err.trim()]).toEqual([1, 'Refused: setup-is-over']);

    const ordered = await run('kari', ...args, ...key, '--json');
    const order = String(ordered.json['orderId']);
    const alone = await run('kari', 'custodian', 'confirm', order);
    expect([alone.code, alone.err]).toEqual([1, expect.stringContaining('same-person-twice')]);
    const confirmed = await run('ola', 'custodian', 'confirm', order, '--json');
    await run('per', 'custodian', 'use', String(confirmed.json['id']));
    expect((await run('per', 'custodian', 'list')).out).toContain('per, from');
    await run('ola', 'custodian', 'remove', String(confirmed.json['id']));
    const gone = await run('per', 'custodian', 'list');
    expect([gone.code, gone.err.trim()]).toEqual([1, 'Refused: ticket-invalid']);
  });

  it('lets an order rest and go on, and the plan says so', async () => {
    const domain = await vault.domain([births]);
    const order = randomUUID();
    const { id, ageRecipient } = births;
    const json = {
      caseReference: 'HDS-2026-000001',
      registries: [{ id, ageRecipient }],
      steps: [{ id: 'list:mfr', kind: 'list', registryId: id, givesKeyFile: true }],
    };
    const put = await vault.call('PUT', `/domains/${domain}/orders/${order}`, { json });
    expect(put.status).toBe(201);

    const paused = await run('kari', 'pause', domain, order);
    expect([paused.code, paused.err]).toEqual([0, '']);
    expect(paused.out).toContain('The order rests');
    expect((await run('ola', 'plan', domain)).out).toContain(`order ${order}, paused by kari`);
    const list = await vault.send(domain, id, `fnr\n${people(1).join('')}\n`);
    expect([list.status, list.json['code']]).toEqual([409, 'order-paused']);

    expect((await run('ola', 'resume', domain, order)).out).toContain('goes on');
    expect((await run('ola', 'plan', domain)).out).not.toContain('paused');
    const unknown = await run('kari', 'pause', domain, randomUUID());
    expect([unknown.code, unknown.err.trim()]).toEqual([1, 'Refused: unknown-order']);
    const pass = await vault.ticket({ scope: 'progress', domain });
    const path = `/domains/${domain}/orders/${order}/pause`;
    const other = await vault.call('PUT', path, { bearer: pass });
    expect([other.status, other.json['code']]).toEqual([403, 'ticket-for-something-else']);
  });

  it('sends a list, fetches what came of it, and tells how far the domain has come', async () => {
    const { domain, keyFile, report, numbers } = await linked(900_000);
    expect(numbers.size).toBe(30);
    expect(statSync(keyFile).mode & 0o777).toBe(0o600);
    expect(readFileSync(keyFile, 'latin1')).toContain('age-encryption.org');
    expect(readFileSync(report, 'utf8').trim().split('\n')).toHaveLength(2);
    const plan = await run('ola', 'plan', domain, '--json');
    expect(plan.json).toMatchObject({ state: 'active', people: 30, registries: ['mfr'] });
    const status = await run('ola', 'status', domain);
    expect(status.out).toContain('mfr: 30 of 31 rows');
    const list = join(folder, 'bad.csv');
    writeFileSync(list, 'name\nKari\n');
    const bad = await run('kari', 'run', domain, 'mfr', list);
    expect([bad.code, bad.err]).toEqual([1, expect.stringContaining('identity-column-missing')]);
  });

  it('shows how far each step of an order has come', async () => {
    const domain = await vault.domain([births]);
    const ordered = await vault.call('PUT', `/domains/${domain}/orders/${randomUUID()}`, {
      json: {
        caseReference: 'HDS-2026-000001',
        registries: [{ id: 'mfr', ageRecipient: births.ageRecipient }],
        steps: [{ id: 'list-mfr', kind: 'list', registryId: 'mfr', givesKeyFile: true }],
      },
    });
    expect(ordered.status).toBe(201);
    expect((await run('ola', 'status', domain)).out).toContain('list mfr: awaiting');
    const list = join(folder, 'step.csv');
    writeFileSync(list, `fnr\n${people(3, 940_000).join('\n')}\n`);
    expect((await run('kari', 'run', domain, 'mfr', list)).code).toBe(0);
    const followed = await run('ola', 'status', domain, '--follow');
    expect([followed.code, followed.out]).toEqual([0, expect.stringContaining('list mfr: done')]);
  });

  it('checks serial numbers line by line, and prints none of them', async () => {
    const { numbers } = await linked(910_000);
    const serials = [...numbers.values()];
    const file = join(folder, 'serials.csv');
    writeFileSync(file, `serial_number\n${serials.join('\n')}\n`);
    const whole = await run('kari', 'verify', file);
    expect([whole.code, whole.out.trim()]).toEqual([0, '31 lines: 30 right, 0 wrong, 0 repeated']);
    const [first, second] = serials as [string, string];
    const last = second.at(-1) === '0' ? '1' : '0';
    writeFileSync(file, `${first}\r\n${second.slice(0, -1)}${last}\r\n${first}\r\n`);
    const faulty = await run('kari', 'verify', file, '--json');
    expect(faulty.code).toBe(1);
    expect(faulty.json).toMatchObject({
      right: 1,
      wrong: 1,
      repeated: 1,
      faults: [{ line: 2 }, { line: 3, rule: 'repeated' }],
    });
    expect(faulty.out).not.toContain(first);
  });

  it('resolves a number by two custodians, into a file', async () => {
    const { domain, numbers } = await linked(920_000);
    const [person, serialNumber] = [...numbers][0]!;
    const why = ['--ground', 'withdrawn-consent', '--reason', 'The person has asked for it.'];
    const asked = await run('kari', 'resolve', 'request', domain, serialNumber, ...why, '--json');
    const order = String(asked.json['orderId']);
    const alone = await run('kari', 'resolve', 'approve', domain, order);
    expect([alone.code, alone.err]).toEqual([1, expect.stringContaining('same-person-twice')]);
    expect((await run('ola', 'resolve', 'approve', domain, order)).code).toBe(0);
    const out = join(folder, 'person');
    const fetched = await run('kari', 'resolve', 'fetch', domain, order, '--out', out);
    expect([fetched.code, fetched.out.includes(person)]).toEqual([0, false]);
    expect(readFileSync(out, 'utf8')).toBe(`${person}\n`);
    expect(statSync(out).mode & 0o777).toBe(0o600);
  });

  it('destroys keys by two custodians, with a certificate that is verified without the vault [law 26]', async () => {
    const { domain } = await linked(930_000);
    const order = await run('kari', 'destroy', 'order', domain, '--case', 'HDS-2026-000001');
    expect(order.code).toBe(0);
    const alone = await run('kari', 'destroy', 'confirm', domain);
    expect([alone.code, alone.err]).toEqual([1, expect.stringContaining('same-person-twice')]);
    const file = join(folder, 'certificate.json');
    const confirmed = await run('ola', 'destroy', 'confirm', domain, '--out', file);
    expect([confirmed.code, confirmed.err]).toEqual([0, '']);

    const { json } = await vault.call('GET', '/keys/certificates', { bearer: '' });
    const keys = join(folder, 'keys.json');
    writeFileSync(keys, JSON.stringify(json));
    const genuine = await run('kari', 'verify-certificate', file, '--public-key', keys);
    expect([genuine.code, genuine.out]).toEqual([0, expect.stringContaining('Genuine and whole')]);
    const certificate = JSON.parse(readFileSync(file, 'utf8')) as object;
    writeFileSync(file, JSON.stringify({ ...certificate, serialNumberCount: 29 }));
    const changed = await run('kari', 'verify-certificate', file, '--public-key', keys, '--json');
    expect(changed.code).toBe(1);
    expect(changed.json['faults']).toEqual(['hash-differs', 'signature-differs']);
  });

  it('rotates the keys and waits for it', async () => {
    const { code, json } = await run('ola', 'rotate', 'domains', '--follow', '--json');
    expect(code).toBe(0);
    expect(json).toMatchObject({ kind: 'domains', finishedAt: expect.any(String) });
  });
});
