import helmet from '@fastify/helmet';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import {
  answerOwnHostsOnly,
  assertWalled,
  beginReach,
  Database,
  type Config,
  DemoClock,
  fastifyAdapter,
  type Log,
  NestLog,
  packSharedAnswers,
  permissionsPolicy,
  ProblemFilter,
  securityHeaders,
  streamedTypes,
  SystemClock,
} from '#platform';
import { ApiModule } from './api.module.js';
import { mountDemoIdentityProvider } from './demo/identity-provider.js';
import { entities } from './entities.js';
import { openApiDocument, serveOpenApi } from './openapi.js';

/** Where somebody writes an application, a reason or a letter: commands, their previews, imports. */
const largeBodies = ['/commands/', '/cases/import', '/registrations'];

/** The same to everybody who may ask: the form and the catalogue, in every first view of a case. */
const sharedAnswers = ['/api/v1/forms/:version', '/api/v1/registries'];

export interface RunningApi {
  app: NestFastifyApplication;
  close(): Promise<void>;
}

/** The API as it runs, short of listening: the tests take it from here. */
export async function createApi(config: Config<'api'>, log: Log): Promise<RunningApi> {
  const db = await Database.connect({
    url: config.DATABASE_URL.reveal(),
    schema: 'tilgang',
    entities,
    poolSize: config.DATABASE_POOL_SIZE,
  });
  await assertWalled(db);
  const clock = config.TILGANG_MODE === 'production' ? new SystemClock() : new DemoClock(db);
  const adapter = fastifyAdapter({ trustedProxies: config.TRUSTED_PROXIES, largeBodies });
  const fastify = adapter.getInstance();
  const app = await NestFactory.create<NestFastifyApplication>(
    ApiModule.forRoot({ config, db, clock }),
    adapter,
    {
      logger: new NestLog(log),
      abortOnError: false,
      // The adapter has its own parser of JSON.
      bodyParser: false,
    },
  );
  app.useGlobalFilters(new ProblemFilter(log));
  // Files go past the parser: each handler reads its own as it arrives, up to a limit of its own.
  fastify.addContentTypeParser(streamedTypes, (_request, payload, done) => done(null, payload));
  await app.register(helmet, securityHeaders(config.PUBLIC_URL));
  answerOwnHostsOnly(fastify, { publicUrl: config.PUBLIC_URL, others: config.ALLOWED_HOSTS });
  // After the body is read: what reads it may have lost whose request it is.
  fastify.addHook('preHandler', (_request, _reply, done) => beginReach(done));
  // An answer is one person's view of a case: no browser and no proxy keeps it. The built page says
  // otherwise of its own files.
  fastify.addHook('onSend', async (_request, reply) => {
    if (!reply.hasHeader('cache-control')) void reply.header('cache-control', 'no-store');
    void reply.header('permissions-policy', permissionsPolicy);
  });
  packSharedAnswers(fastify, sharedAnswers);
  await mountDemoIdentityProvider(app, config, db);
  serveOpenApi(app, openApiDocument(app));
  if (config.WEB_ROOT) {
    // Loaded only where a page is served: an API process of its own needs no file server.
    const { serveWeb } = await import('./web.js');
    await serveWeb(app, config.WEB_ROOT);
  }
  return {
    app,
    close: async () => {
      await app.close();
      await db.close();
    },
  };
}
