import { z } from 'zod';
import { secret } from './config.parts.js';

const profile = z.enum([
  'id-porten',
  'ansattporten-high',
  'ansattporten-substantial',
  'ansattporten-entraid',
  'demo',
  'generic',
]);

/** Who says who people are, how long a sign-in lasts, and who says which system it is. */
export const signInSettings = {
  OIDC_ISSUER: z.url(),
  OIDC_CLIENT_ID: z.string().min(1),
  OIDC_CLIENT_SECRET: secret,
  OIDC_AUDIENCE: z.string().min(1).default('tilgang'),
  /** What is asked of the provider, and accepted from it; left out: ID-porten's in production. */
  OIDC_PROFILE: profile.optional(),
  /** A second provider, for those who work here and in the registries. */
  OIDC_STAFF_ISSUER: z.url().optional(),
  OIDC_STAFF_CLIENT_ID: z.string().min(1).optional(),
  OIDC_STAFF_CLIENT_SECRET: secret.optional(),
  OIDC_STAFF_PROFILE: profile.default('ansattporten-high'),
  /** A session ends then at the latest: a working day. */
  SESSION_HOURS: z.coerce.number().min(0.1).max(24).default(8),
  /** A session that nobody uses ends. */
  SESSION_IDLE_MINUTES: z.coerce.number().min(1).max(480).default(30),
  /** How old a sign-in may be that a decision is signed with. */
  SIGNING_MINUTES: z.coerce.number().min(1).max(480).default(15),
  /** The same for tokens; left out: as for sessions, outside production as long as a token lasts. */
  SIGNING_TOKEN_MINUTES: z.coerce.number().min(1).max(480).optional(),
  /** Who issues the tokens of other systems (Maskinporten), and where its public keys are. */
  MACHINE_ISSUER: z.url().optional(),
  MACHINE_JWKS_URL: z.url().optional(),
  MACHINE_AUDIENCE: z.string().min(1).optional(),
};
