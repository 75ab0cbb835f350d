import { Inject, Injectable, ServiceUnavailableException } from '@nestjs/common';
import * as oidc from 'openid-client';
import { type Clock, type Database, Refused } from '#platform';
import { type Person, upsertPerson } from '#parties';
import { AUTH_CLOCK, AUTH_CONFIG, AUTH_DATABASE, type AuthConfig } from './auth.tokens.js';
import type { SignInTransaction } from './auth.cookies.js';
import { identityFrom, mayUsePlainHttp } from './sign-in.rules.js';

export const callbackPath = '/api/v1/sign-in/callback';

/** OpenID Connect as its client: authorization code with PKCE, state and nonce. */
@Injectable()
export class SignInService {
  private discovered: Promise<oidc.Configuration> | undefined;

  constructor(
    @Inject(AUTH_CONFIG) private readonly config: AuthConfig,
    @Inject(AUTH_DATABASE) private readonly db: Database,
    @Inject(AUTH_CLOCK) private readonly clock: Clock,
  ) {}

  /** Where to send the browser, and what to remember until it is back. */
  async begin(returnTo: string): Promise<{ url: URL; transaction: SignInTransaction }> {
    const transaction = {
      state: oidc.randomState(),
      nonce: oidc.randomNonce(),
      codeVerifier: oidc.randomPKCECodeVerifier(),
      returnTo,
    };
    const url = oidc.buildAuthorizationUrl(await this.provider(), {
      redirect_uri: new URL(callbackPath, this.config.PUBLIC_URL).href,
      scope: 'openid profile email',
      state: transaction.state,
      nonce: transaction.nonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(transaction.codeVerifier),
      code_challenge_method: 'S256',
    });
    return { url, transaction };
  }

  /**
   * Redeems the code the browser came back with and records the person.
   *
   * @param pathAndQuery of the callback request; its host is never believed
   * @throws Refused `sign-in-failed` when the provider, or anyone, sent something else than this
   * transaction asked for
   */
  async finish(pathAndQuery: string, transaction: SignInTransaction): Promise<Person> {
    const provider = await this.provider();
    const tokens = await oidc
      .authorizationCodeGrant(provider, new URL(pathAndQuery, this.config.PUBLIC_URL), {
        pkceCodeVerifier: transaction.codeVerifier,
        expectedState: transaction.state,
        expectedNonce: transaction.nonce,
        idTokenExpected: true,
      })
      .catch(refuseWrongAnswer);
    const claims = { ...tokens.claims()! };
    if (provider.serverMetadata().userinfo_endpoint) {
      // The identity token need not name the person (OpenID Connect Core section 5.4).
      Object.assign(claims, await oidc.fetchUserInfo(provider, tokens.access_token, claims.sub));
    }
    const identity = identityFrom(claims);
    if (!identity) throw signInFailed();
    return upsertPerson(this.db.pool, { issuer: claims.iss, ...identity }, await this.clock.now());
  }

  /** Discovered at first use: the provider may start after us, or in this very process. */
  async provider(): Promise<oidc.Configuration> {
    this.discovered ??= oidc
      .discovery(
        new URL(this.config.OIDC_ISSUER),
        this.config.OIDC_CLIENT_ID,
        undefined,
        oidc.ClientSecretBasic(this.config.OIDC_CLIENT_SECRET),
        { execute: mayUsePlainHttp(this.config) ? [oidc.allowInsecureRequests] : [] },
      )
      .catch((cause: unknown) => {
        this.discovered = undefined;
        throw new ServiceUnavailableException('identity-provider-unavailable', { cause });
      });
    return this.discovered;
  }
}

export function signInFailed(): Refused {
  return new Refused({ code: 'sign-in-failed', kind: 'signed-out' });
}

/** A cancelled, repeated or forged answer is the user's to try again; anything else is an error. */
function refuseWrongAnswer(error: unknown): never {
  const isRefusal =
    error instanceof oidc.AuthorizationResponseError ||
    (error instanceof oidc.ResponseBodyError && error.error === 'invalid_grant') ||
    (error instanceof oidc.ClientError && wrongAnswers.includes(error.code ?? ''));
  if (isRefusal) throw signInFailed();
  throw error;
}

/** Wrong or missing state or code, wrong nonce, wrong issuer: codes of openid-client. */
const wrongAnswers = ['OAUTH_INVALID_RESPONSE', 'OAUTH_JWT_CLAIM_COMPARISON_FAILED'];
