import { createECDH, hkdfSync } from 'node:crypto';
import type { Configuration, KoaContextWithOIDC } from 'oidc-provider';
import type { Config } from '#platform';
import { demoUsers } from '#parties';

/** The resource scripts ask an access token for. */
export const demoApiResource = 'urn:tilgang:api';
/** A public client for scripts; nothing listens at its address, the script reads the redirect. */
export const demoScriptClient = {
  client_id: 'tilgang-script',
  redirect_uri: 'http://127.0.0.1/callback',
} as const;

/** The levels of assurance of the demonstration, the highest first. */
export const demoLevels = ['idporten-loa-high', 'idporten-loa-substantial'] as const;

const signInSeconds = 600;
const scriptHours = 8;
const apiScope = 'tilgang';

/** The demo provider's configuration: code flow with PKCE for the web and for scripts, no more. */
export function providerSettings(config: Config<'api'>): Configuration {
  const shared = {
    grant_types: ['authorization_code'],
    response_types: ['code' as const],
    id_token_signed_response_alg: 'ES256' as const,
    require_auth_time: true,
  };
  return {
    clients: [
      {
        ...shared,
        client_id: config.OIDC_CLIENT_ID,
        client_secret: config.OIDC_CLIENT_SECRET.reveal(),
        redirect_uris: [new URL('/api/v1/sign-in/callback', config.PUBLIC_URL).href],
      },
      {
        ...shared,
        client_id: demoScriptClient.client_id,
        redirect_uris: [demoScriptClient.redirect_uri],
        token_endpoint_auth_method: 'none',
      },
    ],
    jwks: { keys: [signingKey(config.OIDC_CLIENT_SECRET.reveal())] },
    cookies: {
      keys: [derive(config.OIDC_CLIENT_SECRET.reveal(), 'cookies', 32).toString('base64url')],
    },
    scopes: ['openid'],
    acrValues: [...demoLevels],
    claims: { openid: ['sub'], profile: ['name', 'locale'], email: ['email'] },
    pkce: { required: () => true },
    interactions: { url: (_, interaction) => `/idp/interaction/${interaction.uid}` },
    findAccount: (_, login) => accountOf(login),
    loadExistingGrant: grantAll,
    // A token says how strongly and when its person signed in, as an identity token does.
    extraTokenClaims: (ctx) => {
      const code = ctx.oidc.entities.AuthorizationCode;
      return { acr: code?.acr, auth_time: code?.authTime };
    },
    renderError: (ctx, out) => {
      ctx.type = 'text';
      ctx.body = `${out.error}: ${out.error_description ?? ''}`;
    },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      resourceIndicators: {
        enabled: true,
        getResourceServerInfo: () => ({
          scope: apiScope,
          audience: config.OIDC_AUDIENCE,
          accessTokenTTL: scriptHours * 3600,
          accessTokenFormat: 'jwt',
          jwt: { sign: { alg: 'ES256' } },
        }),
      },
    },
    ttl: {
      AuthorizationCode: 60,
      IdToken: signInSeconds,
      Interaction: signInSeconds,
      Session: signInSeconds,
      Grant: signInSeconds,
      AccessToken: (_, token) => token.resourceServer?.accessTokenTTL ?? signInSeconds,
    },
  };
}

function accountOf(login: string) {
  const user = demoUsers.find((candidate) => candidate.login === login);
  return (
    user && {
      accountId: login,
      claims: () => ({
        sub: login,
        name: user.name,
        email: user.email,
        locale: user.language,
      }),
    }
  );
}

/** Demo users agree to everything: there is no page of consent. */
async function grantAll(ctx: KoaContextWithOIDC) {
  const { provider, client, session } = ctx.oidc;
  const grant = new provider.Grant({
    clientId: client!.clientId,
    accountId: session!.accountId!,
  });
  grant.addOIDCScope('openid profile email');
  grant.addResourceScope(demoApiResource, apiScope);
  await grant.save();
  return grant;
}

/**
 * The same key from the same client secret. A token given to a script before the API was killed is
 * thus good after it starts again, and with every other API process; no key file has to be kept.
 */
export function signingKey(secret: string) {
  return keyPair(secret, 'signing key');
}

/** A key pair for signing that follows from a secret and what it is for. */
export function keyPair(secret: string | Buffer, purpose: string) {
  // NIST P-256: a private key is a number from 1 to the order of the group less one.
  const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
  const wide = BigInt(`0x${derive(secret, purpose, 48).toString('hex')}`);
  const d = Buffer.from(((wide % (order - 1n)) + 1n).toString(16).padStart(64, '0'), 'hex');
  const pair = createECDH('prime256v1');
  pair.setPrivateKey(d);
  const point = pair.getPublicKey();
  return {
    kty: 'EC',
    crv: 'P-256',
    use: 'sig',
    alg: 'ES256',
    x: point.subarray(1, 33).toString('base64url'),
    y: point.subarray(33).toString('base64url'),
    d: d.toString('base64url'),
  };
}

function derive(secret: string | Buffer, purpose: string, bytes: number): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', `tilgang demo provider ${purpose}`, bytes));
}
