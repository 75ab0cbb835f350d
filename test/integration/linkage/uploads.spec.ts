import { createHash } from 'node:crypto';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Upload } from 'tus-js-client';
import { until } from '../../support/until.js';
import { people } from './people.js';
import { orderedPlan, step } from './plan.js';
import { type Answer, testRegistry, type TestRegistry, TestVault } from './vault.js';

let vault: TestVault;
let births: TestRegistry;

beforeAll(async () => {
  vault = await TestVault.start({ VAULT_LIST_LIMIT_BYTES: '5000000' });
  births = await testRegistry('mfr');
});
afterAll(async () => {
  await vault.end();
});

const csv = (numbers: readonly string[]): Buffer => Buffer.from(`fnr\n${numbers.join('\n')}\n`);
const sha256 = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();

describe('what the vault can do of the protocol', () => {
  it('is said to anybody who asks, and browsers of any origin may ask', async () => {
    const url = `${vault.url}/vault/v1/domains/x/lists/mfr/uploads`;
    const answer = await fetch(url, { method: 'OPTIONS' });
    expect(answer.status).toBe(204);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'tus-resumable': '1.0.0',
      'tus-version': '1.0.0',
      'tus-extension': 'creation,expiration,checksum,termination',
      'tus-checksum-algorithm': 'sha256',
      'tus-max-size': '5000000',
    });
    const before = await fetch(url, {
      method: 'OPTIONS',
      headers: { origin: 'https://else.example', 'access-control-request-method': 'PATCH' },
    });
    expect(before.headers.get('access-control-allow-methods')).toContain('PATCH');
  });
});

/** A list on its way: begun, and added to. */
class Sending {
  private constructor(
    private readonly domain: string,
    readonly path: string,
  ) {}

  static async begin(domain: string, sizeBytes: number, sum?: string): Promise<Sending> {
    const answer = await request(domain, 'POST', `/domains/${domain}/lists/mfr/uploads`, {
      'upload-length': String(sizeBytes),
      ...(sum && { 'upload-metadata': `sha256 ${Buffer.from(sum).toString('base64')}` }),
    });
    if (answer.status !== 201) throw new Error(`Not begun: ${JSON.stringify(answer.json)}`);
    return new Sending(domain, answer.headers.get('location')!.replace('/vault/v1', ''));
  }

  add(at: number, part: Uint8Array, headers: Record<string, string> = {}): Promise<Answer> {
    return request(
      this.domain,
      'PATCH',
      this.path,
      {
        'content-type': 'application/offset+octet-stream',
        'upload-offset': String(at),
        ...headers,
      },
      part,
    );
  }

  async all(list: Uint8Array, partBytes: number): Promise<this> {
    for (let at = 0; at < list.length; at += partBytes) {
      const { status, json } = await this.add(at, list.subarray(at, at + partBytes));
      if (status !== 204) throw new Error(JSON.stringify(json));
    }
    return this;
  }

  async offset(): Promise<number> {
    const { headers } = await request(this.domain, 'HEAD', this.path);
    return Number(headers.get('upload-offset'));
  }

  async progress(): Promise<Record<string, unknown>> {
    return (await request(this.domain, 'GET', this.path)).json;
  }

  async ended(): Promise<Record<string, unknown>> {
    let last: Record<string, unknown> = {};
    await until('the vault is done with the list', async () => {
      last = await this.progress();
      return last['endedAt'] !== null;
    });
    return last;
  }
}

async function request(
  domain: string,
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body?: Uint8Array,
): Promise<Answer> {
  const bearer = await vault.listTicket(domain, 'mfr');
  const response = await fetch(`${vault.url}/vault/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${bearer}`, 'tus-resumable': '1.0.0', ...headers },
    ...(body && { body: Buffer.from(body) }),
  });
  const text = await response.text();
  const json = text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
  return { status: response.status, headers: response.headers, json };
}

async function chunksOf(sending: Sending): Promise<number> {
  const { rows } = await vault.owner.query<{ n: number }>(
    'SELECT count(*)::int AS n FROM vault.incoming_chunk WHERE list_id = $1',
    [sending.path.split('/').at(-1)],
  );
  return rows[0]!.n;
}

describe('a list sent in parts', () => {
  it('is worked on by the vault when all of it is here, as a list sent at once is [law 26]', async () => {
    const domain = await vault.domain([births]);
    const everyone = people(20_000);
    const receipt = await vault.accepted(domain, births, csv(everyone.slice(0, 5_000)));
    const before = await vault.numbers(domain, births, receipt.runId);

    const list = csv([...everyone, everyone[0]!, '123']);
    const sending = await Sending.begin(domain, list.length, sha256(list).toString('hex'));
    await sending.all(list, 100_000);
    const end = await sending.ended();
    expect(end).toMatchObject({
      state: 'done',
      sizeBytes: list.length,
      arrivedBytes: list.length,
      readBytes: list.length,
      readRows: 20_002,
      refusal: null,
    });
    const numbers = await vault.numbers(domain, births, String(end['runId']));
    expect(numbers.size).toBe(20_000);
    expect([...before].filter(([person, serial]) => numbers.get(person) !== serial)).toEqual([]);
    expect(await chunksOf(sending)).toBe(0);
    const { rows } = await vault.owner.query(
      'SELECT input_sha256, rows FROM vault.run WHERE id = $1',
      [end['runId']],
    );
    expect(rows[0]).toEqual({ input_sha256: sha256(list).toString('hex'), rows: 20_002 });
  });

  it('is sent by the client the web uses, packed', async () => {
    const domain = await vault.domain([births]);
    const list = gzipSync(csv(people(30_000)));
    const bearer = await vault.listTicket(domain, 'mfr');
    const url = await new Promise<string>((resolve, reject) => {
      const upload = new Upload(list, {
        endpoint: `${vault.url}/vault/v1/domains/${domain}/lists/mfr/uploads`,
        chunkSize: 50_000,
        headers: { authorization: `Bearer ${bearer}` },
        onSuccess: () => resolve(upload.url!),
        onError: reject,
      });
      upload.start();
    });
    const path = new URL(url).pathname.replace('/vault/v1', '');
    await until('the list is done', async () => {
      const { json } = await request(domain, 'GET', path);
      return json['state'] === 'done';
    });
  });

  it('goes on where it stopped when a sender goes away, also from another sender', async () => {
    const domain = await vault.domain([births]);
    const list = csv(people(40_000));
    const sending = await Sending.begin(domain, list.length);
    const { hostname, port } = new URL(vault.url);
    const ticket = await vault.listTicket(domain, 'mfr');
    const socket = connect(Number(port), hostname);
    socket.write(
      `PATCH /vault/v1${sending.path} HTTP/1.1\r\nHost: vault\r\nAuthorization: Bearer ${ticket}\r\n` +
        'Tus-Resumable: 1.0.0\r\nContent-Type: application/offset+octet-stream\r\n' +
        `Upload-Offset: 0\r\nContent-Length: ${list.length}\r\n\r\n${list.toString().slice(0, 90_000)}`,
      () => socket.destroy(),
    );
    await until('what had come is kept', async () => (await sending.offset()) > 0);
    const offset = await sending.offset();
    expect(offset).toBeLessThanOrEqual(90_000);
    expect((await sending.add(offset, list.subarray(offset))).status).toBe(204);
    const { runId } = await sending.ended();
    expect((await vault.numbers(domain, births, String(runId))).size).toBe(40_000);
  });

  it('takes a part only where the last one ended, and of two at once one', async () => {
    const domain = await vault.domain([births]);
    const list = csv(people(3_000));
    const sending = await Sending.begin(domain, list.length);
    expect((await sending.add(5, list.subarray(5))).json['code']).toBe('upload-offset-differs');
    const both = await Promise.all([
      sending.add(0, list.subarray(0, 9_000)),
      sending.add(0, list.subarray(0, 9_000)),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([204, 409]);
    expect(await sending.offset()).toBe(9_000);
    expect((await sending.add(9_000, Buffer.concat([list, list]))).status).toBe(413);
    await sending.add(await sending.offset(), list.subarray(await sending.offset()));
    const { runId } = await sending.ended();
    expect((await vault.numbers(domain, births, String(runId))).size).toBe(3_000);
  });

  it('keeps nothing of a part that arrives other than it was sent', async () => {
    const domain = await vault.domain([births]);
    const list = csv(people(100));
    const sending = await Sending.begin(domain, list.length);
    const sum = (bytes: Uint8Array) => ({
      'upload-checksum': `sha256 ${sha256(bytes).toString('base64')}`,
    });
    expect((await sending.add(0, list, sum(list.subarray(1)))).status).toBe(460);
    expect(await sending.offset()).toBe(0);
    expect((await sending.add(0, list, sum(list))).status).toBe(204);
    expect(await sending.ended()).toMatchObject({ state: 'done' });
  });

  it('is refused with what to do when it cannot be used, and nothing of it stays', async () => {
    const domain = await vault.domain([births]);
    const [one] = people(1);
    const cases: [Buffer, string, string?][] = [
      [Buffer.from('name;age\nKari;7\n'), 'identity-column-missing'],
      [gzipSync(csv([one!])).subarray(0, 25), 'gzip-cut-short'],
      [csv([one!]), 'list-checksum-differs', sha256(Buffer.from('other')).toString('hex')],
    ];
    for (const [list, code, sum] of cases) {
      const sending = await (await Sending.begin(domain, list.length, sum)).all(list, 10);
      expect(await sending.ended()).toMatchObject({
        state: 'refused',
        runId: null,
        refusal: {
          code,
          problems: [{ field: 'list', rule: expect.any(String), todo: expect.any(String) }],
        },
      });
      expect(await chunksOf(sending)).toBe(0);
    }
  });

  it('is not begun when it is too large, and can be given up', async () => {
    const domain = await vault.domain([births]);
    await expect(Sending.begin(domain, 5_000_001)).rejects.toThrow('list-too-large');
    const sending = await Sending.begin(domain, 100);
    await sending.add(0, Buffer.from('fnr\n'));
    expect((await request(domain, 'DELETE', sending.path)).status).toBe(204);
    expect(await sending.progress()).toMatchObject({ state: 'given-up' });
    expect(await chunksOf(sending)).toBe(0);
    expect((await sending.add(4, Buffer.from('x'))).status).toBe(409);
  });

  it('is nobody else’s: another registry or project finds no such list', async () => {
    const domain = await vault.domain([births]);
    const other = await vault.domain([births]);
    const sending = await Sending.begin(domain, 100);
    const elsewhere = sending.path.replace(domain, other);
    expect((await request(other, 'GET', elsewhere)).status).toBe(404);
    expect((await request(other, 'GET', sending.path)).status).toBe(403);
  });

  it('rests sealed, and is gone when the project’s keys are destroyed [law 26]', async () => {
    const domain = await vault.domain([births]);
    const everyone = people(500, 700_000);
    const list = csv(everyone);
    const sending = await Sending.begin(domain, list.length);
    await sending.add(0, list.subarray(0, 3_000));
    const { rows } = await vault.owner.query<{ sealed: Buffer }>(
      'SELECT sealed FROM vault.incoming_chunk WHERE list_id = $1',
      [sending.path.split('/').at(-1)],
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]!.sealed.includes(everyone[0]!)).toBe(false);
    expect(await chunksOf(sending)).toBe(1);
    const destroyed = await vault.destroy(domain);
    expect(destroyed.status).toBe(200);
    expect(await chunksOf(sending)).toBe(0);
  });

  it('waits while it is held, and goes on when it no longer is', async () => {
    const domain = await vault.domain([births]);
    const list = csv(people(1_000));
    const sending = await Sending.begin(domain, list.length);
    const id = sending.path.split('/').at(-1);
    await vault.owner.query('UPDATE vault.incoming_list SET held_at = now() WHERE id = $1', [id]);
    await sending.all(list, 20_000);
    const other = await Sending.begin(domain, list.length);
    await other.all(list, 20_000);
    expect(await other.ended()).toMatchObject({ state: 'done' });
    expect(await sending.progress()).toMatchObject({ state: 'received', held: true });
    await vault.owner.query('UPDATE vault.incoming_list SET held_at = NULL WHERE id = $1', [id]);
    expect(await sending.ended()).toMatchObject({ state: 'done' });
  });

  it('is given up when it has not all come in two days', async () => {
    const domain = await vault.domain([births]);
    const sending = await Sending.begin(domain, 100);
    await sending.add(0, Buffer.from('fnr\n'));
    const id = sending.path.split('/').at(-1);
    await vault.owner.query('UPDATE vault.incoming_list SET expires_at = now() WHERE id = $1', [
      id,
    ]);
    expect(await sending.ended()).toMatchObject({ state: 'given-up' });
    expect(await chunksOf(sending)).toBe(0);
  });
});

describe('a list that ended the program ten times', () => {
  it('is set aside, and the case is told of it as of any refused list', async () => {
    const plan = await orderedPlan(vault, [births], [step('list:mfr', 'list', births)]);
    const list = csv(people(20));
    const sending = await Sending.begin(plan.domainId, list.length);
    const id = sending.path.split('/').at(-1);
    await vault.owner.query('UPDATE vault.incoming_list SET attempts = 10 WHERE id = $1', [id]);
    await sending.add(0, list);
    expect(await sending.ended()).toMatchObject({ state: 'refused' });
    const { rows } = await vault.owner.query<{ data: Record<string, unknown> }>(
      `SELECT data FROM vault.notice WHERE domain_id = $1 AND kind = 'order-step'
       ORDER BY seq DESC LIMIT 1`,
      [plan.domainId],
    );
    expect(rows[0]!.data).toEqual({
      orderId: plan.orderId,
      step: 'list:mfr',
      at: expect.any(String),
      state: 'refused',
      reason: 'list-not-worked-on',
    });
    // Sent again, it is a list like any other.
    const again = await Sending.begin(plan.domainId, list.length);
    await again.add(0, list);
    expect(await again.ended()).toMatchObject({ state: 'done' });
  });
});
