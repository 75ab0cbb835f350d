import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { createRemoteJWKSet, errors, jwtVerify, type JWTVerifyGetKey } from 'jose';
import { type Database, Refused } from '#platform';
import { ActorCache, type Person } from '#parties';
import { AUTH_CONFIG, AUTH_DATABASE, type AuthConfig } from './auth.tokens.js';
import { SignInService } from './sign-in.service.js';

/** Signatures with a public key only: `none` and shared secrets are not among them. */
const algorithms = ['ES256', 'ES384', 'PS256', 'RS256', 'EdDSA'];
const mostVerified = 10_000;

/** Access tokens of scripts and other systems: JSON Web Tokens signed by the identity provider. */
@Injectable()
export class TokenService {
  private keys: JWTVerifyGetKey | undefined;
  private readonly people: ActorCache;
  /**
   * Tokens already verified, by hash, until they expire: a signature is the same whoever checks
   * it, so no other process needs to know.
   */
  private readonly verified = new Map<string, { subject: string; expiresAtMs: number }>();

  constructor(
    @Inject(AUTH_CONFIG) private readonly config: AuthConfig,
    @Inject(AUTH_DATABASE) db: Database,
    private readonly signIn: SignInService,
  ) {
    this.people = new ActorCache(db.pool);
  }

  /**
   * The person an access token speaks for.
   *
   * @throws Refused `token-not-valid`, or `person-not-known` for a subject that never signed in
   */
  async personOf(token: string): Promise<Person> {
    const subject = await this.subjectOf(token);
    const person = await this.people.actorOf(this.config.OIDC_ISSUER, subject);
    if (!person) throw new Refused({ code: 'person-not-known', kind: 'signed-out' });
    return person;
  }

  private async subjectOf(token: string): Promise<string> {
    const key = createHash('sha256').update(token).digest('base64');
    const known = this.verified.get(key);
    if (known && known.expiresAtMs > Date.now()) return known.subject;
    this.verified.delete(key);

    const { sub, exp } = await this.verify(token);
    if (this.verified.size >= mostVerified) this.forgetOldest();
    this.verified.set(key, { subject: sub, expiresAtMs: exp * 1000 });
    return sub;
  }

  private async verify(token: string): Promise<{ sub: string; exp: number }> {
    try {
      const { payload } = await jwtVerify<{ sub: string; exp: number }>(
        token,
        await this.publicKeys(),
        {
          issuer: this.config.OIDC_ISSUER,
          audience: this.config.OIDC_AUDIENCE,
          algorithms,
          requiredClaims: ['sub', 'exp'],
        },
      );
      // Identity tokens answer our nonce. They say who signed in, not that a program may act for
      // them; where audience and client have one name, only this tells the two apart.
      if ('nonce' in payload) throw new errors.JWTInvalid('identity token');
      return payload;
    } catch (error) {
      if (isFaultOfToken(error)) throw new Refused({ code: 'token-not-valid', kind: 'signed-out' });
      throw error;
    }
  }

  private async publicKeys(): Promise<JWTVerifyGetKey> {
    if (!this.keys) {
      const provider = await this.signIn.provider();
      this.keys = createRemoteJWKSet(new URL(provider.serverMetadata().jwks_uri!));
    }
    return this.keys;
  }

  private forgetOldest(): void {
    for (const key of this.verified.keys()) {
      this.verified.delete(key);
      return;
    }
  }
}

/** Keys that cannot be fetched are the provider's fault, not the token's. */
function isFaultOfToken(error: unknown): boolean {
  return (
    error instanceof errors.JOSEError &&
    !(error instanceof errors.JWKSTimeout) &&
    error.code !== 'ERR_JOSE_GENERIC'
  );
}
