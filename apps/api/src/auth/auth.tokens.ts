import type { FastifyRequest } from 'fastify';
import type { Config } from '#platform';
import type { Person } from '#parties';

/** What the providers of this folder ask the container for; values come from `AuthModule.forRoot`. */
export const AUTH_CONFIG = Symbol('AuthConfig');
export const AUTH_DATABASE = Symbol('AuthDatabase');
export const AUTH_CLOCK = Symbol('AuthClock');
export const AUTH_PROVIDERS = Symbol('AuthProviders');

export type AuthConfig = Config<'api'>;

/** A request after the guard; `person` is absent on public endpoints. */
export type GuardedRequest = FastifyRequest & { person?: Person };
