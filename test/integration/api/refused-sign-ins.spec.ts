import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { importJWK, type JWTPayload, SignJWT } from 'jose';
import type { Database } from '#platform';
import { signingKey } from '../../../apps/api/src/demo/identity-provider.settings.js';
import { TestBrowser } from '../../e2e/sign-in.browser.js';
import { type DemoApi, startDemoApi } from '../../support/demo-api.js';
import { keyPair } from '../../support/identity-provider.js';
import { HttpCase } from '../../support/http-case.js';
import { registryIds } from '../../support/journey.js';
import { toAssessment } from '../../support/journey.bodies.js';
import { type ApiWithProvider, secret, startWithProvider } from '../../support/signed-in.js';

interface Told {
  outcome: string;
  actorId: string | null;
  data: { fault: string; by: string; provider?: string; untold?: number };
}

async function toldIn(db: Database): Promise<Told[]> {
  const { rows } = await db.pool.query<Told>(
    `SELECT outcome, actor_id AS "actorId", data FROM service_event
      WHERE type = 'sign-in-refused' ORDER BY seq`,
  );
  return rows;
}

/** What is told by what is done: its fault, and the whole of what stands in the log. */
async function toldBy(db: Database, done: () => Promise<unknown>): Promise<Told[]> {
  const before = (await toldIn(db)).length;
  await done();
  return (await toldIn(db)).slice(before);
}

const forged = {
  authorization_details: [{ type: 'ansattporten:altinn:resource', organisation: '310000000' }],
  consumer: { authority: 'iso6523-actorid-upis', ID: '0192:310000000' },
};

describe('a refused claim of an organisation', () => {
  let api: DemoApi;
  beforeAll(async () => {
    api = await startDemoApi();
  });
  afterAll(() => api.stop());

  const ask = (token: string, path = '/cases') =>
    fetch(`${api.url}/api/v1${path}`, { headers: { authorization: `Bearer ${token}` } });

  async function systemToken(claims: JWTPayload): Promise<string> {
    const seconds = Math.floor(Date.now() / 1000);
    return new SignJWT({
      iss: `${api.url}/idp/machine`,
      aud: api.url,
      iat: seconds,
      exp: seconds + 600,
      scope: 'tilgang:consultations.read',
      client_id: registryIds.npr,
      consumer: { authority: 'iso6523-actorid-upis', ID: '0192:310000000' },
      ...claims,
    })
      .setProtectedHeader({ alg: 'ES256' })
      .sign(await importJWK(signingKey(`${secret} machine`), 'ES256'));
  }

  it.each([
    ['organisation-not-named', { consumer: undefined }],
    ['organisation-not-named', { consumer: { authority: 'x', ID: '0192:310000000' } }],
    ['organisation-unknown', { consumer: { ...forged.consumer, ID: '0192:310000035' } }],
    ['organisation-unknown', { client_id: 'a-client-of-another' }],
  ])('is in the log of the service as %s, and nothing of it [law 36]', async (fault, claims) => {
    const token = await systemToken(claims as JWTPayload);
    expect((await ask(token)).status).toBe(401);
    expect(await toldIn(api.db)).toContainEqual({
      outcome: 'refused',
      actorId: null,
      data: expect.objectContaining({ fault, by: 'token' }),
    });
    const whole = JSON.stringify(await toldIn(api.db));
    expect(whole).not.toMatch(/3100000|a-client-of-another|norsk-pasientregister/);
  });

  it('is told with the person where it is a person who makes it, and with the system', async () => {
    const accessCase = await HttpCase.open(api.tilgang);
    await accessCase.play(...toAssessment('npr'));
    const person = await api.token({ sub: 'soker2', ...forged });
    const { rows } = await api.db.pool.query<{ id: string }>(
      `SELECT id FROM person WHERE subject = 'soker2'`,
    );
    const byPerson = await toldBy(api.db, async () => {
      expect((await ask(person, `/cases/${accessCase.id}`)).status).toBe(404);
      expect((await ask(person, '/people')).status).toBe(403);
    });
    expect(byPerson).toEqual([
      {
        outcome: 'refused',
        actorId: rows[0]?.id,
        data: {
          fault: 'organisation-not-represented',
          by: 'token',
          provider: 'main',
          ...untold(byPerson),
        },
      },
    ]);
    const system = await systemToken({});
    const bySystem = await toldBy(api.db, () => ask(system, `/cases/${accessCase.id}`));
    expect(bySystem.map(({ data }) => [data.fault, data.provider])).toEqual([
      ['organisation-not-represented', 'machine'],
    ]);
    expect(bySystem[0]?.actorId).not.toBeNull();
  });

  it('is not told of who names one and stays with what is theirs, nor of who names none', async () => {
    const named = await api.token({ sub: 'radgiver-npr', ...forged });
    const plain = await api.token({ sub: 'soker' });
    const told = await toldBy(api.db, async () => {
      expect((await ask(named)).status).toBe(200);
      expect((await ask(plain, '/people')).status).toBe(403);
    });
    expect(told).toEqual([]);
  });
});

/** How many went before it depends on what else was refused. */
function untold([first]: Told[]): { untold?: number } {
  return first?.data.untold === undefined ? {} : { untold: first.data.untold };
}

describe('a refused sign-in or token', () => {
  let api: ApiWithProvider;
  beforeAll(async () => {
    api = await startWithProvider();
    await api.person('kari', { role: 'auditor', registryId: null });
  });
  afterAll(() => api.stop());

  const faultsBy = async (done: () => Promise<unknown>) =>
    (await toldBy(api.db, done)).map(({ data }) => data.fault);
  const me = (token: string, headers: Record<string, string> = {}) =>
    fetch(`${api.url}/api/v1/me`, { headers: { authorization: `Bearer ${token}`, ...headers } });

  it('is in the log by its kind, and what was sent is not [R15.5.3]', async () => {
    const { provider } = api;
    const tokens = {
      'token-malformed': 'no-token-at-all-0123456789',
      'issuer-unknown': await provider.accessToken({ sub: 'kari', iss: 'https://evil.example' }),
      'claims-not-for-us': await provider.accessToken({ sub: 'kari' }, 'another-service'),
      'token-expired': await provider.accessToken({ sub: 'kari', exp: 1_000 }),
      'person-unknown': await provider.accessToken({ sub: 'somebody-unknown' }),
      'signature-wrong': await new SignJWT({ iss: provider.issuer, sub: 'kari', aud: 'tilgang' })
        .setProtectedHeader({ alg: 'ES256', kid: 'test-key' })
        .sign((await keyPair()).privateKey),
    };
    for (const [fault, token] of Object.entries(tokens)) {
      expect([fault, await faultsBy(() => me(token))]).toEqual([fault, [fault]]);
    }
    const kari = await provider.accessToken({ sub: 'kari' });
    const roleNotHeld = () => me(kari, { 'tilgang-role': 'administrator' });
    expect(await faultsBy(roleNotHeld)).toEqual(['role-not-held']);
    const whole = JSON.stringify(await toldIn(api.db));
    expect(whole).not.toMatch(/kari|somebody-unknown|evil|another-service|0123456789/);
  });

  it('is told once where it is tried again and again, with how many came between', async () => {
    const token = await api.provider.accessToken({ sub: 'tried-again' });
    const other = await api.provider.accessToken({ sub: 'tried-after' });
    const told = await toldBy(api.db, async () => {
      for (let i = 0; i < 20; i++) expect((await me(token)).status).toBe(401);
      await me(other);
    });
    expect(told.map(({ data }) => [data.fault, data.untold ?? 0])).toEqual([
      ['person-unknown', expect.any(Number)],
      ['person-unknown', 19],
    ]);
  });

  it('in a browser is told as well, with the provider', async () => {
    const landing = async (claims: Record<string, unknown>, acr = 'idporten-loa-high') => {
      api.provider.next = { sub: 'kari', acr, claims };
      return new TestBrowser(api.url).goTo('/api/v1/sign-in');
    };
    expect(await faultsBy(() => landing({ nonce: 'of-another' }))).toEqual(['answer-not-ours']);
    expect(await faultsBy(() => landing({}, 'idporten-loa-low'))).toEqual(['level-too-low']);
    expect(await faultsBy(() => landing({ email: '01815512345' }))).toEqual([
      'named-by-identity-number',
    ]);
    const told = (await toldIn(api.db)).filter(({ data }) => data.by === 'browser');
    expect(told.every(({ data }) => data.provider === 'main')).toBe(true);
    expect(JSON.stringify(told)).not.toContain('01815512345');
  });
});
