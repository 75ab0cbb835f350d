import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply } from 'fastify';
import { reachOf, runningInsights } from '#cases';
import { type Clock, type Database, Refused, setReach } from '#platform';
import { FOR_SYSTEMS, IS_PUBLIC, isOfHouse, type Person } from '#parties';
import { AuthCookies } from './auth.cookies.js';
import {
  AUTH_CLOCK,
  AUTH_CONFIG,
  AUTH_DATABASE,
  AUTH_PROVIDERS,
  type AuthConfig,
  type GuardedRequest,
} from './auth.tokens.js';
import { tellNotRepresented } from './representation.watch.js';
import { openSession } from './session.queries.js';
import { RefusedSignIn } from './sign-in.faults.js';
import type { Provider } from './sign-in.providers.js';
import { personActing } from './sign-in.roles.js';
import { isFromOwnPages } from './sign-in.rules.js';
import { SignInWatch } from './sign-in.watch.js';
import { TokenService } from './token.service.js';

/** Lets signed-in people in, everywhere; an endpoint is open only when it says so itself. */
@Injectable()
export class AuthGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly cookies: AuthCookies,
    private readonly tokens: TokenService,
    private readonly watch: SignInWatch,
    @Inject(AUTH_CONFIG) private readonly config: AuthConfig,
    @Inject(AUTH_PROVIDERS) private readonly providers: readonly Provider[],
    @Inject(AUTH_DATABASE) private readonly db: Database,
    @Inject(AUTH_CLOCK) private readonly clock: Clock,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<GuardedRequest>();
    this.refuseForeignPages(request);
    if (this.isMarked(context, IS_PUBLIC)) return true;

    const response = context.switchToHttp().getResponse<FastifyReply>();
    const person = await this.withInsights(await this.personBehind(request, response));
    // A system of a registry reaches what is opened to systems, and nothing else.
    if (person.system && !this.isMarked(context, FOR_SYSTEMS)) {
      await tellNotRepresented(this.watch, person);
      throw new Refused({ code: 'not-for-systems', kind: 'role' });
    }
    request.person = person;
    setReach(reachOf(person));
    return true;
  }

  /** Asked anew at every request: an insight ends by the clock, whatever is remembered of a person. */
  private async withInsights(person: Person): Promise<Person> {
    if (!isOfHouse(person)) return person;
    const insights = await runningInsights(this.db.pool, person.personId, await this.clock.now());
    return insights.length === 0 ? person : { ...person, insights };
  }

  private isMarked(context: ExecutionContext, mark: string): boolean {
    return (
      this.reflector.getAllAndOverride<boolean | undefined>(mark, [
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
      if (authorization !== undefined) {
        const doing = ['GET', 'HEAD'].includes(request.method) ? 'read' : 'write';
        const role = header(request, 'tilgang-role');
        return await this.tokens.personOf(bearerOf(authorization), role, doing);
      }
      const person = await this.personOfSession(request);
      if (!person) throw new Refused({ code: 'not-signed-in', kind: 'signed-out' });
      return person;
    } catch (error) {
      if (error instanceof Refused) void reply.header('www-authenticate', 'Bearer');
      if (error instanceof RefusedSignIn) await this.tellOf(error, request);
      throw error;
    }
  }

  /** Whose token is good is told apart by name, everybody else by the address they come from. */
  private tellOf({ fault, named }: RefusedSignIn, { ip }: GuardedRequest): Promise<void> {
    const refused = { fault, by: 'token' as const, provider: null, actorId: null };
    return this.watch.tell(refused, named ?? ip);
  }

  private async personOfSession(request: GuardedRequest): Promise<Person | null> {
    const token = this.cookies.sessionToken(request);
    if (!token) return null;
    const session = await openSession(this.db.pool, token, {
      idleMinutes: this.config.SESSION_IDLE_MINUTES,
      signingMinutes: this.config.SIGNING_MINUTES,
      // What a page asks by itself, again and again, keeps nobody signed in who has left.
      isUse: header(request, 'tilgang-background') === null,
    });
    const provider = this.providers.find(({ name }) => name === session?.provider);
    if (!session || !provider) return null;
    return personActing(session.person, provider, {
      by: 'session',
      sessionId: session.id,
      acr: session.acr,
      at: session.authenticatedAt,
      isFresh: session.isFresh,
      chosen: session.actingRole,
    });
  }
}

function header(request: GuardedRequest, name: string): string | null {
  const value = request.headers[name];
  return typeof value === 'string' ? value : null;
}

function bearerOf(authorization: string): string {
  const token = /^Bearer ([\w.~+/=-]+)$/i.exec(authorization)?.[1];
  if (!token) throw new RefusedSignIn('token-not-valid', 'token-malformed');
  return token;
}
