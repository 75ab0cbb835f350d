import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { people } from '../integration/linkage/people.js';
import { testRegistry, type TestRegistry, TestVault } from '../integration/linkage/vault.js';
import { until } from '../support/until.js';
import { VaultProcess } from '../support/vault-process.js';

let vault: TestVault;
let births: TestRegistry;
let running: VaultProcess;

beforeAll(async () => {
  vault = await TestVault.start();
  births = await testRegistry('mfr');
  running = new VaultProcess(vault);
});
afterAll(async () => {
  await running.kill();
  await vault.end();
});

async function killAndStart(): Promise<void> {
  await running.kill();
  await running.start();
}

const list = (numbers: readonly string[]): Buffer => Buffer.from(`fnr\n${numbers.join('\n')}\n`);

async function request(domain: string, method: string, path: string, more: RequestInit = {}) {
  const bearer = await vault.listTicket(domain, 'mfr');
  return fetch(`${vault.url}${path}`, {
    ...more,
    method,
    headers: { authorization: `Bearer ${bearer}`, 'tus-resumable': '1.0.0', ...more.headers },
  });
}

async function begin(domain: string, bytes: Buffer): Promise<string> {
  const path = `/vault/v1/domains/${domain}/lists/mfr/uploads`;
  const headers = { 'upload-length': String(bytes.length) };
  return (await request(domain, 'POST', path, { headers })).headers.get('location')!;
}

const arrived = async (domain: string, path: string): Promise<number> =>
  Number((await request(domain, 'HEAD', path)).headers.get('upload-offset'));

function add(domain: string, path: string, at: number, part: Uint8Array): Promise<unknown> {
  return request(domain, 'PATCH', path, {
    headers: {
      'content-type': 'application/offset+octet-stream',
      'upload-offset': String(at),
    },
    body: Buffer.from(part),
  });
}

async function stateOf(path: string): Promise<string> {
  const { rows } = await vault.owner.query<{ state: string; refusal: unknown }>(
    'SELECT state, refusal FROM vault.incoming_list WHERE id = $1',
    [path.split('/').at(-1)],
  );
  expect(rows[0]!.refusal).toBeNull();
  return rows[0]!.state;
}

async function end(path: string): Promise<{ run_id: string }> {
  return until(
    'the list is done',
    async () => {
      const { rows } = await vault.owner.query<{ run_id: string; refusal: unknown }>(
        'SELECT run_id, refusal FROM vault.incoming_list WHERE id = $1 AND ended_at IS NOT NULL',
        [path.split('/').at(-1)],
      );
      if (rows[0]) expect(rows[0].refusal).toBeNull();
      return rows[0];
    },
    100_000,
  );
}

const countsOf = async (runId: string): Promise<unknown> =>
  (
    await vault.owner.query(
      'SELECT rows, accepted, repeated, invalid, fresh FROM vault.run WHERE id = $1',
      [runId],
    )
  ).rows[0];

describe('a list sent to a vault that is killed again and again', () => {
  it('ends as an unbroken one does: the same people and counts, one number each, the old ones kept [law 26]', async () => {
    await vault.whileStopped(async () => {
      await running.start();
      const everyone = people(250_000);
      const known = everyone.slice(0, 20_000);
      const bytes = list([...everyone, ...everyone.slice(0, 1_000), '123', '']);
      const [killed, unbroken] = [await vault.domain([births]), await vault.domain([births])];
      const before = new Map<string, string>();
      for (const domain of [killed, unbroken]) {
        const { runId } = await vault.accepted(domain, births, list(known));
        if (domain === killed) {
          for (const pair of await vault.numbers(domain, births, runId)) before.set(...pair);
        }
      }

      const path = await begin(killed, bytes);
      for (const most of [1_000_000, 2_000_000]) {
        const at = await arrived(killed, path);
        // All but the end: the list is not to be whole while it is sent.
        const sending = add(killed, path, at, bytes.subarray(at, -100)).catch(() => undefined);
        await until('a piece more is here', async () => (await arrived(killed, path)) > most);
        await killAndStart();
        await sending;
      }
      expect(await arrived(killed, path)).toBeGreaterThan(2_000_000);
      // The database may still be storing a piece of the killed program's: who sends asks again then.
      await until('all of the list is here', async () => {
        const offset = await arrived(killed, path);
        if (offset < bytes.length) await add(killed, path, offset, bytes.subarray(offset));
        return offset === bytes.length;
      });
      for (const state of ['reading', 'numbering', 'reading', 'numbering']) {
        await until(`the list is ${state}`, async () => {
          const now = await stateOf(path);
          return now === state || now === 'done';
        });
        await killAndStart();
      }
      const { run_id: runId } = await end(path);

      const other = await begin(unbroken, bytes);
      await add(unbroken, other, 0, bytes);
      const { run_id: otherRun } = await end(other);
      expect(await countsOf(runId)).toEqual(await countsOf(otherRun));
      expect(await countsOf(runId)).toEqual({
        rows: 251_002,
        accepted: 250_000,
        repeated: 1_000,
        invalid: 2,
        fresh: 230_000,
      });
      const numbers = await vault.numbers(killed, births, runId);
      expect(numbers.size).toBe(250_000);
      expect(new Set(numbers.values()).size).toBe(250_000);
      expect(everyone.filter((person) => !numbers.has(person))).toEqual([]);
      expect([...before].filter(([person, serial]) => numbers.get(person) !== serial)).toEqual([]);
      const { rows } = await vault.owner.query(
        'SELECT count(*)::int AS n FROM vault.incoming_chunk',
      );
      expect(rows[0]).toEqual({ n: 0 });
      const runs = await vault.owner.query(
        'SELECT count(*)::int AS n FROM vault.run WHERE domain_id = $1',
        [killed],
      );
      expect(runs.rows[0]).toEqual({ n: 2 });
      await running.stop();
    });
  }, 240_000);
});
