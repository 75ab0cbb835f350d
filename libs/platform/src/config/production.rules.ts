import type { z } from 'zod';
import type { Secret } from './secret.js';

/** What a program refuses to start without where cases are real. */

/** What people attach is encrypted where it is real; half a key service is a mistake anywhere. */
export function refuseUnencryptedFiles(
  settings: {
    TILGANG_MODE: string;
    DATA_KEY_FILE?: string | undefined;
    DATA_KEY_TRANSIT_URL?: string | undefined;
    DATA_KEY_TRANSIT_TOKEN_FILE?: string | undefined;
  },
  context: z.RefinementCtx,
): void {
  const isProduction = settings.TILGANG_MODE === 'production';
  const { DATA_KEY_FILE, DATA_KEY_TRANSIT_URL: url, DATA_KEY_TRANSIT_TOKEN_FILE: token } = settings;
  const wrong = (name: string) =>
    context.addIssue({ code: 'custom', path: [name], message: 'needed for the files' });
  if (isProduction && !DATA_KEY_FILE && !url) wrong('DATA_KEY_FILE');
  if (url && !token) wrong('DATA_KEY_TRANSIT_TOKEN_FILE');
  if (isProduction && url?.startsWith('http:')) wrong('DATA_KEY_TRANSIT_URL');
}

const databases = ['DATABASE_URL', 'OWNER_DATABASE_URL', 'VAULT_DATABASE_URL'] as const;

/** Two settings that are of use together only. */
export function refuseHalf<Name extends string>(
  settings: { [name in Name]?: unknown },
  names: readonly Name[],
  context: z.RefinementCtx,
): void {
  if (names.every((name) => !settings[name])) return;
  for (const name of names) {
    if (!settings[name]) context.addIssue({ code: 'custom', path: [name], message: 'needed' });
  }
}

/**
 * What goes between machines is encrypted, and the other end shows who it is: PostgreSQL with
 * `sslmode=verify-full`, Redis by `rediss:`, the vault by `https:`. What stays on the machine, by a
 * socket or the loopback address, need not be.
 */
export function refuseOpenLinks(
  settings: {
    TILGANG_MODE: string;
    REDIS_URL?: Secret | undefined;
    VAULT_URL?: readonly string[] | undefined;
    VAULT_PUBLIC_URL?: readonly string[] | undefined;
  } & {
    [name in (typeof databases)[number]]?: Secret | undefined;
  },
  context: z.RefinementCtx,
): void {
  if (settings.TILGANG_MODE !== 'production') return;
  const wrong = (name: string) =>
    context.addIssue({ code: 'custom', path: [name], message: 'must be encrypted' });
  for (const name of databases) {
    const url = settings[name]?.reveal();
    if (url && !isSafeDatabase(url)) wrong(name);
  }
  const redis = settings.REDIS_URL?.reveal();
  if (redis && !isSafeRedis(redis)) wrong('REDIS_URL');
  for (const name of ['VAULT_URL', 'VAULT_PUBLIC_URL'] as const) {
    if (settings[name]?.some((url) => !isSafeWeb(url))) wrong(name);
  }
}

function isSafeDatabase(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { hostname, searchParams } = new URL(url);
  const host = searchParams.get('host') ?? hostname;
  return isHere(host) || host.startsWith('/') || searchParams.get('sslmode') === 'verify-full';
}

function isSafeRedis(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return protocol === 'rediss:' || isHere(hostname);
}

function isSafeWeb(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' || isHere(hostname);
}

/** An address of this machine alone. */
export function isHere(host: string): boolean {
  return ['', 'localhost', '127.0.0.1', '[::1]', '::1'].includes(host);
}
