import { randomBytes } from 'node:crypto';
import { Controller, Get, Module, Post } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import {
  type Config,
  createLog,
  Database,
  fastifyAdapter,
  loadConfig,
  ProblemFilter,
  SystemClock,
} from '#platform';
import { type Actor, CurrentActor, Public, seedDemoPeople } from '#parties';
import { AuthModule } from '../../apps/api/src/auth/index.js';
import { mountDemoIdentityProvider } from '../../apps/api/src/demo/identity-provider.js';
import { freePort } from '../support/ports.js';

@Controller('api/v1/probe')
class ProbeController {
  @Get()
  read(@CurrentActor() actor: Actor) {
    return { personId: actor.personId };
  }

  @Post()
  write(@CurrentActor() actor: Actor) {
    return { personId: actor.personId };
  }

  @Public()
  @Get('open')
  open() {
    return { open: true };
  }
}

export interface RunningApp {
  app: NestFastifyApplication;
  config: Config<'api'>;
  url: string;
  /** Every route that Nest has registered, as `GET /api/v1/me`. */
  routes: string[];
  db: Database;
  stop(): Promise<void>;
}

/** Settings of an API on this machine at a free port. */
export async function settingsFor(databaseUrl: string, changes: NodeJS.ProcessEnv = {}) {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  return loadConfig('api', {
    TILGANG_MODE: 'test',
    DATABASE_URL: databaseUrl,
    VAULT_URL: url,
    VAULT_PUBLIC_URL: url,
    VAULT_TICKET_KEY: randomBytes(24).toString('hex'),
    PORT: String(port),
    PUBLIC_URL: url,
    OIDC_ISSUER: `${url}/idp`,
    OIDC_CLIENT_ID: 'tilgang-web',
    OIDC_CLIENT_SECRET: randomBytes(24).toString('hex'),
    SECURITY_CONTACT: 'mailto:security@tilgang.example',
    // Nothing is stored here.
    DATA_KEY_FILE: 'none',
    ...changes,
  });
}

/** A small API with sign-in, the demo provider, and one guarded resource to try them on. */
export async function startSignInApp(config: Config<'api'>): Promise<RunningApp> {
  const db = await Database.connect({ url: config.DATABASE_URL.reveal(), schema: 'tilgang' });
  const clock = new SystemClock();
  @Module({
    imports: [AuthModule.forRoot({ config, db, clock })],
    controllers: [ProbeController],
  })
  class ProbeModule {}

  const app = await NestFactory.create<NestFastifyApplication>(ProbeModule, fastifyAdapter(), {
    logger: false,
    bodyParser: false,
  });
  const routes: string[] = [];
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onRoute', ({ method, url }) => {
      routes.push(...[method].flat().map((verb) => `${verb} ${url}`));
    });
  app.useGlobalFilters(new ProblemFilter(createLog('api', 'silent')));
  await mountDemoIdentityProvider(app, config, db);
  if (config.TILGANG_MODE !== 'production') {
    const mode = config.TILGANG_MODE;
    await seedDemoPeople(db, { mode, issuer: config.OIDC_ISSUER }, await clock.now());
  }
  await app.listen(config.PORT, config.HOST);
  return {
    app,
    config,
    url: `http://${config.HOST}:${config.PORT}`,
    routes,
    db,
    stop: async () => {
      await app.close();
      await db.close();
    },
  };
}
