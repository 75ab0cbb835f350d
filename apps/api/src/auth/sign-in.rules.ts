import type { Language } from '#parties';

/** The settings that sign-in depends on. */
export interface SignInSettings {
  TILGANG_MODE: 'production' | 'demo' | 'test';
  PUBLIC_URL: string;
  OIDC_ISSUER: string;
  OIDC_CLIENT_ID: string;
  OIDC_AUDIENCE: string;
  OIDC_STAFF_ISSUER?: string | undefined;
  OIDC_STAFF_CLIENT_ID?: string | undefined;
  MACHINE_ISSUER?: string | undefined;
  MACHINE_JWKS_URL?: string | undefined;
}

/** What is wrong with the settings of sign-in, as sentences for the operator; empty when nothing. */
export function settingProblems(settings: SignInSettings): string[] {
  const { TILGANG_MODE, PUBLIC_URL, OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_AUDIENCE } = settings;
  const problems: string[] = [];
  const clients = [OIDC_CLIENT_ID, settings.OIDC_STAFF_CLIENT_ID];
  if (TILGANG_MODE === 'production' && clients.includes(OIDC_AUDIENCE)) {
    // Identity tokens have the client for audience: they must never pass for access tokens.
    problems.push('OIDC_AUDIENCE must differ from OIDC_CLIENT_ID and OIDC_STAFF_CLIENT_ID.');
  }
  if (new URL(PUBLIC_URL).protocol !== 'https:' && !isLoopback(PUBLIC_URL)) {
    problems.push('PUBLIC_URL must be https, or http on the loopback address.');
  }
  for (const [name, address] of Object.entries({
    OIDC_ISSUER,
    OIDC_STAFF_ISSUER: settings.OIDC_STAFF_ISSUER,
    MACHINE_ISSUER: settings.MACHINE_ISSUER,
    MACHINE_JWKS_URL: settings.MACHINE_JWKS_URL,
  })) {
    if (!address || new URL(address).protocol === 'https:') continue;
    if (!mayUsePlainHttp({ TILGANG_MODE, OIDC_ISSUER: address })) {
      problems.push(`${name} must be https (outside production also http on loopback).`);
    }
  }
  // A token says who issued it; two that go by one name could not be told apart.
  const issuers = [OIDC_ISSUER, settings.OIDC_STAFF_ISSUER, settings.MACHINE_ISSUER];
  const named = issuers.filter((issuer) => issuer !== undefined);
  if (new Set(named).size < named.length) {
    problems.push('OIDC_ISSUER, OIDC_STAFF_ISSUER and MACHINE_ISSUER must differ.');
  }
  if (TILGANG_MODE === 'production' && isDemoIssuer(settings)) {
    problems.push('OIDC_ISSUER must not be the demo identity provider in production.');
  }
  return problems;
}

/** The issuer of the demo identity provider lies under the installation's own address. */
export function demoIssuerOf(publicUrl: string): string {
  return `${new URL(publicUrl).origin}/idp`;
}

export function isDemoIssuer(
  settings: Pick<SignInSettings, 'PUBLIC_URL' | 'OIDC_ISSUER'>,
): boolean {
  return settings.OIDC_ISSUER === demoIssuerOf(settings.PUBLIC_URL);
}

/** Whether an identity provider may be spoken to without TLS: on this machine, never in production. */
export function mayUsePlainHttp(
  settings: Pick<SignInSettings, 'TILGANG_MODE' | 'OIDC_ISSUER'>,
): boolean {
  return settings.TILGANG_MODE !== 'production' && isLoopback(settings.OIDC_ISSUER);
}

/**
 * Whether the path given by a link may be gone to after sign-in. Only a path of this installation:
 * `//host`, `/\host` and anything that a browser would read as another address is refused.
 */
export function isLocalPath(path: string): boolean {
  if (!/^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(path)) return false;
  const origin = 'https://tilgang.invalid';
  return URL.canParse(path, origin) && new URL(path, origin).origin === origin;
}

/**
 * The host a browser should use instead of the one it asked: cookies of `localhost` do not come
 * along to `127.0.0.1`, so a sign-in begun at the one name cannot end at the other. Null when the
 * host is right, or when a proxy may have put it there.
 */
export function otherLoopbackName(host: string | undefined, publicUrl: string): string | null {
  const own = new URL(publicUrl);
  const asked = `http://${host ?? own.host}`;
  if (!isLoopback(publicUrl) || !URL.canParse(asked) || !isLoopback(asked)) return null;
  return new URL(asked).hostname === own.hostname ? null : own.origin;
}

/** What a browser says about where a request comes from. */
export interface RequestSource {
  method: string;
  origin: string | undefined;
  /** The header Sec-Fetch-Site. */
  fetchSite: string | undefined;
}

/**
 * Whether a request that a cookie speaks for may be served. A cookie is sent whoever caused the
 * request, so one that changes something must say that our own pages caused it.
 */
export function isFromOwnPages(source: RequestSource, publicUrl: string): boolean {
  if (['GET', 'HEAD', 'OPTIONS'].includes(source.method)) return true;
  if (source.origin !== undefined) return source.origin === new URL(publicUrl).origin;
  return source.fetchSite === 'same-origin';
}

/** The claims about a person that we use; providers leave out most of them. */
export interface IdentityClaims {
  sub: string;
  name?: unknown;
  given_name?: unknown;
  family_name?: unknown;
  email?: unknown;
  locale?: unknown;
}

/**
 * Name, address and language as an identity provider gives them, or null when it names the person
 * by a national identity number: such numbers never enter the case database.
 */
export function identityFrom(
  claims: IdentityClaims,
): { subject: string; name: string | null; email: string; language: Language } | null {
  const email = text(claims.email);
  const parts = [text(claims.given_name), text(claims.family_name)].filter(Boolean).join(' ');
  const identity = {
    subject: claims.sub,
    name: text(claims.name) || parts || null,
    email,
    language: languageFrom(text(claims.locale)),
  };
  return Object.values(identity).some((word) => word !== null && looksLikeIdentityNumber(word))
    ? null
    : identity;
}

function languageFrom(locale: string): Language {
  const language = locale.slice(0, 2).toLowerCase();
  return language === 'nn' || language === 'en' ? language : 'nb';
}

function looksLikeIdentityNumber(word: string): boolean {
  return /(^|\D)\d{6} ?\d{5}(\D|$)/.test(word);
}

function text(claim: unknown): string {
  return typeof claim === 'string' ? claim.trim() : '';
}

function isLoopback(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return protocol === 'http:' && ['127.0.0.1', '[::1]', 'localhost'].includes(hostname);
}
