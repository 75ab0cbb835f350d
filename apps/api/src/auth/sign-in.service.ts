import { Inject, Injectable, ServiceUnavailableException } from '@nestjs/common';
import * as oidc from 'openid-client';
import type { Clock, Database } from '#platform';
import { type Person, triesOf, upsertPerson } from '#parties';
import {
  AUTH_CLOCK,
  AUTH_CONFIG,
  AUTH_DATABASE,
  AUTH_PROVIDERS,
  type AuthConfig,
} from './auth.tokens.js';
import { type SignInTransaction, transactionSeconds } from './auth.cookies.js';
import { RefusedSignIn, type SignInFault } from './sign-in.faults.js';
import { isOfUse } from './sign-in.profiles.js';
import type { Provider } from './sign-in.providers.js';
import { identityFrom, mayUsePlainHttp } from './sign-in.rules.js';

export const callbackPath = '/api/v1/sign-in/callback';

/** Who signs in or out does not wait longer for a provider that does not answer. */
const providerSeconds = 10;

/** How far a provider's clock may be from ours. */
const skewSeconds = 30;

export interface SignInWish {
  returnTo: string;
  /** That the person proves anew who they are, whoever remembers them. */
  isFresh: boolean;
  /** That they sign in at the level the strictest of roles asks for. */
  isRaised: boolean;
}

/** Somebody has come back from a provider. */
export interface SignedIn {
  person: Person;
  provider: Provider;
  acr: string | null;
  authenticatedAt: Date | null;
  idToken: string;
}

/** OpenID Connect as its client: authorization code with PKCE, state and nonce. */
@Injectable()
export class SignInService {
  private readonly discovered = new Map<string, Promise<oidc.Configuration>>();

  constructor(
    @Inject(AUTH_CONFIG) private readonly config: AuthConfig,
    @Inject(AUTH_PROVIDERS) readonly providers: readonly Provider[],
    @Inject(AUTH_DATABASE) private readonly db: Database,
    @Inject(AUTH_CLOCK) private readonly clock: Clock,
  ) {}

  /** Where to send the browser, and what to remember until it is back. */
  async begin(
    provider: Provider,
    { returnTo, isFresh, isRaised }: SignInWish,
  ): Promise<{ url: URL; transaction: SignInTransaction }> {
    const transaction = {
      state: oidc.randomState(),
      nonce: oidc.randomNonce(),
      codeVerifier: oidc.randomPKCECodeVerifier(),
      returnTo,
      provider: provider.name,
      isFresh,
      begunAtMs: Date.now(),
    };
    const { asked, raised, scope } = provider.profile;
    const levels = isRaised ? raised : asked;
    const url = oidc.buildAuthorizationUrl(await this.discoveredAt(provider), {
      redirect_uri: new URL(callbackPath, this.config.PUBLIC_URL).href,
      scope,
      state: transaction.state,
      nonce: transaction.nonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(transaction.codeVerifier),
      code_challenge_method: 'S256',
      ...(levels.length > 0 && { acr_values: levels.join(' ') }),
      ...(isFresh && { prompt: 'login', max_age: '0' }),
    });
    return { url, transaction };
  }

  /**
   * Redeems the code the browser came back with and records the person.
   *
   * @param pathAndQuery of the callback request; its host is never believed
   * @throws Refused `sign-in-failed` when the provider, or anyone, sent something else than this
   * transaction asked for; `level-of-assurance-too-low`; `sign-in-not-fresh`
   */
  async finish(pathAndQuery: string, transaction: SignInTransaction): Promise<SignedIn> {
    const provider = this.providers.find(({ name }) => name === transaction.provider);
    if (!provider) throw signInFailed('answer-not-ours');
    // One try each: nobody tries codes one after the other on one transaction.
    if ((await triesOf(this.db.pool, 'sign-in', transaction.state, transactionSeconds)) > 1) {
      throw signInFailed('second-try');
    }
    const client = await this.discoveredAt(provider);
    const tokens = await oidc
      .authorizationCodeGrant(client, new URL(pathAndQuery, this.config.PUBLIC_URL), {
        pkceCodeVerifier: transaction.codeVerifier,
        expectedState: transaction.state,
        expectedNonce: transaction.nonce,
        idTokenExpected: true,
      })
      .catch(refuseWrongAnswer);
    const idClaims = tokens.claims()!;
    const acr = typeof idClaims.acr === 'string' ? idClaims.acr : null;
    if (!isOfUse(provider.profile, acr)) {
      throw new RefusedSignIn('level-of-assurance-too-low', 'level-too-low');
    }
    const authenticatedAt = timeOf(idClaims.auth_time);
    if (transaction.isFresh && !isSince(transaction.begunAtMs, authenticatedAt)) {
      throw new RefusedSignIn('sign-in-not-fresh', 'sign-in-not-fresh');
    }
    const claims = { ...idClaims };
    if (client.serverMetadata().userinfo_endpoint) {
      // The identity token need not name the person (OpenID Connect Core section 5.4).
      Object.assign(claims, await oidc.fetchUserInfo(client, tokens.access_token, claims.sub));
    }
    const identity = identityFrom({ ...claims, sub: idClaims.sub });
    if (!identity) throw signInFailed('named-by-identity-number');
    const known = { issuer: idClaims.iss, ...identity };
    const person = await upsertPerson(this.db.pool, known, await this.clock.now());
    return { person, provider, acr, authenticatedAt, idToken: tokens.id_token! };
  }

  /** Where the browser goes to sign out at the provider as well; null when it has no such place. */
  async signOutAddress(providerName: string, idToken: string | null): Promise<URL | null> {
    const provider = this.providers.find(({ name }) => name === providerName);
    if (!provider) return null;
    // Who signs out is signed out here, whether or not the provider can be reached.
    const client = await this.discoveredAt(provider).catch(() => null);
    if (!client?.serverMetadata().end_session_endpoint) return null;
    return oidc.buildEndSessionUrl(client, {
      post_logout_redirect_uri: new URL('/', this.config.PUBLIC_URL).href,
      ...(idToken && { id_token_hint: idToken }),
    });
  }

  /** Discovered at first use: a provider may start after us, or in this very process. */
  discoveredAt(provider: Provider): Promise<oidc.Configuration> {
    const known = this.discovered.get(provider.name);
    if (known) return known;
    const { TILGANG_MODE } = this.config;
    const mayBePlain = mayUsePlainHttp({ TILGANG_MODE, OIDC_ISSUER: provider.issuer });
    const asked = oidc
      .discovery(
        new URL(provider.issuer),
        provider.clientId,
        undefined,
        oidc.ClientSecretBasic(provider.clientSecret.reveal()),
        {
          timeout: providerSeconds,
          // Signatures are checked although the token comes straight from the provider: the
          // connection proves who answered, the signature that it is said of this person.
          execute: [
            oidc.enableNonRepudiationChecks,
            ...(mayBePlain ? [oidc.allowInsecureRequests] : []),
          ],
        },
      )
      .catch((cause: unknown) => {
        this.discovered.delete(provider.name);
        throw new ServiceUnavailableException('identity-provider-unavailable', { cause });
      });
    this.discovered.set(provider.name, asked);
    return asked;
  }
}

function signInFailed(fault: SignInFault): RefusedSignIn {
  return new RefusedSignIn('sign-in-failed', fault);
}

/** A provider that remembers the person and asks nothing has not done what it was asked to. */
function isSince(begunAtMs: number, at: Date | null): boolean {
  return at !== null && at.getTime() > begunAtMs - skewSeconds * 1_000;
}

function timeOf(seconds: unknown): Date | null {
  return typeof seconds === 'number' && Number.isFinite(seconds) ? new Date(seconds * 1000) : null;
}

/** A cancelled, repeated or forged answer is the user's to try again; anything else is an error. */
function refuseWrongAnswer(error: unknown): never {
  if (error instanceof oidc.AuthorizationResponseError) throw signInFailed('given-up-at-provider');
  if (error instanceof oidc.ResponseBodyError && error.error === 'invalid_grant') {
    throw signInFailed('code-not-valid');
  }
  if (error instanceof oidc.ClientError && wrongAnswers.includes(error.code ?? '')) {
    throw signInFailed('answer-not-ours');
  }
  throw error;
}

/** Wrong or missing state or code, nonce, issuer, audience or time: codes of openid-client. */
const wrongAnswers = [
  'OAUTH_INVALID_RESPONSE',
  'OAUTH_JWT_CLAIM_COMPARISON_FAILED',
  'OAUTH_JWT_TIMESTAMP_CHECK_FAILED',
];
