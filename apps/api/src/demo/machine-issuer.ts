import { createHash, randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createLocalJWKSet, decodeJwt, errors, importJWK, jwtVerify, SignJWT } from 'jose';
import type { Config, Tx } from '#platform';
import { demoSystems, systemScopes } from '#parties';
import { keyPair, signingKey } from './identity-provider.settings.js';

export const jwtBearer = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
const tokenSeconds = 600;
const longestAssertionSeconds = 120;
const skewSeconds = 10;
const largestFormBytes = 8_000;

/**
 * The key a demo client signs with. It follows from the client's name, so that any script can be any
 * demo system, as anybody may sign in as anybody.
 */
export function demoClientKey(clientId: string) {
  return keyPair(Buffer.from(`tilgang demo client ${clientId}`), 'client key');
}

/**
 * A made-up Maskinporten: access tokens for systems against an assertion that the system has signed
 * (RFC 7523), each assertion once. Answers under `/idp/machine`.
 */
export class DemoMachineIssuer {
  private readonly issuer: string;

  constructor(
    private readonly config: Config<'api'>,
    private readonly db: Tx,
  ) {
    this.issuer = demoMachineIssuerOf(config.PUBLIC_URL);
  }

  async serve(req: IncomingMessage, res: ServerResponse, path: string): Promise<void> {
    if (req.method === 'GET' && path === '/machine/jwks') {
      const { d: _, ...publicKey } = this.key();
      return answer(res, 200, { keys: [publicKey] });
    }
    if (req.method !== 'POST' || path !== '/machine/token') {
      return answer(res, 404, { error: 'not_found' });
    }
    const form = await formOf(req);
    if (form.get('grant_type') !== jwtBearer) {
      return answer(res, 400, { error: 'unsupported_grant_type' });
    }
    const granted = await this.granted(form.get('assertion') ?? '');
    if (!granted) return answer(res, 400, { error: 'invalid_grant' });
    answer(res, 200, { ...granted, token_type: 'Bearer', expires_in: tokenSeconds });
  }

  private async granted(
    assertion: string,
  ): Promise<{ access_token: string; scope: string } | null> {
    try {
      const { iss: clientId = '' } = decodeJwt(assertion);
      // A demo client has the name of its registry.
      const system = demoSystems.find(({ registryId }) => registryId === clientId);
      if (!system) return null;
      const { d: _, ...publicKey } = demoClientKey(clientId);
      const { payload } = await jwtVerify<{ scope: string; iat: number; exp: number; jti: string }>(
        assertion,
        createLocalJWKSet({ keys: [publicKey] }),
        {
          audience: this.issuer,
          algorithms: ['ES256'],
          clockTolerance: skewSeconds,
          requiredClaims: ['iat', 'exp', 'jti', 'scope'],
        },
      );
      const { iat, exp, jti, scope } = payload;
      const now = Date.now() / 1000;
      if (Math.abs(iat - now) > skewSeconds || exp - iat > longestAssertionSeconds) return null;
      const asked = scope.split(' ').filter(Boolean);
      if (!asked.every((each) => (systemScopes as readonly string[]).includes(each))) return null;
      if (!(await this.isFirst(clientId, jti))) return null;
      const { organisationNumber } = system;
      return { access_token: await this.tokenFor(clientId, organisationNumber, scope), scope };
    } catch (error) {
      if (error instanceof errors.JOSEError) return null;
      throw error;
    }
  }

  /** Whether this assertion has not been redeemed before, in any process. */
  private async isFirst(clientId: string, jti: string): Promise<boolean> {
    const id = createHash('sha256')
      .update(JSON.stringify([clientId, jti]))
      .digest('hex');
    const { rowCount } = await this.db.query(
      `INSERT INTO demo_sign_in (kind, id, payload, expires_at)
       VALUES ('Assertion', $1, '{}', now() + make_interval(secs => $2))
       ON CONFLICT (kind, id) DO NOTHING`,
      [id, longestAssertionSeconds + 2 * skewSeconds],
    );
    return rowCount === 1;
  }

  private async tokenFor(clientId: string, number: string, scope: string): Promise<string> {
    return new SignJWT({
      scope,
      client_id: clientId,
      token_type: 'Bearer',
      consumer: { authority: 'iso6523-actorid-upis', ID: `0192:${number}` },
    })
      .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt' })
      .setIssuer(this.issuer)
      .setAudience(this.config.MACHINE_AUDIENCE ?? '')
      .setJti(randomUUID())
      .setIssuedAt()
      .setExpirationTime(`${tokenSeconds}s`)
      .sign(await importJWK(this.key(), 'ES256'));
  }

  private key() {
    return signingKey(`${this.config.OIDC_CLIENT_SECRET.reveal()} machine`);
  }
}

export function demoMachineIssuerOf(publicUrl: string): string {
  return `${new URL(publicUrl).origin}/idp/machine`;
}

function answer(res: ServerResponse, status: number, body: object): void {
  res
    .writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
    .end(JSON.stringify(body));
}

async function formOf(req: IncomingMessage): Promise<URLSearchParams> {
  let body = '';
  for await (const chunk of req) {
    body += String(chunk);
    if (body.length > largestFormBytes) break;
  }
  return new URLSearchParams(body);
}
