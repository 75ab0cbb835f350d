import { Controller, Get, HttpCode, Inject, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type Database, Refused, validated } from '#platform';
import { Public } from '#parties';
import { AuthCookies, type SignInTransaction } from './auth.cookies.js';
import { AUTH_CONFIG, AUTH_DATABASE, type AuthConfig } from './auth.tokens.js';
import { browserInWords } from './browser.rules.js';
import { endSession, openSession, startSession } from './session.queries.js';
import { RefusedSignIn } from './sign-in.faults.js';
import type { Provider } from './sign-in.providers.js';
import { isLocalPath, otherLoopbackName } from './sign-in.rules.js';
import { type SignedIn, SignInService } from './sign-in.service.js';
import { SignInWatch } from './sign-in.watch.js';

/** Where the browser lands when a sign-in came to nothing; the page there offers another try. */
const failedPath = '/?sign-in=failed';

export const signInQuery = z.object({
  returnTo: z.string().default('/'),
  /** Which of the providers; left out: the one signed in at, else the first. */
  provider: z.enum(['main', 'staff']).optional(),
  /** `yes`: prove anew who you are, for a signature. */
  fresh: z.literal('yes').optional(),
  /** `yes`: at the level of assurance that the strictest roles ask for. */
  raise: z.literal('yes').optional(),
});

@Controller('api/v1')
export class SignInController {
  constructor(
    private readonly signIn: SignInService,
    private readonly cookies: AuthCookies,
    private readonly watch: SignInWatch,
    @Inject(AUTH_CONFIG) private readonly config: AuthConfig,
    @Inject(AUTH_DATABASE) private readonly db: Database,
  ) {}

  @Public()
  @Get('sign-in')
  async begin(
    @Query() query: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { returnTo, provider, fresh, raise } = validated(signInQuery, query);
    if (!isLocalPath(returnTo)) throw returnToNotLocal();
    const origin = otherLoopbackName(request.headers.host, this.config.PUBLIC_URL);
    if (origin) return reply.redirect(new URL(request.url, origin).href, 303);

    const chosen = await this.providerFor(request, provider);
    const wish = { returnTo, isFresh: fresh === 'yes', isRaised: raise === 'yes' };
    const { url, transaction } = await this.signIn.begin(chosen, wish);
    await this.cookies.setTransaction(reply, transaction);
    await reply.header('cache-control', 'no-store').redirect(url.href, 303);
  }

  /** What one can sign in by. */
  @Public()
  @Get('sign-in/providers')
  providers(): { items: { name: Provider['name']; profile: Provider['profileName'] }[] } {
    return {
      items: this.signIn.providers.map(({ name, profileName }) => ({ name, profile: profileName })),
    };
  }

  @Public()
  @Get('sign-in/callback')
  async finish(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    void reply.header('cache-control', 'no-store');
    const transaction = await this.cookies.takeTransaction(request, reply);
    if (!transaction) return reply.redirect(failedPath, 303);
    const answer = await this.signedIn(request, transaction);
    if ('refused' in answer) {
      // Who came to sign anew is still signed in: the page they left says what is missing.
      if (transaction.isFresh) return reply.redirect(transaction.returnTo, 303);
      const isTooLow = answer.refused === 'level-of-assurance-too-low';
      return reply.redirect(isTooLow ? `${failedPath}&reason=${answer.refused}` : failedPath, 303);
    }
    await this.endSessionOf(request);
    await this.begins(answer, request, reply);
    await reply.redirect(transaction.returnTo, 303);
  }

  /**
   * Public, because signing out of a session that has already ended is no error. Where the provider
   * signs people out as well, the answer says where the browser goes next.
   */
  @Public()
  @Post('sign-out')
  @HttpCode(204)
  async signOut(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ goTo: string } | undefined> {
    const session = await this.sessionOf(request);
    await this.endSessionOf(request);
    this.cookies.clearSession(reply);
    const hint = await this.cookies.takeSignOutHint(request, reply);
    if (!session || !hint) return undefined;
    const address = await this.signIn.signOutAddress(session.provider, hint.idToken ?? null);
    if (!address) return undefined;
    void reply.status(200);
    return { goTo: address.href };
  }

  private async begins(
    { person, provider, acr, authenticatedAt, idToken }: SignedIn,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<void> {
    const { SESSION_HOURS } = this.config;
    const browser = browserInWords(request.headers['user-agent']);
    const start = { personId: person.personId, provider: provider.name, acr, authenticatedAt };
    const token = await startSession(this.db.pool, { ...start, browser }, SESSION_HOURS);
    this.cookies.setSession(reply, token, SESSION_HOURS);
    if (await this.signIn.signOutAddress(provider.name, null)) {
      await this.cookies.setSignOutHint(reply, idToken, SESSION_HOURS);
    }
  }

  private async signedIn(
    { url, ip }: FastifyRequest,
    transaction: SignInTransaction,
  ): Promise<SignedIn | { refused: string }> {
    try {
      return await this.signIn.finish(url, transaction);
    } catch (error) {
      if (!(error instanceof RefusedSignIn)) throw error;
      const { fault, refusal } = error;
      const { provider } = transaction;
      await this.watch.tell({ fault, by: 'browser', provider, actorId: null }, ip);
      return { refused: refusal.code };
    }
  }

  private async providerFor(
    request: FastifyRequest,
    name: Provider['name'] | undefined,
  ): Promise<Provider> {
    const { providers } = this.signIn;
    const wanted = name ?? (await this.sessionOf(request))?.provider;
    const named = providers.find((each) => each.name === wanted);
    const provider = named ?? (name ? undefined : providers[0]);
    if (!provider) throw new Refused({ code: 'provider-unknown', kind: 'facts' });
    return provider;
  }

  private async sessionOf(request: FastifyRequest) {
    const token = this.cookies.sessionToken(request);
    const { SESSION_IDLE_MINUTES: idleMinutes, SIGNING_MINUTES: signingMinutes } = this.config;
    const limits = { idleMinutes, signingMinutes, isUse: false };
    return token ? openSession(this.db.pool, token, limits) : null;
  }

  private async endSessionOf(request: FastifyRequest): Promise<void> {
    const token = this.cookies.sessionToken(request);
    if (token) await endSession(this.db.pool, token);
  }
}

function returnToNotLocal(): Refused {
  return new Refused({
    code: 'return-to-not-local',
    kind: 'facts',
    problems: [
      {
        field: 'returnTo',
        rule: 'a path of this installation, beginning with one slash',
        todo: 'leave returnTo out, or give a path such as /cases',
      },
    ],
  });
}
