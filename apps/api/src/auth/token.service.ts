import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import {
  createRemoteJWKSet,
  decodeJwt,
  errors,
  type JWTPayload,
  jwtVerify,
  type JWTVerifyGetKey,
} from 'jose';
import type { Database } from '#platform';
import { ActorCache, type Person, systemClaims, systemOf } from '#parties';
import { AUTH_CONFIG, AUTH_DATABASE, AUTH_PROVIDERS, type AuthConfig } from './auth.tokens.js';
import { RefusedSignIn, type SignInFault } from './sign-in.faults.js';
import type { Provider } from './sign-in.providers.js';
import { personActing } from './sign-in.roles.js';
import { SignInService } from './sign-in.service.js';

/** Signatures with a public key only: `none` and shared secrets are not among them. */
const algorithms = ['ES256', 'ES384', 'PS256', 'RS256', 'EdDSA'];
const mostVerified = 10_000;
/** How far an issuer's clock may run before ours; a token that has expired has expired. */
const skewSeconds = 30;
/** What Ansattporten and Maskinporten say of whom somebody acts for: anybody may ask for the former. */
const organisationClaims = ['authorization_details', 'consumer', 'supplier'];
/** A token that outlives its day is a password by another name. */
const longestSeconds = 24 * 3600;

/** Somebody who issues tokens that are accepted here. */
interface Issuer {
  issuer: string;
  audience: string;
  /** Null for the issuer of systems' tokens. */
  provider: Provider | null;
  keys: () => Promise<JWTVerifyGetKey>;
}

interface Verified {
  issuer: Issuer;
  claims: JWTPayload;
  expiresAtMs: number;
}

/** Access tokens of scripts and other systems: JSON Web Tokens signed by who is configured. */
@Injectable()
export class TokenService {
  private readonly issuers: readonly Issuer[];
  private readonly people: ActorCache;
  /**
   * Tokens already verified, by hash, until they expire: a signature is the same whoever checks
   * it, so no other process needs to know.
   */
  private readonly verified = new Map<string, Verified>();

  constructor(
    @Inject(AUTH_CONFIG) private readonly config: AuthConfig,
    @Inject(AUTH_PROVIDERS) providers: readonly Provider[],
    @Inject(AUTH_DATABASE) private readonly db: Database,
    private readonly signIn: SignInService,
  ) {
    this.people = new ActorCache(db.pool);
    const { MACHINE_ISSUER, MACHINE_JWKS_URL, MACHINE_AUDIENCE } = config;
    this.issuers = [
      ...providers.map((provider) => this.peoplesIssuer(provider)),
      ...(MACHINE_ISSUER && MACHINE_JWKS_URL && MACHINE_AUDIENCE
        ? [systemsIssuer(MACHINE_ISSUER, MACHINE_JWKS_URL, MACHINE_AUDIENCE)]
        : []),
    ];
  }

  /**
   * Whom an access token speaks for.
   *
   * @param role the one of their roles that the program names, if it does
   * @throws Refused `token-not-valid`; `person-not-known` for a subject that never signed in,
   * `system-not-known` for a system that no registry has let in
   */
  async personOf(token: string, role: string | null, doing: 'read' | 'write'): Promise<Person> {
    const { issuer, claims } = await this.verifiedOf(token);
    if (issuer.provider) return this.person(issuer.provider, claims, role);
    const told = systemClaims(claims);
    if (!told) throw systemNotKnown('organisation-not-named', null);
    const system = await systemOf(this.db.pool, issuer.issuer, told, doing);
    const { organisationNumber, clientId } = told;
    if (!system) throw systemNotKnown('organisation-unknown', `${organisationNumber}/${clientId}`);
    return system;
  }

  private async person(
    provider: Provider,
    claims: JWTPayload,
    chosen: string | null,
  ): Promise<Person> {
    const { sub = '', iat, acr, auth_time } = claims;
    const person = await this.people.actorOf(provider.issuer, sub);
    if (!person) {
      throw new RefusedSignIn('person-not-known', 'person-unknown', 'signed-out', sub);
    }
    // Signed out everywhere since: the second it was issued in counts as before.
    if (person.tokensFrom && (iat ?? 0) * 1000 < person.tokensFrom.getTime()) {
      throw notValid('signed-out-since', sub);
    }
    const at = typeof auth_time === 'number' ? new Date(auth_time * 1000) : null;
    return personActing(person, provider, {
      by: 'token',
      sessionId: null,
      acr: typeof acr === 'string' ? acr : null,
      at,
      isFresh: at !== null && at.getTime() > Date.now() - this.signingMinutes() * 60_000,
      chosen,
      namesOrganisation: organisationClaims.some((claim) => claim in claims),
    });
  }

  private signingMinutes(): number {
    const { SIGNING_MINUTES, SIGNING_TOKEN_MINUTES, TILGANG_MODE } = this.config;
    return SIGNING_TOKEN_MINUTES ?? (TILGANG_MODE === 'production' ? SIGNING_MINUTES : 480);
  }

  private async verifiedOf(token: string): Promise<Verified> {
    const key = createHash('sha256').update(token).digest('base64');
    const known = this.verified.get(key);
    if (known && known.expiresAtMs > Date.now()) return known;
    this.verified.delete(key);

    const { issuer, claims } = await this.verify(token);
    if (this.verified.size >= mostVerified) this.forgetOldest();
    const found = { issuer, claims, expiresAtMs: claims.exp * 1000 };
    this.verified.set(key, found);
    return found;
  }

  private async verify(
    token: string,
  ): Promise<{ issuer: Issuer; claims: JWTPayload & { exp: number } }> {
    try {
      const { iss } = decodeJwt(token);
      const issuer = this.issuers.find((each) => each.issuer === iss);
      if (!issuer) throw notValid('issuer-unknown');
      const { payload } = await jwtVerify<{ exp: number }>(token, await issuer.keys(), {
        issuer: issuer.issuer,
        audience: issuer.audience,
        algorithms,
        clockTolerance: skewSeconds,
        requiredClaims: issuer.provider ? ['sub', 'exp'] : ['iat', 'exp'],
      });
      assertTimes(payload);
      // Identity tokens answer our nonce. They say who signed in, not that a program may act for
      // them; where audience and client have one name, only this tells the two apart.
      if ('nonce' in payload) throw notValid('claims-not-for-us');
      return { issuer, claims: payload };
    } catch (error) {
      if (isFaultOfToken(error)) throw notValid(faultOf(error));
      throw error;
    }
  }

  private peoplesIssuer(provider: Provider): Issuer {
    let keys: JWTVerifyGetKey | undefined;
    return {
      issuer: provider.issuer,
      audience: this.config.OIDC_AUDIENCE,
      provider,
      keys: async () => {
        if (!keys) {
          const client = await this.signIn.discoveredAt(provider);
          keys = createRemoteJWKSet(new URL(client.serverMetadata().jwks_uri!));
        }
        return keys;
      },
    };
  }

  private forgetOldest(): void {
    for (const key of this.verified.keys()) {
      this.verified.delete(key);
      return;
    }
  }
}

function systemsIssuer(issuer: string, keysAt: string, audience: string): Issuer {
  const keys = createRemoteJWKSet(new URL(keysAt));
  return { issuer, audience, provider: null, keys: () => Promise.resolve(keys) };
}

/** Skew is borne one way: a token may come from a clock before ours, and never outlive its time. */
function assertTimes({ iat, exp }: { iat?: number; exp: number }): void {
  const now = Date.now() / 1000;
  const isLate = exp <= now;
  const isEarly = iat !== undefined && iat > now + skewSeconds;
  const isLong = exp - (iat ?? now) > longestSeconds;
  if (isLate) throw notValid('token-expired');
  if (isEarly || isLong) throw notValid('claims-not-for-us');
}

function notValid(fault: SignInFault, named: string | null = null): RefusedSignIn {
  return new RefusedSignIn('token-not-valid', fault, 'signed-out', named);
}

function systemNotKnown(fault: SignInFault, named: string | null): RefusedSignIn {
  return new RefusedSignIn('system-not-known', fault, 'signed-out', named);
}

/** Keys that cannot be fetched are the provider's fault, not the token's. */
function isFaultOfToken(error: unknown): error is errors.JOSEError {
  return (
    error instanceof errors.JOSEError &&
    !(error instanceof errors.JWKSTimeout) &&
    error.code !== 'ERR_JOSE_GENERIC'
  );
}

function faultOf({ code }: errors.JOSEError): SignInFault {
  if (code === 'ERR_JWT_EXPIRED') return 'token-expired';
  if (code === 'ERR_JWT_CLAIM_VALIDATION_FAILED') return 'claims-not-for-us';
  return code === 'ERR_JWT_INVALID' || code === 'ERR_JWS_INVALID'
    ? 'token-malformed'
    : 'signature-wrong';
}
