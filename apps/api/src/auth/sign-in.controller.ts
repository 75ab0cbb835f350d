import { Controller, Get, HttpCode, Inject, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Database, Refused } from '#platform';
import { AuthCookies } from './auth.cookies.js';
import { Public } from '#parties';
import { AUTH_CONFIG, AUTH_DATABASE, type AuthConfig } from './auth.tokens.js';
import { endSession, startSession } from './session.queries.js';
import { isLocalPath, otherLoopbackName } from './sign-in.rules.js';
import { SignInService } from './sign-in.service.js';

/** Where the browser lands when a sign-in came to nothing; the page there offers another try. */
const failedPath = '/?sign-in=failed';

@Controller('api/v1')
export class SignInController {
  constructor(
    private readonly signIn: SignInService,
    private readonly cookies: AuthCookies,
    @Inject(AUTH_CONFIG) private readonly config: AuthConfig,
    @Inject(AUTH_DATABASE) private readonly db: Database,
  ) {}

  @Public()
  @Get('sign-in')
  async begin(
    @Query('returnTo') returnTo: unknown = '/',
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    if (typeof returnTo !== 'string' || !isLocalPath(returnTo)) throw returnToNotLocal();
    const origin = otherLoopbackName(request.headers.host, this.config.PUBLIC_URL);
    if (origin) return reply.redirect(new URL(request.url, origin).href, 303);

    const { url, transaction } = await this.signIn.begin(returnTo);
    await this.cookies.setTransaction(reply, transaction);
    await reply.header('cache-control', 'no-store').redirect(url.href, 303);
  }

  @Public()
  @Get('sign-in/callback')
  async finish(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    void reply.header('cache-control', 'no-store');
    const transaction = await this.cookies.takeTransaction(request, reply);
    const person = transaction && (await this.personSignedIn(request.url, transaction));
    if (!person) return reply.redirect(failedPath, 303);

    await this.endSessionOf(request);
    const token = await startSession(this.db.pool, person.personId, this.config.SESSION_HOURS);
    this.cookies.setSession(reply, token, this.config.SESSION_HOURS);
    await reply.redirect(transaction.returnTo, 303);
  }

  /** Public, because signing out of a session that has already ended is no error. */
  @Public()
  @Post('sign-out')
  @HttpCode(204)
  async signOut(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    await this.endSessionOf(request);
    this.cookies.clearSession(reply);
  }

  private async personSignedIn(...answer: Parameters<SignInService['finish']>) {
    try {
      return await this.signIn.finish(...answer);
    } catch (error) {
      if (error instanceof Refused) return null;
      throw error;
    }
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
