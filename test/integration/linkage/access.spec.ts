import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { people } from './people.js';
import { testRegistry, type TestRegistry, TestVault } from './vault.js';

let vault: TestVault;
let births: TestRegistry;
let cancers: TestRegistry;
let domain: string;
let runId: string;

beforeAll(async () => {
  vault = await TestVault.start();
  births = await testRegistry('mfr');
  cancers = await testRegistry('kreftregisteret');
  domain = await vault.domain([births, cancers]);
  runId = (await vault.accepted(domain, births, `fnr\n${people(3).join('\n')}\n`)).runId;
});
afterAll(() => vault.end());

describe('the door of the vault', () => {
  it('tells anybody that it is up', async () => {
    const health = await vault.call('GET', '/health', { bearer: '' });
    expect([health.status, health.json]).toEqual([200, { status: 'ok' }]);
  });

  it('lets the case system’s calls in with its token alone', async () => {
    const calls = [
      ['PUT', `/domains/${randomUUID()}`],
      ['PUT', `/domains/${domain}/destruction`],
      ['GET', '/notices'],
      ['POST', `/notices/${randomUUID()}/acknowledge`],
    ] as const;
    const ticket = await vault.listTicket(domain, 'mfr');
    for (const [method, path] of calls) {
      for (const bearer of ['', 'wrong-token-of-some-length', ticket]) {
        const answer = await vault.call(method, path, {
          bearer,
          json: method === 'GET' ? undefined : {},
        });
        expect([path, answer.status]).toEqual([path, 401]);
        expect(answer.headers.get('content-type')).toContain('application/problem+json');
      }
    }
  });

  it('lets a person in with a ticket for this domain, registry and use alone', async () => {
    const claims = { scope: 'list:write', domain, registry: 'mfr' };
    const tickets: [string, Promise<string>, number][] = [
      ['the token of the case system', Promise.resolve('only-a-test-token-0123456789'), 401],
      ['no ticket', Promise.resolve(''), 401],
      ['another audience', vault.ticket(claims, { audience: 'tilgang' }), 401],
      ['another secret', vault.ticket(claims, { secret: 'some-other-secret-0123456789' }), 401],
      [
        'a ticket that ran out',
        vault.ticket(claims, { expires: new Date(Date.now() - 1_000) }),
        401,
      ],
      ['an unsigned ticket', Promise.resolve(unsigned({ ...claims, aud: 'tilgang-vault' })), 401],
      ['another scope', vault.ticket({ ...claims, scope: 'resolve' }), 403],
      ['another domain', vault.ticket({ ...claims, domain: randomUUID() }), 403],
      ['another registry', vault.ticket({ ...claims, registry: 'kreftregisteret' }), 403],
      ['no registry', vault.ticket({ scope: 'list:write', domain }), 403],
    ];
    for (const [name, ticket, status] of tickets) {
      const bearer = await ticket;
      const answers = [
        await vault.call('POST', `/domains/${domain}/lists/mfr`, { bearer, body: 'fnr\n1\n' }),
        await vault.call('GET', `/runs/${runId}/key-file`, { bearer }),
        await vault.call('GET', `/runs/${runId}/report`, { bearer }),
      ];
      expect([name, ...answers.map((answer) => answer.status)]).toEqual([
        name,
        status,
        status,
        status,
      ]);
    }
    const bearer = await vault.ticket(claims);
    const resolve = await vault.call('POST', `/domains/${domain}/resolvings`, { bearer, json: {} });
    expect(resolve.status).toBe(403);
  });

  it('answers in time when a list of any size comes without a ticket', async () => {
    const answer = await vault.call('POST', `/domains/${domain}/lists/mfr`, {
      bearer: '',
      body: 'fnr\n'.padEnd(20_000_000, '1\n'),
    });
    expect(answer.status).toBe(401);
  });

  it('knows no domain, registry, run or notice that is not there', async () => {
    const other = randomUUID();
    const list = await vault.send(other, 'mfr', 'fnr\n1\n');
    expect([list.status, list.json['code']]).toEqual([404, 'unknown-domain']);
    const registry = await vault.send(domain, 'npr', 'fnr\n1\n');
    expect([registry.status, registry.json['code']]).toEqual([404, 'unknown-registry']);
    const run = await vault.call('GET', `/runs/${other}/key-file`);
    expect([run.status, run.json['code']]).toEqual([404, 'unknown-run']);
    const notice = await vault.call('POST', `/notices/${other}/acknowledge`);
    expect([notice.status, notice.json['code']]).toEqual([404, 'unknown-notice']);
    expect((await vault.call('GET', '/nothing-here')).status).toBe(404);
  });

  it('never answers 500 to a malformed request', async () => {
    const bearer = await vault.ticket({ scope: 'resolve', domain });
    const calls: [string, string, Parameters<TestVault['call']>[2]][] = [
      ['GET', '/runs/not-an-id/key-file', {}],
      ['GET', '/runs/%00/report', {}],
      ['GET', '/notices?limit=0', {}],
      ['GET', '/notices?limit=x', {}],
      ['PUT', '/domains/1/destruction', { json: {} }],
      ['PUT', `/domains/${domain}/destruction`, { body: '{', type: 'application/json' }],
      ['PUT', `/domains/${domain}/destruction`, { body: 'a,b', type: 'text/csv' }],
      ['PUT', `/domains/${domain}/destruction`, { json: { caseReference: 'x\u0000' } }],
      ['POST', `/domains/${domain}/resolvings`, { bearer, json: { serialNumber: 123456789 } }],
      ['POST', `/domains/${domain}/resolvings`, { bearer, json: [] }],
      ['PUT', `/domains/${domain}`, { json: { caseReference: 'a\u0000b', registries: [] } }],
      ['PUT', `/domains/${domain}`, { body: 'x'.repeat(3_000_000), type: 'application/json' }],
    ];
    for (const [method, path, options] of calls) {
      const answer = await vault.call(method, path, options);
      expect([path, answer.status >= 400 && answer.status < 500]).toEqual([path, true]);
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
    }
  });

  it('lets a browser from anywhere ask, as a ticket is all that opens it', async () => {
    const asked = await fetch(`${vault.url}/vault/v1/domains/${domain}/lists/mfr`, {
      method: 'OPTIONS',
      headers: {
        origin: 'https://hds.example',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,content-type',
      },
    });
    expect(asked.headers.get('access-control-allow-origin')).toBe('*');
    expect(asked.headers.get('access-control-allow-credentials')).toBeNull();
    expect(asked.headers.get('access-control-allow-headers')).toContain('authorization');
  });
});

describe('the roles of the database', () => {
  async function may(url: string, statement: string): Promise<boolean> {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      await client.query('BEGIN');
      await client.query(statement);
      return true;
    } catch (error) {
      expect((error as { code?: string }).code).toBe('42501');
      return false;
    } finally {
      await client.end();
    }
  }

  it('keep the case system out of the vault, and the vault out of the case system [law 27]', async () => {
    const { appUrl, vaultUrl, ownerUrl } = vault.database;
    const owner = new pg.Client({ connectionString: ownerUrl });
    await owner.connect();
    const { rows } = await owner.query<{ schema: string; name: string }>(
      `SELECT table_schema AS schema, table_name AS name FROM information_schema.tables
       WHERE table_schema IN ('vault', 'tilgang')`,
    );
    await owner.end();
    expect(rows.filter(({ schema }) => schema === 'vault').length).toBeGreaterThan(7);
    for (const { schema, name } of rows) {
      const url = schema === 'vault' ? appUrl : vaultUrl;
      expect([name, await may(url, `SELECT FROM ${schema}.${name}`)]).toEqual([name, false]);
    }
  });

  it('let the vault add to its access log, runs and certificates, and change none of them [law 26]', async () => {
    const { vaultUrl } = vault.database;
    for (const table of ['access_log', 'certificate', 'run']) {
      expect(await may(vaultUrl, `SELECT FROM vault.${table}`)).toBe(true);
      expect(await may(vaultUrl, `DELETE FROM vault.${table}`)).toBe(false);
      expect(await may(vaultUrl, `TRUNCATE vault.${table}`)).toBe(false);
    }
    expect(await may(vaultUrl, "UPDATE vault.access_log SET outcome = 'done'")).toBe(false);
    expect(await may(vaultUrl, 'UPDATE vault.run SET rows = 0')).toBe(false);
    expect(await may(vaultUrl, "UPDATE vault.certificate SET document = ''")).toBe(false);
    expect(await may(vaultUrl, "UPDATE vault.domain SET case_reference = ''")).toBe(false);
    expect(await may(vaultUrl, 'CREATE TABLE vault.mine (id int)')).toBe(false);
  });
});

describe('the access log', () => {
  it('says who asked for what, on which domain, and how it ended, refusals too [law 26]', async () => {
    const mine = await vault.domain([births]);
    await vault.send(mine, 'mfr', 'name\nKari\n');
    const run = await vault.accepted(mine, births, `fnr\n${people(1)[0]}\n`);
    await vault.keyFile(mine, births, run.runId);
    await vault.report(mine, births, run.runId);
    const elsewhere = { domain: mine, registry: 'another', scope: 'list:write' };
    const bearer = await vault.ticket(elsewhere);
    await vault.call('POST', `/domains/${mine}/lists/mfr`, {
      bearer,
      body: 'fnr\n',
      type: 'text/csv',
    });
    const owner = new pg.Client({ connectionString: vault.database.ownerUrl });
    await owner.connect();
    const { rows } = await owner.query(
      `SELECT requester_id, action, registry_id, run_id, purpose, outcome FROM vault.access_log
       WHERE domain_id = $1 ORDER BY seq`,
      [mine],
    );
    await owner.end();
    const asked = {
      requester_id: 'person-1',
      registry_id: 'mfr',
      run_id: run.runId,
      purpose: null,
      outcome: 'done',
    };
    expect(rows).toEqual([
      {
        requester_id: 'case-system',
        action: 'create-domain',
        registry_id: null,
        run_id: null,
        purpose: null,
        outcome: 'done',
      },
      { ...asked, action: 'use-key', run_id: null, purpose: 'receive-list' },
      { ...asked, action: 'receive-list', run_id: null, outcome: 'identity-column-missing' },
      { ...asked, action: 'use-key', run_id: null, purpose: 'receive-list' },
      { ...asked, action: 'receive-list' },
      { ...asked, action: 'use-key', run_id: null, purpose: 'fetch-key-file' },
      { ...asked, action: 'fetch-key-file' },
      { ...asked, action: 'use-key', run_id: null, purpose: 'fetch-report' },
      { ...asked, action: 'fetch-report' },
      { ...asked, action: 'show-ticket', run_id: null, outcome: 'ticket-for-something-else' },
    ]);
  });
});

function unsigned(claims: Record<string, unknown>): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const exp = Math.floor(Date.now() / 1_000) + 300;
  return `${part({ alg: 'none' })}.${part({ ...claims, sub: 'person-1', exp })}.`;
}
