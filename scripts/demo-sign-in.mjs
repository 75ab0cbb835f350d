import { createHash, randomBytes } from 'node:crypto';

/** A public client of the demo identity provider. Nobody listens at its address. */
const client = { id: 'tilgang-script', redirectUri: 'http://127.0.0.1/callback' };
const resource = 'urn:tilgang:api';

/**
 * Signs in as a demo user the way a program does: authorization code with PKCE, over plain HTTP
 * requests. Works against an installation in demo or test mode only.
 *
 * @param {string} baseUrl address of the API, as `http://127.0.0.1:3000`
 * @param {string} login login name of a demo user, as `saksbehandler`
 * @returns {Promise<{accessToken: string}>} good for eight hours, also when the API is restarted
 */
export async function signInAsDemoUser(baseUrl, login) {
  const browser = new Browser(baseUrl);
  const codeVerifier = randomBytes(32).toString('base64url');
  const state = randomBytes(16).toString('base64url');
  const parameters = new URLSearchParams({
    client_id: client.id,
    redirect_uri: client.redirectUri,
    response_type: 'code',
    scope: 'openid tilgang',
    resource,
    state,
    code_challenge: createHash('sha256').update(codeVerifier).digest('base64url'),
    code_challenge_method: 'S256',
  });
  const choice = await browser.redirect(`/idp/auth?${parameters}`);
  const resumed = await browser.redirect(choice, new URLSearchParams({ login }));
  const answer = new URL(await browser.redirect(resumed));
  const code = answer.searchParams.get('code');
  if (!code || answer.searchParams.get('state') !== state) {
    throw new Error(`Sign-in as ${login} failed: ${answer.searchParams.get('error') ?? 'no code'}`);
  }
  const reply = await browser.send(
    '/idp/token',
    new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: client.id,
      redirect_uri: client.redirectUri,
      resource,
      code,
      code_verifier: codeVerifier,
    }),
  );
  const { access_token: accessToken, error } = await reply.json();
  if (!accessToken) throw new Error(`No access token for ${login}: ${error ?? reply.status}`);
  return { accessToken };
}

/** As much of a browser as signing in needs: cookies, and one redirect at a time. */
class Browser {
  #baseUrl;
  #cookies = new Map();

  constructor(baseUrl) {
    this.#baseUrl = baseUrl;
  }

  async send(pathOrUrl, form) {
    const { pathname, search } = new URL(pathOrUrl, this.#baseUrl);
    // Always the address we were given: the installation may call itself something else.
    const response = await fetch(new URL(pathname + search, this.#baseUrl), {
      method: form ? 'POST' : 'GET',
      body: form,
      redirect: 'manual',
      headers: { cookie: [...this.#cookies].map((pair) => pair.join('=')).join('; ') },
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (value) this.#cookies.set(name, value);
      else this.#cookies.delete(name);
    }
    return response;
  }

  async redirect(pathOrUrl, form) {
    const response = await this.send(pathOrUrl, form);
    const location = response.headers.get('location');
    if (!location) {
      throw new Error(`${new URL(pathOrUrl, this.#baseUrl).pathname} answered ${response.status}`);
    }
    await response.body?.cancel();
    return location;
  }
}
