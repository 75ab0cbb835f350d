import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { exportJWK, generateKeyPair, importJWK, SignJWT } from 'jose';
import { actorOf, demoUsers } from '#parties';
import { signingKey } from '../../apps/api/src/demo/identity-provider.settings.js';
import { startSession } from '../../apps/api/src/auth/session.queries.js';
import { signInAsDemoUser } from '../../scripts/demo-sign-in.mjs';
import { databaseForPeople } from '../integration/parties/person.database.js';
import { type RunningApp, settingsFor, startSignInApp } from './sign-in.app.js';
import { TestBrowser } from './sign-in.browser.js';

let database: Awaited<ReturnType<typeof databaseForPeople>>;
let running: RunningApp;

beforeAll(async () => {
  database = await databaseForPeople();
  running = await startSignInApp(await settingsFor(database.appUrl));
});
afterAll(async () => {
  await running?.stop();
  await database?.drop();
});

describe('signing in with a browser', () => {
  it('goes to the provider and back, and gives a session in a cookie', async () => {
    const browser = new TestBrowser(running.url);
    const choice = await browser.goTo('/api/v1/sign-in?returnTo=/cases%3Fstate=draft');
    expect(choice.status).toBe(200);
    const page = await choice.text();
    expect(page).toContain('<html lang="nb">');
    for (const user of demoUsers) expect(page).toContain(`value="${user.login}"`);
    expect(choice.headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; style-src 'sha256-/,
    );

    const landed = await browser.choose('saksbehandler');
    expect(landed.url).toBe(`${running.url}/cases?state=draft`);
    expect(landed.cookies).toContainEqual(
      expect.stringMatching(
        /^tilgang-session=[\w-]{43}; Max-Age=28800; Path=\/; HttpOnly; SameSite=Lax$/,
      ),
    );
    const me = await browser.send('/api/v1/me');
    expect(await me.json()).toEqual({
      id: expect.any(String),
      name: 'Signe Demosaksbehandler',
      hasName: true,
      email: 'saksbehandler@demo.example',
      language: 'nb',
      roles: [{ role: 'caseworker', registryId: null }],
      mayActIn: ['caseworker'],
      outOfReach: [],
      mode: 'test',
    });
  });

  it('asks anew who is there when one browser signs in again', async () => {
    const browser = await signedIn('soker');
    await browser.goTo('/api/v1/sign-in');
    await browser.choose('revisor');
    const me = (await (await browser.send('/api/v1/me')).json()) as { name: string };
    expect(me.name).toBe('Randi Demorevisor');
  });

  it('stores no token that could be stolen from the table', async () => {
    const browser = await signedIn('soker');
    const token = browser.cookie('tilgang-session')!;
    const { rows } = await running.db.pool.query<{ session: string }>(
      `SELECT session::text, encode(token_hash, 'escape') AS hash FROM session`,
    );
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toContain(token);
  });

  it.each(['//evil.example', 'https://evil.example', '/\\evil.example', '/\t/evil.example'])(
    'refuses to return to %s',
    async (returnTo) => {
      const browser = new TestBrowser(running.url);
      const answer = await browser.send(`/api/v1/sign-in?returnTo=${encodeURIComponent(returnTo)}`);
      expect(answer.status).toBe(422);
      expect(answer.headers.get('location')).toBeNull();
    },
  );

  it('gives no session for an answer that nobody here asked for', async () => {
    const victim = new TestBrowser(running.url);
    await victim.goTo('/api/v1/sign-in');
    const attacker = new TestBrowser(running.url);
    await attacker.goTo('/api/v1/sign-in');
    const callback = await attacker.callbackAfter('soker');

    expect((await victim.send(callback)).headers.get('location')).toBe('/?sign-in=failed');
    expect(victim.cookie('tilgang-session')).toBeUndefined();
    const stranger = new TestBrowser(running.url);
    expect((await stranger.send(callback)).headers.get('location')).toBe('/?sign-in=failed');
  });

  it('gives no session for its own answer with another state', async () => {
    const browser = new TestBrowser(running.url);
    await browser.goTo('/api/v1/sign-in');
    const callback = new URL(await browser.callbackAfter('soker'));
    callback.searchParams.set('state', 'another');
    expect((await browser.send(callback.href)).headers.get('location')).toBe('/?sign-in=failed');
    expect(browser.cookie('tilgang-session')).toBeUndefined();
  });

  it('gives no second session for an answer that was used', async () => {
    const browser = new TestBrowser(running.url);
    await browser.goTo('/api/v1/sign-in');
    const transaction = browser.cookie('tilgang-sign-in')!;
    const callback = await browser.callbackAfter('soker');
    expect((await browser.send(callback)).headers.get('location')).toBe('/');

    const again = new TestBrowser(running.url, { 'tilgang-sign-in': transaction });
    expect((await again.send(callback)).headers.get('location')).toBe('/?sign-in=failed');
    expect(again.cookie('tilgang-session')).toBeUndefined();
  });

  it('ends at the name of this machine that the cookies belong to', async () => {
    const port = new URL(running.url).port;
    const otherName = `http://localhost:${port}/api/v1/sign-in?returnTo=/cases`;
    const answer = await fetch(otherName, { redirect: 'manual' });
    expect(answer.headers.get('location')).toBe(`${running.url}/api/v1/sign-in?returnTo=/cases`);
  });
});

describe('a session', () => {
  it('ends with sign-out, wherever its cookie is kept', async () => {
    const browser = await signedIn('soker');
    const thief = new TestBrowser(running.url, {
      'tilgang-session': browser.cookie('tilgang-session')!,
    });
    expect((await thief.send('/api/v1/me')).status).toBe(200);

    const answer = await browser.send('/api/v1/sign-out', {
      method: 'POST',
      headers: { origin: running.url },
    });
    expect(answer.status).toBe(204);
    expect(browser.cookie('tilgang-session')).toBeUndefined();
    expect((await thief.send('/api/v1/me')).status).toBe(401);
  });

  it('ends by itself', async () => {
    const browser = await signedIn('soker');
    await running.db.pool.query('UPDATE session SET expires_at = now()');
    expect((await browser.send('/api/v1/me')).status).toBe(401);
  });

  it.each([
    ['without a source', {}],
    ['from another site', { origin: 'https://evil.example' }],
    ['from a sandboxed frame', { origin: 'null' }],
    ['from a sister site', { 'sec-fetch-site': 'same-site' }],
  ])('lets nothing be written by a request %s', async (_, headers) => {
    const browser = await signedIn('soker');
    for (const path of ['/api/v1/probe', '/api/v1/sign-out']) {
      const answer = await browser.send(path, { method: 'POST', headers });
      expect(answer.status).toBe(403);
      expect(await answer.json()).toMatchObject({ code: 'request-from-other-site' });
    }
    expect((await browser.send('/api/v1/me')).status).toBe(200);
  });

  it('lets our own pages write', async () => {
    const browser = await signedIn('soker');
    const ours: Record<string, string>[] = [
      { origin: running.url },
      { 'sec-fetch-site': 'same-origin' },
    ];
    for (const headers of ours) {
      const answer = await browser.send('/api/v1/probe', { method: 'POST', headers });
      expect(answer.status).toBe(201);
    }
  });
});

describe('an access token', () => {
  it('lets a script in as the demo user it signed in as, without cookies or origin', async () => {
    const { accessToken } = await signInAsDemoUser(running.url, 'levering-npr');
    expect(await (await withToken(accessToken, '/api/v1/me')).json()).toMatchObject({
      name: 'Leif Demolevering (pasientregisteret)',
      roles: [{ role: 'registry-delivery', registryId: 'norsk-pasientregister' }],
    });
    expect((await withToken(accessToken, '/api/v1/probe', 'POST')).status).toBe(201);
  });

  it('is good for another process with the same settings, started later', async () => {
    const { accessToken } = await signInAsDemoUser(running.url, 'rek');
    const port = new URL((await settingsFor(database.appUrl)).PUBLIC_URL).port;
    const second = await startSignInApp({ ...running.config, PORT: Number(port) });
    try {
      expect((await withToken(accessToken, '/api/v1/me', 'GET', second.url)).status).toBe(200);
    } finally {
      await second.stop();
    }
  });

  it('is refused for a person who does not exist at the demo provider', async () => {
    await expect(signInAsDemoUser(running.url, 'nobody')).rejects.toThrow('422');
  });

  it('is accepted only with the right signature, issuer, audience and time [R15.5.1]', async () => {
    expect(await statusOf(await token({}))).toBe(200);
    const wrong = {
      expired: await token({ exp: '-1m' }),
      'other audience': await token({ aud: 'other' }),
      'audience of the web client': await token({ aud: running.config.OIDC_CLIENT_ID }),
      'other issuer': await token({ iss: 'https://evil.example' }),
      'identity token for the same audience': await token({ nonce: 'n' }),
      'not yet valid': await token({ nbf: '1h' }),
      'unknown person': await token({ sub: 'nobody' }),
      'other key': await token({ foreignKey: true }),
      unsigned: unsigned({ alg: 'none' }),
      'signed with a public key as secret': await signedWithPublicKey(),
      'no token': 'x',
      empty: '',
    };
    for (const [name, value] of Object.entries(wrong)) {
      expect({ name, status: await statusOf(value) }).toEqual({ name, status: 401 });
    }
  });

  it('is refused from the second it expires, also when it was verified before', async () => {
    const shortLived = await token({ exp: '2s' });
    const statuses = [await statusOf(shortLived)];
    while (statuses.at(-1) === 200 && statuses.length < 10_000) {
      statuses.push(await statusOf(shortLived));
    }
    expect(statuses[0]).toBe(200);
    expect(statuses.at(-1)).toBe(401);
  });

  it('that is wrong is not made good by a cookie', async () => {
    const browser = await signedIn('soker');
    const answer = await browser.send('/api/v1/me', { headers: { authorization: 'Bearer x' } });
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toBe('Bearer');
  });
});

describe('without signing in', () => {
  const open = [
    'GET /api/v1/sign-in',
    'GET /api/v1/sign-in/providers',
    'GET /api/v1/sign-in/callback',
    'POST /api/v1/sign-out',
    'GET /api/v1/demo/users',
    'GET /api/v1/probe/open',
  ];

  it('every endpoint answers 401 but the ones listed here', async () => {
    const routes = running.routes.filter((route) => !/^(HEAD|OPTIONS) /.test(route));
    expect(routes).toEqual(expect.arrayContaining([...open, 'GET /api/v1/me']));
    for (const route of routes) {
      const [method, path] = route.split(' ') as [string, string];
      const { status } = await new TestBrowser(running.url).send(path, { method });
      expect({ route, isOpen: status !== 401 }).toEqual({ route, isOpen: open.includes(route) });
    }
  });

  it('the demo users can be listed', async () => {
    const answer = await fetch(`${running.url}/api/v1/demo/users`);
    const users = (await answer.json()) as unknown[];
    expect(users).toHaveLength(19);
    expect(users[0]).toEqual({
      login: 'soker',
      name: 'Áile Čuoŧŧi Demosøker',
      roles: [{ role: 'applicant', registryId: null }],
    });
  });
});

describe('in production', () => {
  it('the demo identity provider and plain http refuse to start', async () => {
    const demo = await settingsFor(database.appUrl, { TILGANG_MODE: 'production' });
    await expect(startSignInApp(demo)).rejects.toThrow('OIDC_ISSUER must be https');
    const secure = await settingsFor(database.appUrl, {
      TILGANG_MODE: 'production',
      PUBLIC_URL: 'https://tilgang.example',
      OIDC_ISSUER: 'https://tilgang.example/idp',
    });
    await expect(startSignInApp(secure)).rejects.toThrow('must not be the demo identity provider');
  });

  it('there are no demo users and cookies are bound to the host by their name', async () => {
    const config = await settingsFor(database.appUrl, {
      TILGANG_MODE: 'production',
      PUBLIC_URL: 'https://tilgang.example',
      OIDC_ISSUER: 'https://id.example',
    });
    const production = await startSignInApp(config);
    try {
      expect((await fetch(`${production.url}/api/v1/demo/users`)).status).toBe(404);
      expect((await fetch(`${production.url}/idp/auth`)).status).toBe(404);

      const person = await actorOf(running.db.pool, running.config.OIDC_ISSUER, 'soker');
      const start = {
        personId: person!.personId,
        provider: 'main',
        acr: 'idporten-loa-high',
        authenticatedAt: null,
        browser: '',
      };
      const token = await startSession(production.db.pool, start, 1);
      const plain = new TestBrowser(production.url, { 'tilgang-session': token });
      expect((await plain.send('/api/v1/me')).status).toBe(401);
      const bound = new TestBrowser(production.url, { '__Host-tilgang-session': token });
      expect((await bound.send('/api/v1/me')).status).toBe(200);
      const out = await bound.send('/api/v1/sign-out', {
        method: 'POST',
        headers: { origin: 'https://tilgang.example' },
      });
      expect(out.headers.getSetCookie()).toEqual([
        '__Host-tilgang-session=; Max-Age=0; Path=/; HttpOnly; Secure; SameSite=Lax',
      ]);
    } finally {
      await production.stop();
    }
  });
});

async function signedIn(login: string): Promise<TestBrowser> {
  const browser = new TestBrowser(running.url);
  await browser.goTo('/api/v1/sign-in');
  await browser.choose(login);
  return browser;
}

function withToken(accessToken: string, path: string, method = 'GET', url = running.url) {
  return fetch(url + path, { method, headers: { authorization: `Bearer ${accessToken}` } });
}

async function statusOf(accessToken: string): Promise<number> {
  const answer = await withToken(accessToken, '/api/v1/me');
  await answer.body?.cancel();
  return answer.status;
}

function demoKey() {
  return signingKey(running.config.OIDC_CLIENT_SECRET.reveal());
}

/** An access token like the provider's own, but for the changes. */
async function token(changes: {
  iss?: string;
  aud?: string;
  sub?: string;
  exp?: string;
  nbf?: string;
  nonce?: string;
  foreignKey?: true;
}): Promise<string> {
  const key = changes.foreignKey
    ? (await generateKeyPair('ES256')).privateKey
    : await importJWK(demoKey(), 'ES256');
  const acr = 'idporten-loa-high';
  return new SignJWT(changes.nonce ? { acr, nonce: changes.nonce } : { acr })
    .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt' })
    .setIssuer(changes.iss ?? running.config.OIDC_ISSUER)
    .setAudience(changes.aud ?? running.config.OIDC_AUDIENCE)
    .setSubject(changes.sub ?? 'soker')
    .setNotBefore(changes.nbf ?? '0s')
    .setExpirationTime(changes.exp ?? '1h')
    .sign(key);
}

function unsigned(header: object): string {
  const claims = {
    iss: running.config.OIDC_ISSUER,
    aud: running.config.OIDC_AUDIENCE,
    sub: 'soker',
    exp: Math.floor(Date.now() / 1000) + 3600,
  };
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part(header)}.${part(claims)}.`;
}

/** The confusion of algorithms: an HMAC whose secret is the key that everyone may read. */
async function signedWithPublicKey(): Promise<string> {
  const { d: _, ...publicKey } = demoKey();
  const jwk = await exportJWK(await importJWK(publicKey, 'ES256'));
  const input = unsigned({ alg: 'HS256' }).slice(0, -1);
  const signature = createHmac('sha256', JSON.stringify(jwk)).update(input).digest('base64url');
  return `${input}.${signature}`;
}
