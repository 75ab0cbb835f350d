import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { until } from '../../support/until.js';
import { custodianIn, type TestCustodian } from './custodians.js';
import { people } from './people.js';
import { testRegistry, type TestRegistry, TestVault } from './vault.js';

let vault: TestVault;
let births: TestRegistry;
let custodian: TestCustodian;

beforeAll(async () => {
  vault = await TestVault.start();
  births = await testRegistry('mfr');
  custodian = await custodianIn(vault, 'kari');
});
afterAll(async () => {
  await vault.end();
});

async function rotate(kind: string): Promise<void> {
  const begun = await vault.call('POST', '/keys/rotation', {
    bearer: await custodian.token('custody'),
    json: { kind },
  });
  expect([begun.status, begun.json['kind']]).toEqual([202, kind]);
}

async function finished(): Promise<Record<string, unknown>> {
  let view: Record<string, unknown> = {};
  await until('the rotation is finished', async () => {
    view = (await vault.call('GET', '/keys/rotation', { bearer: await custodian.token('custody') }))
      .json;
    return view['finishedAt'] !== null;
  });
  return view;
}

async function wrappedKeys(): Promise<Map<string, string>> {
  const { rows } = await vault.owner.query<{ id: string; key: string }>(
    "SELECT id, encode(wrapped_key, 'hex') AS key FROM vault.domain WHERE state = 'active'",
  );
  return new Map(rows.map(({ id, key }) => [id, key]));
}

const keyFile = () => join(vault.folder, 'key');

describe('rotating keys', () => {
  it.each(['domains', 'master'])(
    'of kind %s goes on while lists come in, and everybody keeps their number',
    async (kind) => {
      const domains: string[] = [];
      for (let i = 0; i < 8; i++) domains.push(await vault.domain([births]));
      const list = `fnr\n${people(2_000).join('\n')}\n`;
      const numbersOf = async (domain: string) =>
        vault.numbers(domain, births, (await vault.accepted(domain, births, list)).runId);
      const before = await Promise.all(domains.map(numbersOf));
      const wrappedBefore = await wrappedKeys();
      const masterBefore = readFileSync(keyFile(), 'utf8');

      const [during] = await Promise.all([
        Promise.all(domains.map(numbersOf)),
        rotate(kind).then(finished),
      ]);
      expect(during).toEqual(before);
      expect(await Promise.all(domains.map(numbersOf))).toEqual(before);
      await vault.restart();
      expect(await numbersOf(domains[0]!)).toEqual(before[0]);

      const wrappedAfter = await wrappedKeys();
      const unchanged = domains.filter((id) => wrappedAfter.get(id) === wrappedBefore.get(id));
      expect(unchanged).toEqual(kind === 'domains' ? [] : domains);
      expect(readFileSync(keyFile(), 'utf8') === masterBefore).toBe(kind === 'domains');
    },
  );

  it('closes what older versions wrapped when they are retired, and nothing else', async () => {
    const domain = await vault.domain([births]);
    const run = await vault.accepted(domain, births, `fnr\n${people(3).join('\n')}\n`);
    const numbers = await vault.numbers(domain, births, run.runId);
    const old = (await wrappedKeys()).get(domain)!;
    const put = (key: string) =>
      vault.owner.query("UPDATE vault.domain SET wrapped_key = decode($2, 'hex') WHERE id = $1", [
        domain,
        key,
      ]);
    await rotate('domains');
    await finished();
    const fresh = (await wrappedKeys()).get(domain)!;
    await put(old);
    expect(await vault.numbers(domain, births, run.runId)).toEqual(numbers);
    await put(fresh);
    await rotate('retire');
    expect(await finished()).toMatchObject({ kind: 'retire' });
    expect(await vault.numbers(domain, births, run.runId)).toEqual(numbers);
    const kept = (await wrappedKeys()).get(domain)!;
    await put(old);
    await expect(vault.numbers(domain, births, run.runId)).rejects.toThrow('409');
    await put(kept);
  });

  it('that broke off goes on at the next start', async () => {
    const domain = await vault.domain([births]);
    const before = (await wrappedKeys()).get(domain)!;
    await vault.owner.query(
      `INSERT INTO vault.rotation (id, kind, ordered_by, started_at, total)
       VALUES (gen_random_uuid(), 'domains', 'kari', now(), 1)`,
    );
    await vault.restart();
    expect(await finished()).toMatchObject({ kind: 'domains' });
    expect((await wrappedKeys()).get(domain)).not.toBe(before);
  });

  it('is for custodians, one at a time, and stands in the access log', async () => {
    const ticket = await vault.ticket({ scope: 'custody', domain: 'any' });
    await vault.owner.query(
      `INSERT INTO vault.rotation (id, kind, ordered_by, started_at)
       VALUES (gen_random_uuid(), 'retire', 'kari', now())`,
    );
    const second = await vault.call('POST', '/keys/rotation', {
      bearer: await custodian.token('custody'),
      json: { kind: 'master' },
    });
    expect([second.status, second.json['code']]).toEqual([409, 'rotation-under-way']);
    for (const bearer of ['', ticket.slice(0, -3), 'only-a-test-token-0123456789']) {
      const answer = await vault.call('POST', '/keys/rotation', { bearer, json: {} });
      expect(answer.status).toBe(401);
    }
    await vault.owner.query(
      'UPDATE vault.rotation SET finished_at = now() WHERE finished_at IS NULL',
    );
    const { rows } = await vault.owner.query<{ line: string }>(
      `SELECT requester_id || ' ' || outcome AS line FROM vault.access_log
       WHERE action = 'rotate-keys' ORDER BY seq`,
    );
    const lines = rows.map(({ line }) => line);
    expect(lines).toContain('kari master-begun');
    expect(lines).toContain('vault master-done');
    expect(lines).toContain('kari rotation-under-way');
  });

  it('of the master is taken up again where it was, the new one being there already', async () => {
    const domain = await vault.domain([births]);
    const run = await vault.accepted(domain, births, `fnr\n${people(3).join('\n')}\n`);
    const numbers = await vault.numbers(domain, births, run.runId);
    const next = 'ab'.repeat(32);
    await vault.whileStopped(() => writeFileSync(`${keyFile()}.next`, next, { mode: 0o600 }));
    expect(await vault.numbers(domain, births, run.runId)).toEqual(numbers);
    await rotate('master');
    await finished();
    expect(readFileSync(keyFile(), 'utf8')).toBe(next);
    expect(await vault.numbers(domain, births, run.runId)).toEqual(numbers);
  });
});
