import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fastifyAdapter, parseJson } from '#platform';
import { startApi } from '../../support/api.js';
import { type CasesUnderTest, givenCases } from '../../support/given.js';
import { people } from '../../support/journey.js';
import { rawRequest } from '../../support/raw-request.js';
import { sessionFor } from '../../support/session.js';

/** What stands before every endpoint: what browsers are told, whom requests are for, how much. */

let given: CasesUnderTest;
let api: Awaited<ReturnType<typeof startApi>>;
let session: string;
const json = { 'content-type': 'application/json' };

beforeAll(async () => {
  given = await givenCases();
  api = await startApi(given.databaseUrl);
  session = await sessionFor(given.db.pool, people.applicant.personId!);
});
afterAll(async () => {
  await api?.close();
  await given?.close();
});

const cookie = () => ({ cookie: `tilgang-session=${session}` });
const own = () => ({ ...cookie(), origin: api.url });

describe('what browsers are told', () => {
  it.each(['/api/v1/health', '/api/v1/me', '/api/v1/nowhere', '/api/v1/openapi.json'])(
    'is the same at %s: own files only, in no frame, with no address passed on [R16.0.1]',
    async (path) => {
      const { headers } = await fetch(api.url + path);
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("script-src 'self'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toMatch(/unsafe|\*|https?:/);
      expect(Object.fromEntries(headers)).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
        'cross-origin-embedder-policy': 'require-corp',
        'permissions-policy': expect.stringContaining('camera=(), '),
      });
      expect(headers.has('x-powered-by') || headers.has('server')).toBe(false);
      // Plain http on the loopback address: nobody is to be told to come by https.
      expect(headers.has('strict-transport-security')).toBe(false);
    },
  );

  it('is to show nothing of an answer that the router gives by itself', async () => {
    const { status, headers } = await fetch(`${api.url}/%ff`);
    expect([status, headers.get('content-security-policy')]).toEqual([
      400,
      "default-src 'none'; frame-ancestors 'none'",
    ]);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('is to come by https for two years, where that is the address [R16.0.2]', async () => {
    const secure = await startApi(given.databaseUrl, {
      PUBLIC_URL: 'https://tilgang.example',
      OIDC_ISSUER: 'https://issuer.example',
    });
    try {
      const { headers } = await fetch(`${secure.url}/api/v1/health`);
      expect(headers.get('strict-transport-security')).toBe('max-age=63072000');
    } finally {
      await secure.close();
    }
  });

  it('opens nothing to the pages of others: no CORS, asked beforehand or not [R16.0.1]', async () => {
    for (const method of ['GET', 'OPTIONS', 'POST']) {
      const { headers } = await fetch(`${api.url}/api/v1/cases`, {
        method,
        headers: {
          ...cookie(),
          origin: 'https://evil.example',
          'access-control-request-method': 'POST',
        },
      });
      const opened = [...headers.keys()].filter((name) => name.startsWith('access-control'));
      expect([method, opened]).toEqual([method, []]);
    }
  });
});

describe('a request that a cookie speaks for', () => {
  const open = (headers: Record<string, string>) =>
    fetch(`${api.url}/api/v1/cases`, {
      method: 'POST',
      headers: { ...json, ...headers },
      body: '{"language":"nb"}',
    });

  it.each<[string, () => Record<string, string>]>([
    ['another site', () => ({ origin: 'https://evil.example' })],
    ['a site whose name begins as ours', () => ({ origin: `${api.url}.evil.example` })],
    ['a file or a sandbox', () => ({ origin: 'null' })],
    ['nobody who says so', () => ({})],
    ['another site of the same domain', () => ({ 'sec-fetch-site': 'same-site' })],
    ['a form elsewhere', () => ({ 'sec-fetch-site': 'cross-site' })],
  ])('changes nothing when it was caused by %s [R16.0.1]', async (_, headers) => {
    const answer = await open({ ...cookie(), ...headers() });
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([
      403,
      'request-from-other-site',
    ]);
  });

  it('is served when our own page caused it', async () => {
    expect((await open(own())).status).toBe(201);
    expect((await open({ ...cookie(), 'sec-fetch-site': 'same-origin' })).status).toBe(201);
  });

  it('cannot be a form: its types are not read', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data'])
      expect((await open({ ...own(), 'content-type': type })).status).toBe(415);
  });
});

describe('the host a request names', () => {
  it.each([
    'evil.example',
    'tilgang.example:1',
    '169.254.169.254',
    'x@127.0.0.1',
    '127.0.0.1.nip.io',
  ])('is turned down when it is %s [R16.0.1]', async (host) => {
    const answer = await rawRequest(`${api.url}/api/v1/sign-in`, 'GET', { host });
    expect([answer.status, JSON.parse(answer.text)]).toMatchObject([421, { code: 'host-unknown' }]);
    expect(answer.text).not.toContain(host);
  });

  it('is named once: a proxy and we might take another of two', async () => {
    const answer = await raw(
      `GET /api/v1/health HTTP/1.1\r\nHost: ${new URL(api.url).host}\r\nHost: evil.example\r\n\r\n`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 4(?:00|21) /);
  });

  it('is not what a header of a proxy says: no answer repeats it', async () => {
    const forged = { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' };
    const answer = await fetch(`${api.url}/api/v1/sign-in`, {
      headers: { ...forged, forwarded: 'host=evil.example' },
      redirect: 'manual',
    });
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).not.toContain('evil');
    expect(answer.headers.get('location')).toMatch(new RegExp(`^${api.url}/idp/auth`));
  });
});

describe('how much is read', () => {
  it('is 64 KiB where nobody writes, and 1 MiB where somebody does [R16.0.1]', async () => {
    const body = (size: number) => [Buffer.from(`{"x":"${'a'.repeat(size)}"}`)];
    const small = await rawRequest(
      `${api.url}/api/v1/cases`,
      'POST',
      { ...own(), ...json },
      body(70_000),
    );
    expect([small.status, JSON.parse(small.text)]).toMatchObject([413, { code: 'body-too-large' }]);
    const id = (await given.givenCase()).id;
    const command = `${api.url}/api/v1/cases/${id}/commands/edit-draft`;
    const large = await rawRequest(command, 'POST', { ...own(), ...json }, body(900_000));
    expect([large.status, JSON.parse(large.text)]).toMatchObject([400, { code: 'body-malformed' }]);
    const over = await rawRequest(command, 'POST', { ...own(), ...json }, body(1_100_000));
    expect(over.status).toBe(413);
  });

  it('is 16 KiB of headers', async () => {
    const answer = await rawRequest(`${api.url}/api/v1/health`, 'GET', {
      'x-long': 'a'.repeat(20_000),
    });
    expect([answer.status, JSON.parse(answer.text).code]).toEqual([431, 'headers-too-long']);
  });

  it('changes no prototype [R16.0.1]', () => {
    for (const text of [
      '{"__proto__":{"a":1}}',
      '{"x":{"__proto__":{"a":1}}}',
      '[{"__proto__":1}]',
    ])
      expect(() => parseJson(Buffer.from(text))).toThrow('body-malformed');
    const value = parseJson(Buffer.from('{"constructor":{"prototype":{"polluted":1}}}'));
    Object.assign({}, value);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });
});

describe('a problem document', () => {
  it('says when it was answered, in UTC, whoever answers [R15.6.5]', async () => {
    const before = Date.now();
    const texts = [
      await (await fetch(`${api.url}/api/v1/me`)).text(),
      await (await fetch(`${api.url}/api/v1/nowhere`)).text(),
      await (await fetch(`${api.url}/%ff`)).text(),
      (await rawRequest(`${api.url}/api/v1/health`, 'GET', { host: 'evil.example' })).text,
      (await rawRequest(`${api.url}/api/v1/health`, 'GET', { expect: 'nothing' })).text,
      (await rawRequest(`${api.url}/api/v1/health`, 'GET', { 'x-long': 'a'.repeat(20_000) })).text,
      /\{[^]*$/.exec(await raw('GET / HTTP/9.9\r\nHost: 127.0.0.1\r\n\r\n'))?.[0] ?? '',
    ];
    for (const text of texts) {
      const { at, code } = JSON.parse(text) as { at: string; code: string };
      expect([code, at]).toEqual([code, expect.stringMatching(/^\d{4}-[\d-]+T[\d:]+\.\d{3}Z$/)]);
      // Those that were made when the program started say no less when they are answered.
      expect(new Date(at).getTime()).toBeGreaterThanOrEqual(before);
      expect(new Date(at).getTime()).toBeLessThanOrEqual(Date.now());
    }
  });
});

describe('what Node answers by itself', () => {
  it('is a problem document too: an expectation nobody knows', async () => {
    const answer = await rawRequest(`${api.url}/api/v1/health`, 'GET', { expect: 'nothing' });
    expect([answer.status, answer.type]).toEqual([417, 'application/problem+json']);
    expect(JSON.parse(answer.text)).toMatchObject({ status: 417, code: 'expectation-unknown' });
  });

  it('is a problem document too: an address that is too long, and what is no HTTP', async () => {
    const long = await rawRequest(
      `${api.url}/api/v1/cases?search=${'x'.repeat(20_000)}`,
      'GET',
      {},
    );
    expect([long.status, JSON.parse(long.text).code]).toEqual([431, 'headers-too-long']);
    const odd = await raw('GET / HTTP/9.9\r\nHost: 127.0.0.1\r\n\r\n');
    expect(odd).toMatch(/^HTTP\/1\.1 400 [^]*application\/problem\+json[^]*"request-malformed"/);
    for (const answer of [long.text, odd]) expect(answer).not.toMatch(/node_modules|\.js:|HPE_/);
  });
});

describe('who is slow', () => {
  const slowly = async (sent: string): Promise<string> => {
    const adapter = fastifyAdapter({ requestTimeoutMs: 600, headersTimeoutMs: 300 });
    const server = adapter.getInstance();
    server.post('/', () => 'read');
    await server.listen({ port: 0, host: '127.0.0.1' });
    try {
      const address = server.server.address() as { port: number };
      return await raw(sent, address.port);
    } finally {
      await server.close();
    }
  };

  it('with a header is cut off, and holds no connection [R16.0.1]', async () => {
    expect(await slowly('POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ')).toMatch(
      /^HTTP\/1\.1 408 /,
    );
  });

  it('with a body is cut off too [R16.0.1]', async () => {
    const head = 'POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n';
    const answer = await slowly(`${head}Content-Length: 1000\r\n\r\n{"a":`);
    expect(answer).toMatch(/^(HTTP\/1\.1 408 |$)/);
  });
});

describe('whom to tell of a hole', () => {
  const address = '/.well-known/security.txt';

  it('is told to everybody at the address that RFC 9116 gives it [R16.0.1]', async () => {
    const named = await startApi(given.databaseUrl, {
      SECURITY_CONTACT: 'mailto:security@tilgang.example https://tilgang.example/report',
    });
    try {
      const answer = await fetch(named.url + address);
      expect([answer.status, answer.headers.get('content-type')]).toEqual([
        200,
        'text/plain; charset=utf-8',
      ]);
      const text = await answer.text();
      expect(text).toMatch(/^Contact: mailto:security@tilgang\.example\n/);
      const expires = new Date(/^Expires: (\S+)$/m.exec(text)?.[1] ?? '').getTime();
      expect(expires).toBeGreaterThan(Date.now());
      expect(expires).toBeLessThan(Date.now() + 365 * 86_400_000);
    } finally {
      await named.close();
    }
  });

  it('is not found where nobody is named: no page stands in its place', async () => {
    const answer = await fetch(api.url + address);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      404,
      expect.stringMatching('application/problem\\+json'),
    ]);
  });
});

describe('how often one person may ask', () => {
  it('has a limit of its own for writing: who has used it up still reads, and others write [R15.3.3]', async () => {
    const limits = { LIMIT_WRITES_PER_MINUTE: '5', LIMIT_READS_PER_MINUTE: '1000' };
    const [one, two] = [
      await startApi(given.databaseUrl, limits),
      await startApi(given.databaseUrl, limits),
    ];
    const other = await sessionFor(given.db.pool, people.otherApplicant.personId!);
    try {
      const mark = (url: string, token: string) =>
        fetch(`${url}/api/v1/me/notices/read`, {
          method: 'POST',
          headers: { ...json, cookie: `tilgang-session=${token}`, origin: url },
          body: '{}',
        });
      // Twice as many as are allowed in one window, to both processes in turn; a window may end meanwhile.
      const answers: Response[] = [];
      for (let i = 0; i < 20; i++) answers.push(await mark(i % 2 ? one.url : two.url, session));
      const refused = answers.filter(({ status }) => status === 429);
      expect(refused.length).toBeGreaterThanOrEqual(8);
      expect(Number(refused[0]!.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
      expect(await refused[0]!.json()).toMatchObject({ status: 429, code: 'too-many-requests' });
      for (const { url } of [one, two]) {
        const me = await fetch(`${url}/api/v1/me`, { headers: cookie() });
        expect(me.status).toBe(200);
        expect((await mark(url, other)).status).not.toBe(429);
      }
      const { rows } = await given.owner.pool.query<{ subject: string }>(
        'SELECT subject FROM request_count',
      );
      expect(rows.map(({ subject }) => subject).join()).not.toContain(people.applicant.personId!);
    } finally {
      await Promise.all([one.close(), two.close()]);
    }
  });

  it('is counted for strangers by the address they come from', async () => {
    const limited = await startApi(given.databaseUrl, { LIMIT_STRANGERS_PER_MINUTE: '5' });
    try {
      const statuses: number[] = [];
      for (let i = 0; i < 20; i++) {
        statuses.push((await fetch(`${limited.url}/api/v1/public/register`)).status);
      }
      expect(statuses.filter((status) => status === 429).length).toBeGreaterThanOrEqual(8);
      expect((await fetch(`${limited.url}/api/v1/health`)).status).toBe(200);
    } finally {
      await limited.close();
    }
  });
});

/** Sends these bytes and nothing more; gives what comes until the connection ends. */
async function raw(sent: string, port = Number(new URL(api.url).port)): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  let answer = '';
  socket.setEncoding('utf8').on('data', (text: string) => {
    answer += text;
    if (answer.includes('\r\n\r\n')) socket.end();
  });
  socket.on('error', () => undefined);
  socket.write(sent);
  await once(socket, 'close');
  return answer;
}
