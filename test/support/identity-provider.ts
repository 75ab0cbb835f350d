import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';

/** What the provider says of whoever signs in next. */
export interface NextSignIn {
  sub: string;
  acr?: string;
  /** When they proved who they are; left out: now. */
  authenticatedAtMs?: number;
  /** Claims beside, or in place of, those that belong in an identity token. */
  claims?: Record<string, unknown>;
  /** The way the identity token is signed, where it is not as it should be. */
  signedBy?: (claims: JWTPayload) => Promise<string>;
}

/**
 * An identity provider that says what a test has it say: the code flow, a place to sign out, and
 * tokens for programs. It signs in at once whom `next` names, and remembers what it was asked.
 */
export class TestProvider {
  next: NextSignIn = { sub: 'somebody', acr: 'idporten-loa-high' };
  /** The questions of the requests for authorization, the latest last. */
  readonly asked: URLSearchParams[] = [];
  private readonly codes = new Map<string, { nonce: string; clientId: string; told: NextSignIn }>();

  private constructor(
    private readonly server: Server,
    readonly issuer: string,
    readonly keys: Awaited<ReturnType<typeof keyPair>>,
  ) {}

  static async start(): Promise<TestProvider> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const provider = new TestProvider(server, `http://127.0.0.1:${port}`, await keyPair());
    server.on('request', (request, response) => {
      void (async () => {
        let body = '';
        for await (const chunk of request) body += String(chunk);
        const url = new URL(request.url ?? '/', provider.issuer);
        const basic = Buffer.from((request.headers.authorization ?? '').slice(6), 'base64');
        const answer = await provider.answer(url, new URLSearchParams(body), basic.toString());
        if (typeof answer === 'string') response.writeHead(303, { location: answer }).end();
        else {
          const { status = 200, ...rest } = answer as { status?: number };
          response.writeHead(status, { 'content-type': 'application/json' });
          response.end(JSON.stringify(rest));
        }
      })();
    });
    return provider;
  }

  stop(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }

  /** An access token as a program has it. */
  async accessToken(claims: JWTPayload & { exp?: number }, audience = 'tilgang'): Promise<string> {
    const now = Math.floor(Date.now() / 1000);
    return this.signed({
      iss: this.issuer,
      aud: audience,
      iat: now,
      exp: now + 600,
      acr: 'idporten-loa-high',
      auth_time: now,
      ...claims,
    });
  }

  signed(claims: JWTPayload): Promise<string> {
    const { privateKey, kid } = this.keys;
    return new SignJWT(claims).setProtectedHeader({ alg: 'ES256', kid }).sign(privateKey);
  }

  private async answer(url: URL, form: URLSearchParams, basic: string): Promise<object | string> {
    switch (url.pathname) {
      case '/.well-known/openid-configuration':
        return this.metadata();
      case '/jwks':
        return { keys: [this.keys.publicJwk] };
      case '/authorize':
        return this.authorize(url.searchParams);
      case '/token':
        return this.token(form, basic);
      default:
        return { status: 404 };
    }
  }

  private metadata() {
    return {
      issuer: this.issuer,
      authorization_endpoint: `${this.issuer}/authorize`,
      token_endpoint: `${this.issuer}/token`,
      jwks_uri: `${this.issuer}/jwks`,
      end_session_endpoint: `${this.issuer}/end`,
      response_types_supported: ['code'],
      subject_types_supported: ['pairwise'],
      id_token_signing_alg_values_supported: ['ES256'],
      token_endpoint_auth_methods_supported: ['client_secret_basic'],
    };
  }

  private authorize(query: URLSearchParams): string {
    this.asked.push(query);
    const code = `code-${this.asked.length}`;
    const clientId = query.get('client_id') ?? '';
    this.codes.set(code, { nonce: query.get('nonce') ?? '', clientId, told: this.next });
    const back = new URL(query.get('redirect_uri') ?? '');
    back.searchParams.set('code', code);
    back.searchParams.set('state', query.get('state') ?? '');
    return back.href;
  }

  private async token(form: URLSearchParams, basic: string): Promise<object> {
    const code = form.get('code') ?? '';
    const found = this.codes.get(code);
    this.codes.delete(code);
    // A code belongs to the client it was given to.
    if (!found || decodeURIComponent(basic.split(':')[0] ?? '') !== found.clientId) {
      return { status: 400, error: 'invalid_grant' };
    }
    const { sub, acr, authenticatedAtMs = Date.now(), claims, signedBy } = found.told;
    const now = Math.floor(Date.now() / 1000);
    const payload = {
      iss: this.issuer,
      aud: found.clientId,
      sub,
      nonce: found.nonce,
      iat: now,
      exp: now + 120,
      auth_time: Math.floor(authenticatedAtMs / 1000),
      ...(acr && { acr }),
      ...claims,
    };
    const idToken = await (signedBy ?? ((all) => this.signed(all)))(payload);
    return { access_token: 'opaque', token_type: 'Bearer', expires_in: 60, id_token: idToken };
  }
}

export async function keyPair() {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
  const kid = 'test-key';
  const publicJwk = { ...(await exportJWK(publicKey)), kid, alg: 'ES256', use: 'sig' };
  return { privateKey, publicJwk, kid };
}
