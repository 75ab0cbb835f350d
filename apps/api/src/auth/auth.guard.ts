import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply } from 'fastify';
import { type Database, Refused } from '#platform';
import type { Person } from '#parties';
import { AuthCookies } from './auth.cookies.js';
import { IS_PUBLIC } from '#parties';
import { AUTH_CONFIG, AUTH_DATABASE, type AuthConfig, type GuardedRequest } from './auth.tokens.js';
import { personOfSession } from './session.queries.js';
import { isFromOwnPages } from './sign-in.rules.js';
import { TokenService } from './token.service.js';

/** Lets signed-in people in, everywhere; an endpoint is open only when it says so itself. */
@Injectable()
export class AuthGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly cookies: AuthCookies,
    private readonly tokens: TokenService,
    @Inject(AUTH_CONFIG) private readonly config: AuthConfig,
    @Inject(AUTH_DATABASE) private readonly db: Database,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<GuardedRequest>();
    this.refuseForeignPages(request);
    if (this.isPublic(context)) return true;

    const person = await this.personBehind(request, context.switchToHttp().getResponse());
    request.person = person;
    return true;
  }

  private isPublic(context: ExecutionContext): boolean {
    return (
      this.reflector.getAllAndOverride<boolean | undefined>(IS_PUBLIC, [
        context.getHandler(),
        context.getClass(),
      ]) ?? false
    );
  }

  /** A header is put there by a program on purpose; a cookie comes along by itself. */
  private refuseForeignPages(request: GuardedRequest): void {
    const { authorization, origin } = request.headers;
    if (authorization !== undefined || !this.cookies.sessionToken(request)) return;
    const fetchSite = request.headers['sec-fetch-site'];
    const source = {
      method: request.method,
      origin,
      fetchSite: typeof fetchSite === 'string' ? fetchSite : undefined,
    };
    if (!isFromOwnPages(source, this.config.PUBLIC_URL)) {
      throw new Refused({ code: 'request-from-other-site', kind: 'role' });
    }
  }

  private async personBehind(request: GuardedRequest, reply: FastifyReply): Promise<Person> {
    try {
      const { authorization } = request.headers;
      if (authorization !== undefined) return await this.tokens.personOf(bearerOf(authorization));
      const token = this.cookies.sessionToken(request);
      const person = token ? await personOfSession(this.db.pool, token) : null;
      if (!person) throw new Refused({ code: 'not-signed-in', kind: 'signed-out' });
      return person;
    } catch (error) {
      if (error instanceof Refused) void reply.header('www-authenticate', 'Bearer');
      throw error;
    }
  }
}

function bearerOf(authorization: string): string {
  const token = /^Bearer ([\w.~+/=-]+)$/i.exec(authorization)?.[1];
  if (!token) throw new Refused({ code: 'token-not-valid', kind: 'signed-out' });
  return token;
}
