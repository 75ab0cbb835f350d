import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type JWTPayload, SignJWT } from 'jose';
import { TestBrowser } from '../../e2e/sign-in.browser.js';
import { keyPair } from '../../support/identity-provider.js';
import { type ApiWithProvider, startWithProvider } from '../../support/signed-in.js';

let api: ApiWithProvider;
beforeAll(async () => {
  api = await startWithProvider();
  await api.person('kari', { role: 'auditor', registryId: null });
});
afterAll(() => api.stop());

const seconds = () => Math.floor(Date.now() / 1000);
const statusWith = async (token: string) =>
  (await fetch(`${api.url}/api/v1/me`, { headers: { authorization: `Bearer ${token}` } })).status;
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Where a browser lands that signs in with what the provider says. */
async function landing(
  claims: Record<string, unknown>,
  signedBy?: (c: JWTPayload) => Promise<string>,
) {
  const browser = new TestBrowser(api.url);
  api.provider.next = {
    sub: 'kari',
    acr: 'idporten-loa-high',
    claims,
    ...(signedBy && { signedBy }),
  };
  const { url, status } = await browser.goTo('/api/v1/sign-in');
  return { url, status, session: browser.cookie('tilgang-session') };
}

describe('open redirect in sign-in', () => {
  it.each([
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    'https://evil.example',
    'https:evil.example',
    'javascript:alert(1)',
    '/\t/evil.example',
    '/ /evil.example',
    '',
    'cases',
    '/%0d%0aset-cookie:a=b\r\nx',
  ])('does not lead to %j', async (returnTo) => {
    const query = new URLSearchParams({ returnTo });
    const answer = await fetch(`${api.url}/api/v1/sign-in?${query.toString()}`, {
      redirect: 'manual',
    });
    expect(answer.status).toBe(422);
    expect(answer.headers.get('location')).toBeNull();
    expect(answer.headers.getSetCookie()).toEqual([]);
  });

  it('leads to a path of ours and nowhere else', async () => {
    const browser = await api.signIn('kari', {}, '?returnTo=/cases%3Fstate=draft');
    expect(browser.cookie('tilgang-session')).toBeDefined();
    const asked = api.provider.asked.at(-1);
    expect(asked?.get('redirect_uri')).toBe(`${api.url}/api/v1/sign-in/callback`);
    const evil = await fetch(`${api.url}/api/v1/sign-in`, {
      redirect: 'manual',
      headers: { 'x-forwarded-host': 'evil.example' },
    });
    expect(new URL(evil.headers.get('location')!).searchParams.get('redirect_uri')).toBe(
      `${api.url}/api/v1/sign-in/callback`,
    );
  });
});

describe('token replay', () => {
  it('gives no second session for a code, in any process and with the same cookie', async () => {
    const first = new TestBrowser(api.url);
    api.provider.next = { sub: 'kari', acr: 'idporten-loa-high' };
    const begun = await first.send('/api/v1/sign-in');
    const transaction = first.cookie('tilgang-sign-in')!;
    const back = await fetch(begun.headers.get('location')!, { redirect: 'manual' });
    const callback = back.headers.get('location')!;
    expect((await first.send(callback)).headers.get('location')).toBe('/');
    const again = new TestBrowser(api.url, { 'tilgang-sign-in': transaction });
    expect((await again.send(callback)).headers.get('location')).toMatch(/sign-in=failed/);
    expect(again.cookie('tilgang-session')).toBeUndefined();
  });

  it('refuses an identity token of an earlier sign-in', async () => {
    const landed = await landing({ nonce: 'of-another-sign-in' });
    expect(landed).toMatchObject({ session: undefined });
    expect(landed.url).toMatch(/sign-in=failed/);
  });
});

describe('brute force on the sign-in callback', () => {
  it('gives one try per sign-in that was begun: a guess costs the whole of it', async () => {
    const browser = new TestBrowser(api.url);
    api.provider.next = { sub: 'kari', acr: 'idporten-loa-high' };
    const begun = await browser.send('/api/v1/sign-in');
    const transaction = browser.cookie('tilgang-sign-in')!;
    const back = new URL(
      (await fetch(begun.headers.get('location')!, { redirect: 'manual' })).headers.get(
        'location',
      )!,
    );
    const guess = new URL(back);
    guess.searchParams.set('code', 'code-guessed');
    expect((await browser.send(guess.href)).headers.get('location')).toMatch(/sign-in=failed/);
    // The right code comes too late, also with the cookie put back.
    const again = new TestBrowser(api.url, { 'tilgang-sign-in': transaction });
    expect((await again.send(back.href)).headers.get('location')).toMatch(/sign-in=failed/);
    expect(again.cookie('tilgang-session')).toBeUndefined();
  });
});

describe('algorithm confusion', () => {
  it('accepts no token that is unsigned or signed with a secret, whoever is said to sign it', async () => {
    const claims = {
      iss: api.provider.issuer,
      aud: 'tilgang',
      sub: 'kari',
      iat: seconds(),
      exp: seconds() + 600,
      acr: 'idporten-loa-high',
    };
    const { publicJwk, kid } = api.provider.keys;
    const input = (alg: string) => `${part({ alg, kid })}.${part(claims)}`;
    const hmac = (alg: string, secret: string) =>
      `${input(alg)}.${createHmac('sha256', secret).update(input(alg)).digest('base64url')}`;
    const wrong = {
      none: `${input('none')}.`,
      'none in capitals': `${input('NONE')}.`,
      'HS256 with the public key': hmac('HS256', JSON.stringify(publicJwk)),
      'HS256 with its coordinate': hmac('HS256', publicJwk.x ?? ''),
      'HS256 with the client secret': hmac('HS256', 'only-in-tests-0123456789'),
      'a key that comes along': await ownKeyToken(claims),
      'ES256 without a signature': `${input('ES256')}.`,
    };
    expect(await statusWith(await api.provider.signed(claims))).toBe(200);
    for (const [name, token] of Object.entries(wrong)) {
      expect([name, await statusWith(token)]).toEqual([name, 401]);
    }
  });

  it('gives no session for an identity token that is unsigned or signed with a secret', async () => {
    const secret = 'only-in-tests-0123456789';
    const signedBy = {
      none: (claims: JWTPayload) => Promise.resolve(`${part({ alg: 'none' })}.${part(claims)}.`),
      HS256: (claims: JWTPayload) =>
        new SignJWT(claims)
          .setProtectedHeader({ alg: 'HS256' })
          .sign(new TextEncoder().encode(secret.padEnd(32, '0'))),
      'another key': async (claims: JWTPayload) =>
        new SignJWT(claims)
          .setProtectedHeader({ alg: 'ES256', kid: 'test-key' })
          .sign((await keyPair()).privateKey),
    };
    for (const [name, sign] of Object.entries(signedBy)) {
      const landed = await landing({}, sign);
      expect([name, landed.session]).toEqual([name, undefined]);
      expect([name, landed.url]).toEqual([name, expect.stringMatching(/sign-in=failed/)]);
    }
  });
});

async function ownKeyToken(claims: JWTPayload): Promise<string> {
  const { privateKey, publicJwk } = await keyPair();
  return new SignJWT(claims)
    .setProtectedHeader({ alg: 'ES256', jwk: publicJwk, jku: 'https://evil.example/jwks' })
    .sign(privateKey);
}

describe('clock skew', () => {
  it('is borne for half a minute before a token’s time, and never after it [R15.5.1]', async () => {
    const at = (claims: object) => api.provider.accessToken({ sub: 'kari', ...claims });
    const now = seconds();
    expect(await statusWith(await at({ nbf: now + 20, iat: now + 20, exp: now + 620 }))).toBe(200);
    expect(await statusWith(await at({ nbf: now + 60 }))).toBe(401);
    expect(await statusWith(await at({ iat: now + 60, exp: now + 660 }))).toBe(401);
    expect(await statusWith(await at({ exp: now - 1 }))).toBe(401);
    expect(await statusWith(await at({ exp: now + 2 * 86_400 }))).toBe(401);
  });

  it('lets no identity token in that has expired', async () => {
    const landed = await landing({ exp: seconds() - 120 });
    expect(landed.session).toBeUndefined();
    expect(landed.url).toMatch(/sign-in=failed/);
  });

  it('takes no sign-in for a fresh one that is from before it was asked for', async () => {
    const browser = await api.signIn('kari');
    const before = browser.cookie('tilgang-session');
    api.provider.next = {
      sub: 'kari',
      acr: 'idporten-loa-high',
      authenticatedAtMs: Date.now() - 5 * 60_000,
    };
    const landed = await browser.goTo('/api/v1/sign-in?fresh=yes&returnTo=/cases');
    expect(api.provider.asked.at(-1)?.get('prompt')).toBe('login');
    expect(api.provider.asked.at(-1)?.get('max_age')).toBe('0');
    expect(landed.url).toBe(`${api.url}/cases`);
    expect(browser.cookie('tilgang-session')).toBe(before);
  });
});

describe('a JWT for another audience', () => {
  it('is refused, and so is an identity token used as an access token [R15.5.1]', async () => {
    const { provider } = api;
    const foreign = await provider.accessToken({ sub: 'kari' }, 'another-service');
    const both = await provider.accessToken({ sub: 'kari', aud: ['another-service', 'tilgang'] });
    const ofClient = await provider.accessToken({ sub: 'kari' }, 'tilgang-web');
    const withNonce = await provider.accessToken({ sub: 'kari', nonce: 'n' });
    expect(await statusWith(foreign)).toBe(401);
    expect(await statusWith(ofClient)).toBe(401);
    expect(await statusWith(withNonce)).toBe(401);
    expect(await statusWith(both)).toBe(200);
    const elsewhere = await provider.accessToken({ sub: 'kari', iss: 'https://evil.example' });
    expect(await statusWith(elsewhere)).toBe(401);
  });

  it('gives no session when it is an identity token for another client', async () => {
    for (const claims of [{ aud: 'another-client' }, { iss: 'https://evil.example' }]) {
      const landed = await landing(claims);
      expect(landed.session).toBeUndefined();
      expect(landed.url).toMatch(/sign-in=failed/);
    }
  });
});
