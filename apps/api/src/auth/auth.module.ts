import { type DynamicModule, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import type { Clock, Database } from '#platform';
import { DemoUsersController } from '../demo/identity-provider.controller.js';
import { AuthCookies } from './auth.cookies.js';
import { AuthGuard } from './auth.guard.js';
import {
  AUTH_CLOCK,
  AUTH_CONFIG,
  AUTH_DATABASE,
  AUTH_PROVIDERS,
  type AuthConfig,
} from './auth.tokens.js';
import { MeController } from './me.controller.js';
import { RepresentationWatch } from './representation.watch.js';
import { SessionController } from './session.controller.js';
import { SignInController } from './sign-in.controller.js';
import { providersOf } from './sign-in.providers.js';
import { settingProblems } from './sign-in.rules.js';
import { SignInService } from './sign-in.service.js';
import { SignInWatch } from './sign-in.watch.js';
import { TokenService } from './token.service.js';

export interface AuthOptions {
  config: AuthConfig;
  db: Database;
  clock: Clock;
}

/** Sign-in, and the guard before every endpoint of the application that imports this module. */
@Module({})
export class AuthModule {
  /** @throws Error that names every setting of sign-in at fault, before anything is served */
  static forRoot({ config, db, clock }: AuthOptions): DynamicModule {
    const problems = settingProblems(config);
    if (problems.length > 0) throw new Error(`Sign-in cannot start: ${problems.join(' ')}`);
    return {
      module: AuthModule,
      controllers: [
        SignInController,
        MeController,
        SessionController,
        ...(config.TILGANG_MODE === 'production' ? [] : [DemoUsersController]),
      ],
      providers: [
        { provide: AUTH_CONFIG, useValue: config },
        { provide: AUTH_DATABASE, useValue: db },
        { provide: AUTH_CLOCK, useValue: clock },
        { provide: AUTH_PROVIDERS, useValue: providersOf(config) },
        {
          provide: AuthCookies,
          useValue: new AuthCookies(config.PUBLIC_URL, config.OIDC_CLIENT_SECRET.reveal()),
        },
        SignInService,
        TokenService,
        SignInWatch,
        RepresentationWatch,
        { provide: APP_GUARD, useClass: AuthGuard },
      ],
      exports: [RepresentationWatch],
    };
  }
}
