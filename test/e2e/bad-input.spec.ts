import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { SignJWT } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { signInAsDemoUser } from '../../scripts/demo-sign-in.mjs';
import { people } from '../integration/linkage/people.js';
import { mostMemoryOf, type RawAnswer, rawRequest } from '../support/raw-request.js';
import { freePort } from '../support/ports.js';
import {
  type RunningPrograms,
  type Start,
  startTilgang,
  temporaryDataFolder,
} from '../support/tilgang.js';

const MEBIBYTE = 1024 * 1024;
const content = { title: 'Utkast som ikke skal røres', purpose: 'Å se at ingenting går tapt.' };
const json = { 'content-type': 'application/json' };

const { folder, remove } = temporaryDataFolder();
let start: Start;
let token: string;
let caseId: string;

beforeAll(async () => {
  start = startTilgang(join(folder, 'data'), await freePort());
  await start.ready();
  ({ accessToken: token } = await signInAsDemoUser(start.url, 'soker'));
  ({ id: caseId } = await call('POST', '/cases', { language: 'nb' }));
  await call('POST', `/cases/${caseId}/commands/edit-draft`, { version: 1, application: content });
}, 240_000);

afterAll(async () => {
  if (start?.supervisor.exitCode === null) {
    process.kill(-start.supervisor.pid!, 'SIGINT');
    await start.ended;
  }
  remove();
}, 60_000);

describe('the API, sent what it cannot use', () => {
  // Whatever was sent before, the draft is what its applicant last saved.
  afterEach(async () => {
    const { application, version, title } = await call('GET', `/cases/${caseId}`);
    expect({ application, version, title }).toEqual({
      application: content,
      version: 2,
      title: content.title,
    });
  });

  const drafts: [string, object, string][] = [
    ['a field nobody asked for', { titel: 'x' }, 'application.titel'],
    ['a number for a text', { title: 7 }, 'application.title'],
    ['a text for a choice', { isMedicalResearch: 'ja' }, 'application.isMedicalResearch'],
    ['null for a text', { purpose: null }, 'application.purpose'],
    ['an object for a list', { sources: { 0: 'x' } }, 'application.sources'],
    ['an over-long title', { title: 'å'.repeat(301) }, 'application.title'],
    ['an over-long purpose', { purpose: 'x'.repeat(10_001) }, 'application.purpose'],
    ['a text of blanks', { purpose: ' \n ' }, 'application.purpose'],
    ['two lines for one', { title: 'a\nb' }, 'application.title'],
    ['a NUL', { title: 'a\0b' }, 'application.title'],
    ['half of a surrogate pair', { purpose: 'a\ud800b' }, 'application.purpose'],
    ['the other half', { title: '\udc00' }, 'application.title'],
    ['a terminal escape', { title: '\u001b[31m' }, 'application.title'],
    ['a day that does not exist', { projectEndsOn: '2030-02-30' }, 'application.projectEndsOn'],
    ['a day of the year 0000', { projectEndsOn: '0000-01-01' }, 'application.projectEndsOn'],
    ['a day of the year 0099', { projectEndsOn: '0099-12-31' }, 'application.projectEndsOn'],
    ['the last day of all', { projectEndsOn: '9999-12-31' }, 'application.projectEndsOn'],
    ['a time for a day', { projectEndsOn: '2030-02-20T10:00:00Z' }, 'application.projectEndsOn'],
    [
      'a registry id of markup',
      { sources: [{ registryId: '<b>' }] },
      'application.sources.0.registryId',
    ],
    ['eighty-one sources', { sources: Array(81).fill({ registryId: 'a' }) }, 'application.sources'],
    ['a field within a field', { dataPeriod: { from: 'x' } }, 'application.dataPeriod.from'],
    ['a constructor', { constructor: { prototype: {} } }, 'application.constructor'],
  ];

  it.each(drafts)('names the field and the rule for %s', async (_, application, field) => {
    const answer = await command('edit-draft', JSON.stringify({ version: 2, application }));
    expect(fieldsOf(answer, 400, 'body-malformed')).toContain(field);
  });

  const versions = [0, -1, 1.5, '2', null, 1e300, true, [2]];
  it.each(versions)('takes no %p for a version', async (version) => {
    const answer = await command('edit-draft', JSON.stringify({ version, application: {} }));
    expect(fieldsOf(answer, 400, 'body-malformed')).toEqual(['version']);
  });

  const bodies: [string, string | Buffer][] = [
    ['half a document', '{"version": 2, "application":'],
    ['no document', 'version=2'],
    ['single quotes', "{'version': 2}"],
    ['bytes that are no UTF-8', Buffer.from('{"version": 2, "a": "\xff\xfe"}', 'latin1')],
    ['a character cut in two', Buffer.from('{"version": 2, "a": "å"}').subarray(0, -3)],
    ['UTF-16', Buffer.from('{"version": 2}', 'utf16le')],
    ['a prototype', '{"version": 2, "application": {"__proto__": {"title": "x"}}}'],
    ['a prototype at the top', '{"__proto__": {"version": 2}, "application": {}}'],
    ['a hundred thousand brackets', '['.repeat(100_000)],
    ['a list', '[]'],
    ['a text', '"edit-draft"'],
    ['a number', '2'],
    ['null', 'null'],
  ];

  it.each(bodies)('says that the body is at fault when it is %s', async (_, body) => {
    expect(fieldsOf(await command('edit-draft', body), 400, 'body-malformed')).toEqual(['body']);
  });

  it.each(['text/plain', 'application/xml', 'application/x-www-form-urlencoded', 'nonsense'])(
    'takes no body of type %s',
    async (type) => {
      const answer = await command('edit-draft', '{"version": 2}', { 'content-type': type });
      expect(fieldsOf(answer, 415, 'media-type-not-supported')).toEqual(['body']);
    },
  );

  it('stops listening to a body of 200 MB soon, and holds little of it', async () => {
    const before = mostMemoryOf(running().api.pid);
    const answer = await send('POST', `/cases/${caseId}/commands/edit-draft`, json, spaces(200));
    expect(fieldsOf(answer, 413, 'body-too-large')).toEqual(['body']);
    expect(answer.sentBytes).toBeLessThan(20 * MEBIBYTE);
    expectLittleMore(running().api.pid, before, 64 * MEBIBYTE);
  });

  it('refuses at once a body that says it will be 200 MB', async () => {
    const headers = { ...json, 'content-length': 200 * MEBIBYTE };
    const answer = await send('POST', '/cases', headers, spaces(1));
    expect(fieldsOf(answer, 413, 'body-too-large')).toEqual(['body']);
  });

  it.each(['x', '1', 'null', `${'0'.repeat(8)}-0000`, '%00', "' OR 1=1", '../registries'])(
    'knows no case called %s',
    async (id) => {
      const written = encodeURIComponent(id);
      for (const path of [`/cases/${written}`, `/cases/${written}/timeline`]) {
        expectProblem(await send('GET', path), 404, 'case-unknown');
      }
      const body = [Buffer.from('{"version":1}')];
      const answer = await send('POST', `/cases/${written}/commands/submit`, json, body);
      expectProblem(answer, 404, 'case-unknown');
      expectProblem(await send('GET', `/letters/${written}/pdf`), 404, 'letter-unknown');
    },
  );

  it.each(['approve', 'SUBMIT', '__proto__', 'constructor', 'toString', 'edit-draft%00'])(
    'knows no command called %s',
    async (name) => {
      expectProblem(await command(name, '{"version": 2}'), 404, 'command-unknown');
    },
  );

  it.each(['/cases/%E0%A4%A', '/%ff', '/nowhere', `/cases/${'x'.repeat(500)}`])(
    'has a problem document for the address %s',
    async (path) => {
      const answer = await send('GET', path);
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expectProblem(answer, answer.status);
      expect(answer.status).toBeLessThan(500);
    },
  );

  const unknown: [string, string][] = [
    ['/permits/%00', 'permit-unknown'],
    ['/permits/%00/versions', 'permit-unknown'],
    ['/permits/%00/content', 'permit-unknown'],
    [`/cases/CASE/appeals/%00/documents`, 'appeal-unknown'],
    [`/cases/CASE/appeals/__proto__/documents`, 'appeal-unknown'],
    ['/registries/%00/variables', 'registry-unknown'],
    ['/registries/%00/variables/00000000-0000-4000-8000-000000000000', 'registry-unknown'],
    ['/decisions/%00', 'decision-unknown'],
    ['/forms/%00', 'form-unknown'],
  ];
  it.each(unknown)('knows nothing at %s', async (path, code) => {
    expectProblem(await send('GET', path.replace('CASE', caseId)), 404, code);
  });

  const yearZero = '0000-01-01 00:00:00';
  const noId = '00000000-0000-4000-8000-000000000000';
  const pages: [string, number, string, string][] = [
    ['/me/notices?cursor=', 422, 'cursor', cursorOf(`${yearZero}|${noId}`)],
    ['/cases?cursor=', 422, 'cursor', cursorOf(`changed|${yearZero}|${noId}`)],
    ['/cases?sort=due&cursor=', 422, 'cursor', cursorOf(`due|0000-01-01|${noId}`)],
    ['/registries/norsk-pasientregister/variables?cursor=', 422, 'cursor', cursorOf('\0')],
    ['/registries/norsk-pasientregister/variables?asOfOn=', 400, 'asOfOn', '0000-01-01'],
  ];
  it.each(pages)('refuses %s what no page gave', async (path, status, field, value) => {
    const code = status === 422 ? 'cursor-invalid' : 'query-malformed';
    expect(fieldsOf(await send('GET', `${path}${value}`), status, code)).toEqual([field]);
  });

  const cursors = [
    'x',
    '%00',
    cursorOf('2026-11-21T08:00:00.000Z'),
    cursorOf('2026-99-99T99:99:99Z 00000000-0000-0000-0000-000000000000'),
    cursorOf('2026-11-21T08:00:00.000Z ------------------------------------'),
    cursorOf("2026-11-21T08:00:00.000Z '; DROP TABLE access_case; --"),
  ];
  it.each(cursors)('takes no cursor that it did not give: %s', async (cursor) => {
    const answer = await send('GET', `/cases?cursor=${cursor}`);
    expect(fieldsOf(answer, 422, 'cursor-invalid')).toEqual(['cursor']);
  });

  const queries: [string, string][] = [
    ['limit=0', 'limit'],
    ['limit=1e9', 'limit'],
    ['limit=x', 'limit'],
    ['limit=1&limit=2', 'limit'],
    ['search=%00', 'search'],
    [`search=${'x'.repeat(201)}`, 'search'],
    ['state=%00', 'state'],
    ['waitingFor=%00', 'waitingFor'],
    ['colour=red', 'colour'],
    ['__proto__=x', '__proto__'],
  ];
  it.each(queries)('names what is wrong with the question ?%s', async (query, field) => {
    const answer = await send('GET', `/cases?${query}`);
    expect(fieldsOf(answer, 400, 'query-malformed')).toEqual([field]);
  });

  it.each(['short', 'x'.repeat(101), 'with blanks in it', 'ünïcödé-key'])(
    'opens no case for the key %p',
    async (key) => {
      // What else is asked meanwhile may move a case; none is to come to them.
      const before = await references();
      const headers = { ...json, 'idempotency-key': Buffer.from(key).toString('latin1') };
      const answer = await send('POST', '/cases', headers, [Buffer.from('{"language":"nb"}')]);
      expect(fieldsOf(answer, 400, 'header-malformed')).toEqual(['Idempotency-Key']);
      expect(await references()).toEqual(before);
    },
  );

  it.each(['{}', '{"language":"se"}', '{"language":["nb"]}'])(
    'opens no case for %s',
    async (body) => {
      const answer = await send('POST', '/cases', json, [Buffer.from(body)]);
      expect(fieldsOf(answer, 400, 'body-malformed')).toEqual(['language']);
    },
  );
});

describe('the vault, sent a list it cannot use', () => {
  const [one, two] = people(2);
  const lists: [string, () => Iterable<Buffer>, string][] = [
    ['is empty', () => [], 'list-empty'],
    ['is a byte order mark alone', () => text('\ufeff'), 'list-empty'],
    ['has a header and nobody', () => text('\ufefffnr;navn\r\n'), 'list-empty'],
    [
      'names no column of numbers',
      () => text(`navn;alder\r\nKari;7\r\n`),
      'identity-column-missing',
    ],
    ['names two', () => text(`fnr;fnr\n${one};${two}\n`), 'identity-column-ambiguous'],
    ['is Latin-1', () => [Buffer.from(`fnr;navn\n${one};K\xe5re\n`, 'latin1')], 'list-not-utf-8'],
    ['is cut off in a quote', () => text(`fnr,navn\n${one},"Kari`), 'quote-not-closed'],
    ['is one line of 200 MB', () => spaces(200), 'line-too-long'],
  ];

  it.each(lists)(
    'says what to do about it when it %s, and keeps nothing',
    async (_, list, code) => {
      const { domainId, ticket } = await domain();
      const before = mostMemoryOf(running().vault.pid);
      const answer = await sendList(domainId, 'npr', ticket, list());
      expect(fieldsOf(answer, 422, code)).toEqual(['list']);
      expectLittleMore(running().vault.pid, before, 96 * MEBIBYTE);
      expect(await noticesOf(domainId)).toEqual([]);
    },
  );

  it('takes a list for no other registry, no other domain and with no broken ticket', async () => {
    const { domainId, ticket } = await domain();
    const other = await domain();
    const list = () => text(`fnr\n${one}\n`);
    const wrong = 'ticket-for-something-else';
    expectProblem(await sendList(domainId, 'dar', ticket, list()), 403, wrong);
    expectProblem(await sendList(other.domainId, 'npr', ticket, list()), 403, wrong);
    const broken = `${ticket.slice(0, -4)}AAAA`;
    expectProblem(await sendList(domainId, 'npr', broken, list()), 401, 'ticket-invalid');
    const odd = await sendList('not-a-domain', 'npr', ticket, list());
    expect(fieldsOf(odd, 400, 'body-malformed')).toEqual(['domainId']);
    expect(await noticesOf(domainId)).toEqual([]);
    expect(await noticesOf(other.domainId)).toEqual([]);
  });

  it('reads a mark, semicolons and carriage returns, and takes every row of it', async () => {
    const { domainId, ticket } = await domain();
    const list = text(`\ufefffnr;navn\r\n${one};"Å;se"\r\n${two};Ødger\r\n${one};\r\n`);
    const answer = await sendList(domainId, 'npr', ticket, list);
    expect([answer.status, JSON.parse(answer.text).counts]).toEqual([
      201,
      { rows: 3, accepted: 2, repeated: 1, invalid: 0, reserved: 0 },
    ]);
    expect(await noticesOf(domainId)).toHaveLength(1);
  });
});

interface Problem {
  code: string;
  status: number;
  problems: { field: string; rule: string; todo: string }[];
}

/** Holds a problem document against its form; gives the problems in it. */
function expectProblem(answer: RawAnswer, status: number, code?: string): Problem['problems'] {
  expect([answer.status, answer.text]).toEqual([status, expect.any(String)]);
  expect(answer.type).toMatch(/^application\/problem\+json/);
  const problem = JSON.parse(answer.text) as Problem;
  expect(problem).toMatchObject({ status, code: code ?? expect.stringMatching(/^[a-z-]+$/) });
  for (const { field, rule, todo } of problem.problems) {
    expect([field, rule, todo].filter((words) => typeof words !== 'string' || !words)).toEqual([]);
  }
  return problem.problems;
}

/** As above, for a refusal that must name its fields. */
function fieldsOf(answer: RawAnswer, status: number, code?: string): string[] {
  return expectProblem(answer, status, code).map(({ field }) => field);
}

function send(method: string, path: string, headers = {}, body?: Iterable<Buffer>) {
  const authorization = `Bearer ${token}`;
  return rawRequest(`${start.url}/api/v1${path}`, method, { authorization, ...headers }, body);
}

function command(name: string, body: string | Buffer, headers: object = json) {
  return send('POST', `/cases/${caseId}/commands/${name}`, headers, [Buffer.from(body)]);
}

/** A request that is in order; gives its answer. */
async function call(method: string, path: string, body?: object) {
  const pieces = body && [Buffer.from(JSON.stringify(body))];
  const answer = await send(method, path, body ? json : {}, pieces);
  expect(answer.status).toBeLessThan(300);
  return JSON.parse(answer.text);
}

async function references(): Promise<string[]> {
  const { items } = await call('GET', '/cases?limit=100');
  return items.map(({ reference }: { reference: string }) => reference).sort();
}

function sendList(domainId: string, registryId: string, ticket: string, list: Iterable<Buffer>) {
  const url = `${vaultUrl()}/domains/${domainId}/lists/${registryId}`;
  const headers = { authorization: `Bearer ${ticket}`, 'content-type': 'text/csv' };
  return rawRequest(url, 'POST', headers, list);
}

/** A new domain as the case system orders it, and a ticket for one of its registries. */
async function domain() {
  const domainId = randomUUID();
  const ageRecipient = await identityToRecipient(await generateX25519Identity());
  const registries = ['npr', 'dar'].map((id) => ({ id, ageRecipient }));
  const order = JSON.stringify({ caseReference: 'HDS-2026-000001', registries });
  const answer = await service('PUT', `/domains/${domainId}`, [Buffer.from(order)]);
  expect(answer.status).toBe(201);
  const ticket = await new SignJWT({ domain: domainId, registry: 'npr', scope: 'list:write' })
    .setProtectedHeader({ alg: 'HS256' })
    .setAudience('tilgang-vault')
    .setSubject('somebody')
    .setExpirationTime('5m')
    .sign(new TextEncoder().encode(secretOf('vaultTicketKey')));
  return { domainId, ticket };
}

/** What the vault has to tell of a domain: one notice per list that was taken in. */
async function noticesOf(domainId: string) {
  const { text: answer } = await service('GET', '/notices?limit=1000');
  const { items } = JSON.parse(answer) as { items: { domainId: string }[] };
  return items.filter((notice) => notice.domainId === domainId);
}

function service(method: string, path: string, body?: Iterable<Buffer>) {
  const headers = { authorization: `Bearer ${secretOf('vaultToken')}`, ...(body && json) };
  return rawRequest(`${vaultUrl()}${path}`, method, headers, body);
}

function vaultUrl() {
  return `http://127.0.0.1:${running().vault.port}/vault/v1`;
}

function secretOf(name: 'vaultToken' | 'vaultTicketKey'): string {
  return JSON.parse(readFileSync(join(folder, 'data', 'secrets.json'), 'utf8'))[name];
}

function running() {
  return start.running() as RunningPrograms;
}

function cursorOf(content: string) {
  return Buffer.from(content).toString('base64url');
}

function text(list: string): Buffer[] {
  return [Buffer.from(list)];
}

function* spaces(mebibytes: number): Generator<Buffer> {
  const piece = Buffer.alloc(MEBIBYTE, ' ');
  for (let sent = 0; sent < mebibytes; sent++) yield piece;
}

function expectLittleMore(pid: number, before: number | null, mostBytes: number) {
  const now = mostMemoryOf(pid);
  if (before !== null && now !== null) expect(now - before).toBeLessThan(mostBytes);
}
